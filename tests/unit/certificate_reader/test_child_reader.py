"""A reader that runs wild takes down its child, never its caller."""

import os
import textwrap
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from certificate_reader.child.limits import MEBIBYTE, Limits
from certificate_reader.child.parent import ChildReader
from certificate_reader.documents import Document
from certificate_reader.errors import TransientReadingError, UnreadableDocumentError
from certificate_reader.fields import FieldSpec

FIELDS = (FieldSpec("Said", "text"),)
LIMITS = Limits(memory=700 * MEBIBYTE, cpu_seconds=2, wall_seconds=240)
READER = """
    import ctypes, os, sys, time
    from certificate_reader.errors import TransientReadingError, UnreadableDocumentError
    from certificate_reader.reading import Box, Cell, Evidence, Reading

    def read(documents, fields):
        order = documents[0].name
        if order == "loop":
            while True: pass
        if order == "sleep":
            time.sleep(600)
        if order == "allocate":
            held = [bytearray(1 << 20) for _ in range(4000)]
        if order == "abort":
            os.abort()
        if order == "crash":
            ctypes.string_at(0)
        if order == "exit":
            os._exit(0)
        if order == "print":
            print("noise" * 1000, flush=True)
            os.system("echo noise")
        if order == "transient":
            raise TransientReadingError("throttled", "Try again later.")
        if order == "refuse":
            raise UnreadableDocumentError("blank", "The page is blank.")
        if order == "defect":
            raise KeyError("Maria Fernandez")
        if order == "babble":
            for descriptor in range(3, 20):
                try: os.write(descriptor, (7).to_bytes(8, "big") + b"[{]}!!!")
                except OSError: pass
            time.sleep(600)
        if order == "boast":
            for descriptor in range(3, 20):
                try: os.write(descriptor, (1 << 60).to_bytes(8, "big"))
                except OSError: pass
            time.sleep(600)
        if order == "write":
            with open(os.path.join(os.path.dirname(__file__), "x"), "w") as file: file.write("x")
        said = os.environ.get("AWS_SECRET_ACCESS_KEY", f"{order} {len(documents[0].content)}")
        confidence = 3.5 if order == "overconfident" else 0.9
        evidence = Evidence(0, 1, Box(0.1, 0.2, 0.3, 0.4), said)
        cell = Cell(said, said, confidence, evidence)
        return Reading(tuple(f.name for f in fields), ((cell,),), True, (), "wild", "1")
"""
TINY_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ChildReader]:
    (tmp_path / "wild_reader.py").write_text(textwrap.dedent(READER))
    monkeypatch.syspath_prepend(str(tmp_path))
    reader = ChildReader(LIMITS, "wild_reader:read")
    yield reader
    reader.close()


def document(order: str, content: bytes = TINY_PNG) -> Document:
    return Document(order, "image/png", content)


def said(reader: ChildReader, order: str, content: bytes = TINY_PNG) -> str | None:
    return reader.read([document(order, content)], FIELDS).rows[0][0].value


def failure(reader: ChildReader, order: str) -> UnreadableDocumentError:
    with pytest.raises(UnreadableDocumentError) as caught:
        reader.read([document(order)], FIELDS)
    return caught.value


def test_a_reading_crosses_whole(reader: ChildReader) -> None:
    reading = reader.read([document("hello")], FIELDS)
    assert reading.columns == ("Said",)
    cell = reading.rows[0][0]
    assert (cell.value, cell.confidence) == (f"hello {len(TINY_PNG)}", 0.9)
    assert cell.evidence is not None
    assert (cell.evidence.page, cell.evidence.box.right) == (1, 0.3)
    assert (reading.reader_name, reading.is_certificate) == ("wild", True)


def test_a_large_document_crosses_whole(reader: ChildReader) -> None:
    content = TINY_PNG + bytes(20 * MEBIBYTE)
    assert said(reader, "large", content) == f"large {len(content)}"


def test_the_child_is_reused(reader: ChildReader) -> None:
    said(reader, "one")
    child = reader.process_id
    said(reader, "two")
    assert reader.process_id == child


def test_what_the_reader_prints_is_not_taken_for_its_answer(reader: ChildReader) -> None:
    assert said(reader, "print") == f"print {len(TINY_PNG)}"


@pytest.mark.parametrize(
    ("order", "code"),
    [
        ("loop", "cpu_limit"),
        ("allocate", "memory_limit"),
        ("abort", "memory_limit"),
        ("crash", "reader_crashed"),
        ("exit", "reader_crashed"),
        ("defect", "reader_failed"),
        ("babble", "reader_misled"),
        ("boast", "reader_misled"),
        ("overconfident", "reader_misled"),
    ],
)
def test_a_reader_running_wild_is_replaced(reader: ChildReader, order: str, code: str) -> None:
    said(reader, "before")
    before = reader.process_id
    assert failure(reader, order).code == code
    assert said(reader, "after") == f"after {len(TINY_PNG)}"
    assert reader.process_id != before


def test_a_reading_that_takes_too_long_is_stopped_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "wild_reader.py").write_text(textwrap.dedent(READER))
    monkeypatch.syspath_prepend(str(tmp_path))
    reader = ChildReader(replace(LIMITS, wall_seconds=0.5), "wild_reader:read")
    assert failure(reader, "sleep").code == "time_limit"
    assert reader.process_id is None


def test_refusals_and_hiccups_of_the_reader_arrive_as_they_are(reader: ChildReader) -> None:
    said(reader, "before")
    child = reader.process_id
    refusal = failure(reader, "refuse")
    assert (refusal.code, refusal.detail) == ("blank", "The page is blank.")
    with pytest.raises(TransientReadingError, match="throttled"):
        reader.read([document("transient")], FIELDS)
    said(reader, "after")
    assert reader.process_id == child


def test_a_defect_names_its_place_but_quotes_nothing(reader: ChildReader) -> None:
    detail = failure(reader, "defect").detail
    assert "KeyError in wild_reader.py:" in detail
    assert "Maria" not in detail


def test_the_child_has_no_credentials(reader: ChildReader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "not for children")
    assert said(reader, "env") == f"env {len(TINY_PNG)}"


def test_the_child_writes_no_files(reader: ChildReader) -> None:
    assert failure(reader, "write").code == "reader_failed"


def test_a_child_killed_between_readings_is_replaced(reader: ChildReader) -> None:
    said(reader, "before")
    assert reader.process_id is not None
    os.kill(reader.process_id, 9)
    time.sleep(0.1)
    assert said(reader, "after") == f"after {len(TINY_PNG)}"


def test_threads_take_turns(reader: ChildReader) -> None:
    answers: dict[str, str | None] = {}

    def ask(order: str) -> None:
        answers[order] = said(reader, order)

    threads = [threading.Thread(target=ask, args=(f"t{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {f"t{number}": f"t{number} {len(TINY_PNG)}" for number in range(4)}


def test_a_reader_that_does_not_start_is_a_passing_failure() -> None:
    with pytest.raises(TransientReadingError, match="reader_unavailable"):
        ChildReader(LIMITS, "no_such_module:read").read([document("x")], FIELDS)

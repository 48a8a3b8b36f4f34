"""`cpe read` on the real samples, with the real reader and nothing running."""

import json
import socket
from pathlib import Path

import pytest

from .conftest import Cpe

SAMPLES = Path(__file__).parents[2] / "samples"
SAMPLE = SAMPLES / "d01_0.pdf"


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading in this process asks nobody."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("`cpe read` opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def test_a_line_of_json_holds_every_cell_with_what_lies_behind_it(cpe: Cpe) -> None:
    line = cpe("read", SAMPLE, "--state", "California", "--json").json
    assert set(line) == {
        "file",
        "is_certificate",
        "columns",
        "rows",
        "cells",
        "warnings",
        "reader",
        "seconds",
    }
    assert line["is_certificate"] is True
    assert line["columns"][:2] == ["Participant Name", "Course Title"]
    assert line["rows"] == [[cell["value"] for cell in row] for row in line["cells"]]
    name = line["cells"][0][0]
    assert set(name) == {"value", "printed", "confidence", "page", "box", "quote"}
    assert name["page"] == 1
    left, top, right, bottom = name["box"]
    assert 0 <= left < right <= 1
    assert 0 <= top < bottom <= 1


def test_one_bad_file_does_not_stop_the_rest(cpe: Cpe, checkout: Path) -> None:
    folder = checkout / "certs"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(b"%PDF-1.7 and nothing that follows")
    (folder / "b.pdf").write_bytes(SAMPLE.read_bytes())
    (folder / ".hidden.pdf").write_bytes(b"hidden")
    outcome = cpe("read", folder, "--state", "California", "--json")
    lines = [json.loads(line) for line in outcome.out.splitlines()]
    assert outcome.status == 1
    assert [line["file"] for line in lines] == ["certs/a.pdf", "certs/b.pdf"]
    assert lines[0]["error"]["code"] == "corrupt"
    assert lines[1]["is_certificate"] is True
    assert "certs/.hidden.pdf: It is hidden." in outcome.err
    assert "1 file could not be read." in outcome.err


def test_without_json_it_is_a_table_and_progress_is_told(cpe: Cpe) -> None:
    outcome = cpe("read", SAMPLES, "--state", "california")
    assert outcome.status == 0
    assert "samples/d01_0.pdf" in outcome.out
    assert "24 of 24 read" in outcome.err


def test_an_unknown_state_names_those_there_are(cpe: Cpe) -> None:
    outcome = cpe("read", SAMPLE, "--state", "Atlantis", "--json")
    assert outcome.status == 2
    assert outcome.json["error"]["detail"].endswith("Those there are: California.")


def test_a_narrow_screen_gets_each_row_as_a_list(cpe: Cpe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cpe_cli.output.WIDTH_WITHOUT_TERMINAL", 80)
    lines = cpe("read", SAMPLE, "--state", "California").out.splitlines()
    assert lines[0].split() == ["File", "d01_0.pdf"]
    assert max(len(line) for line in lines) <= 80

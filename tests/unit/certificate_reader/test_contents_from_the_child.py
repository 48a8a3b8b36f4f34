"""Documents are opened in the child for readers that ask a service; their contents cross whole."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from botocore.stub import ANY, Stubber

from certificate_reader.child.limits import MEBIBYTE, Limits
from certificate_reader.child.messages import NonsenseError
from certificate_reader.child.page_messages import contents_frames, parsed_contents
from certificate_reader.child.parent import ChildReader
from certificate_reader.contents.contents import Wanted
from certificate_reader.contents.contents_of import contents_of
from certificate_reader.errors import UnreadableDocumentError
from certificate_reader.fields import FieldSpec
from certificate_reader.model.bedrock_model import BedrockModel
from certificate_reader.model.bedrock_reader import BedrockReader
from tests.unit.certificate_reader.bedrock_shapes import (
    MODEL_ID,
    answer,
    cell,
    certificates,
    client,
    row,
    tool_use,
)
from tests.unit.certificate_reader.made_certificates import CERTIFICATE, document, pdf, picture

Fields = tuple[FieldSpec, ...]
LIMITS = Limits(memory=900 * MEBIBYTE, cpu_seconds=20, wall_seconds=60, pages=5)


@pytest.fixture(scope="module")
def child() -> Iterator[ChildReader]:
    reader = ChildReader(LIMITS)
    yield reader
    reader.close()


def test_contents_are_those_of_this_process(child: ChildReader, california: Fields) -> None:
    documents = [document(pdf(CERTIFICATE, ("Second page",)))]
    wanted = Wanted("textract", with_reading=True)
    found = child.contents(documents, california, wanted)
    here = contents_of(documents, california, wanted)
    assert found.pages == here.pages
    assert found.reading == here.reading
    assert [len(file.content or b"") > 0 for file in found.files] == [True, True]
    assert [(file.document, file.page) for file in found.files] == [(0, 1), (0, 2)]


def test_readings_and_contents_take_turns_in_one_child(
    child: ChildReader, california: Fields
) -> None:
    documents = [document(pdf(CERTIFICATE))]
    child.read(documents, california)
    before = child.process_id
    child.contents(documents, california, Wanted("bedrock"))
    assert child.read(documents, california).is_certificate
    assert child.process_id == before


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 nothing", "corrupt"),
        (pdf(*[("page",)] * 6), "too_many_pages"),
        (b"GIF89a", "unsupported_type"),
    ],
)
def test_what_cant_be_opened_says_why(
    child: ChildReader, california: Fields, content: bytes, code: str
) -> None:
    with pytest.raises(UnreadableDocumentError) as refused:
        child.contents([document(content)], california, Wanted("bedrock"))
    assert refused.value.code == code


def test_a_reader_asks_the_model_about_what_the_child_opened(
    child: ChildReader, california: Fields
) -> None:
    said = row(name=cell("Dana Whitaker"), title=cell("Revenue Recognition in Practice"))
    bedrock = client()
    with Stubber(bedrock) as stub:
        stub.add_response(
            "converse",
            answer(tool_use(certificates(said))),
            {
                "modelId": MODEL_ID,
                "system": ANY,
                "messages": ANY,
                "inferenceConfig": ANY,
                "toolConfig": ANY,
            },
        )
        reader = BedrockReader(child, BedrockModel(bedrock, MODEL_ID))
        reading = reader.read([document(pdf(CERTIFICATE))], california)
    assert reading.rows[0][0].value == "Dana Whitaker"


def said_by_a_child() -> dict[str, Any]:
    contents = contents_of([document(pdf(CERTIFICATE))], (), Wanted("bedrock"))
    reply: dict[str, Any] = json.loads(contents_frames(contents)[0])
    return reply


def a_word(reply: dict[str, Any]) -> list[Any]:
    word: list[Any] = reply["contents"]["pages"][0][4][0][0]
    return word


def spoil(reply: dict[str, Any], how: str) -> None:
    contents = reply["contents"]
    page, file = contents["pages"][0], contents["files"][0]
    if how == "another document":
        page[0] = 1
    elif how == "no page":
        page[1] = 0
    elif how == "no size":
        page[2] = [0, 792]
    elif how == "unknown origin":
        page[3] = "invented"
    elif how == "too sure":
        a_word(reply)[5] = 2.0
    elif how == "no number":
        a_word(reply)[1] = "left"
    elif how == "endless word":
        a_word(reply)[0] = "x" * 20_000
    elif how == "wrong map":
        page[6] = [1, 2, 3]
    elif how == "map to infinity":
        page[6] = [1, 0, 0, 0, 1, 0, -2, 0]
    elif how == "too many pages":
        contents["pages"] = [page] * 50
    elif how == "unknown kind of file":
        file[2] = "text/html"
    elif how == "a file of no document":
        file[0] = -1
    elif how == "nothing":
        contents.clear()


@pytest.mark.parametrize(
    "how",
    [
        "another document",
        "no page",
        "no size",
        "unknown origin",
        "too sure",
        "no number",
        "endless word",
        "wrong map",
        "map to infinity",
        "too many pages",
        "unknown kind of file",
        "a file of no document",
        "nothing",
    ],
)
def test_a_misled_childs_contents_are_not_taken(how: str) -> None:
    reply = said_by_a_child()
    parsed_contents(json.dumps(reply).encode(), (), 1, LIMITS)
    spoil(reply, how)
    with pytest.raises(NonsenseError):
        parsed_contents(json.dumps(reply).encode(), (), 1, LIMITS)


def test_a_words_box_is_kept_on_its_page() -> None:
    reply = said_by_a_child()
    a_word(reply)[1] = -0.2
    found, _ = parsed_contents(json.dumps(reply).encode(), (), 1, LIMITS)
    assert found.pages[0].lines[0].words[0].box.left == 0.0


def test_a_picture_without_ocr_at_hand_goes_through_the_parents(california: Fields) -> None:
    """The OCR service that the parent asks is counted, for it is paid for."""

    class Blind:
        origin = "textract"

        def lines_in(self, content: bytes) -> list[Any]:
            assert content
            return []

    reader = ChildReader(LIMITS, ocr=Blind())  # type: ignore[arg-type]
    found = reader.contents([document(picture("PNG"))], california, Wanted("bedrock"))
    reader.close()
    assert found.seen == 1
    assert [file.media_type for file in found.files] == ["image/png"]


CHEAP = """
import sys
from certificate_reader.model.layout_with_model import LayoutWithModelReader
from certificate_reader.textract_queries.textract_reader import TextractReader
from certificate_reader.child.parent import ChildReader
dear = {"PIL", "numpy", "pypdfium2", "cv2", "onnxruntime"} & set(sys.modules)
assert not dear, dear
from certificate_reader.contents.contents import Wanted
from certificate_reader.contents.contents_of import contents_of
from certificate_reader.documents import Document
content = sys.stdin.buffer.read()
for service in ("bedrock", "textract"):
    contents_of([Document("x", "", content)], (), Wanted(service, True))
dear = {"PIL", "numpy", "cv2", "onnxruntime"} & set(sys.modules)
assert not dear, dear
"""


def test_a_digital_pdf_never_pays_for_pictures() -> None:
    """Nor does the process that asks the service open anything itself."""
    done = subprocess.run(
        [sys.executable, "-c", CHEAP],
        input=pdf(CERTIFICATE, CERTIFICATE),
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, b"")

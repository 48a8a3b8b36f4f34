"""Textract reads pictures behind the same port, in the service's own wire shapes."""

import io
import textwrap
from pathlib import Path
from typing import Any

import boto3
import botocore.session
import pytest
from botocore.stub import ANY, Stubber
from PIL import Image

from certificate_reader.child.limits import Limits
from certificate_reader.child.parent import ChildReader
from certificate_reader.documents import Document
from certificate_reader.errors import TransientReadingError, UnreadableDocumentError
from certificate_reader.fields import FieldSpec
from certificate_reader.ocr.read_pictures import pages_of_picture
from certificate_reader.ocr.textract import TextractOcr

LOOKING_READER = """
    from certificate_reader.ocr.at_hand import ocr_at_hand
    from certificate_reader.ocr.read_pictures import pages_of_picture
    from certificate_reader.reading import Cell, Reading

    def read(documents, fields):
        pages = pages_of_picture(documents[0].content, 0, ocr_at_hand())
        said = " ".join(word.text for line in pages[0].lines for word in line.words)
        return Reading(("Said",), ((Cell(said, said, 0.9, None),),), True, (), "looking", "1")
"""


def client() -> Any:
    session = boto3.Session(botocore_session=botocore.session.Session())
    return session.client(
        "textract", "us-east-1", aws_access_key_id="testing", aws_secret_access_key="testing"
    )


def geometry(left: float, top: float, width: float, height: float) -> dict[str, Any]:
    right, bottom = left + width, top + height
    return {
        "BoundingBox": {"Left": left, "Top": top, "Width": width, "Height": height},
        "Polygon": [
            {"X": left, "Y": top},
            {"X": right, "Y": top},
            {"X": right, "Y": bottom},
            {"X": left, "Y": bottom},
        ],
    }


def answer() -> dict[str, Any]:
    words = [
        {
            "BlockType": "WORD",
            "Id": f"word-{number}",
            "Text": text,
            "TextType": "PRINTED",
            "Confidence": 98.5,
            "Geometry": geometry(left, 0.2, 0.15, 0.03),
        }
        for number, (text, left) in enumerate([("Dana", 0.3), ("Whitaker", 0.46)])
    ]
    line = {
        "BlockType": "LINE",
        "Id": "line-0",
        "Text": "Dana Whitaker",
        "Confidence": 98.1,
        "Geometry": geometry(0.3, 0.2, 0.31, 0.03),
        "Relationships": [{"Type": "CHILD", "Ids": ["word-0", "word-1"]}],
    }
    page = {
        "BlockType": "PAGE",
        "Id": "page-0",
        "Geometry": geometry(0, 0, 1, 1),
        "Relationships": [{"Type": "CHILD", "Ids": ["line-0"]}],
    }
    return {
        "DocumentMetadata": {"Pages": 1},
        "Blocks": [page, line, *words],
        "DetectDocumentTextModelVersion": "1.0",
    }


def picture() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(target, "PNG")
    return target.getvalue()


def test_words_come_with_their_places_and_confidences() -> None:
    textract = client()
    ocr = TextractOcr(textract)
    with Stubber(textract) as stub:
        stub.add_response("detect_document_text", answer(), {"Document": {"Bytes": ANY}})
        pages = pages_of_picture(picture(), 2, ocr)
    stub.assert_no_pending_responses()
    assert [(page.document, page.number, page.origin) for page in pages] == [(2, 1, "textract")]
    dana, whitaker = pages[0].lines[0].words
    assert (dana.text, whitaker.text) == ("Dana", "Whitaker")
    assert dana.confidence == pytest.approx(0.985)
    assert (dana.box.left, dana.box.top) == pytest.approx((0.3, 0.2))
    assert (whitaker.box.right, whitaker.box.bottom) == pytest.approx((0.61, 0.23))
    assert ocr.pages == 1


@pytest.mark.parametrize(
    "code",
    ["ThrottlingException", "ProvisionedThroughputExceededException", "InternalServerError"],
)
def test_a_busy_service_is_a_passing_failure(code: str) -> None:
    textract = client()
    with Stubber(textract) as stub:
        stub.add_client_error("detect_document_text", code, http_status_code=400)
        with pytest.raises(TransientReadingError, match="ocr_unavailable"):
            pages_of_picture(picture(), 0, TextractOcr(textract))


def test_a_refused_picture_is_unreadable() -> None:
    textract = client()
    with Stubber(textract) as stub:
        stub.add_client_error("detect_document_text", "BadDocumentException")
        with pytest.raises(UnreadableDocumentError, match="ocr_refused"):
            pages_of_picture(picture(), 0, TextractOcr(textract))


@pytest.fixture
def looking_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "looking_reader.py").write_text(textwrap.dedent(LOOKING_READER))
    monkeypatch.syspath_prepend(str(tmp_path))
    return "looking_reader:read"


def test_a_child_has_its_parent_ask_the_service(looking_reader: str) -> None:
    textract = client()
    reader = ChildReader(Limits(wall_seconds=240), looking_reader, TextractOcr(textract))
    with Stubber(textract) as stub:
        for _ in range(2):
            stub.add_response("detect_document_text", answer(), {"Document": {"Bytes": ANY}})
        readings = [
            reader.read([Document("page.png", "", picture())], [FieldSpec("Said", "text")])
            for _ in range(2)
        ]
    reader.close()
    assert [reading.rows[0][0].value for reading in readings] == ["Dana Whitaker"] * 2


def test_a_failure_of_the_service_reaches_the_childs_caller(looking_reader: str) -> None:
    textract = client()
    reader = ChildReader(Limits(wall_seconds=240), looking_reader, TextractOcr(textract))
    with Stubber(textract) as stub:
        stub.add_client_error("detect_document_text", "ThrottlingException")
        with pytest.raises(TransientReadingError, match="ocr_unavailable"):
            reader.read([Document("page.png", "", picture())], [FieldSpec("Said", "text")])
        stub.add_response("detect_document_text", answer(), {"Document": {"Bytes": ANY}})
        reading = reader.read([Document("page.png", "", picture())], [FieldSpec("Said", "text")])
    reader.close()
    assert reading.rows[0][0].value == "Dana Whitaker"

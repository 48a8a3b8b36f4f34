"""Textract's answers to questions, in the service's own wire shapes, checked on the page."""

from decimal import Decimal
from typing import Any

import boto3
import botocore.session
import pillow_heif
import pypdfium2
import pytest
from botocore.stub import ANY, Stubber

from certificate_reader.contents.service_files import service_files
from certificate_reader.errors import TransientReadingError, UnreadableDocumentError
from certificate_reader.fields import FieldSpec
from certificate_reader.proposals.load import load_data
from certificate_reader.reading import Reading
from certificate_reader.textract_queries.questions import questions_for
from certificate_reader.textract_queries.textract_reader import TextractReader
from tests.unit.certificate_reader.made_certificates import (
    CERTIFICATE,
    OpenedHere,
    document,
    pdf,
    picture,
)

Fields = tuple[FieldSpec, ...]
ANSWERS = {
    "0": "Dana Whitaker",
    "1": "Revenue Recognition in Practice",
    "2": "Northfield Learning LLC",
    "3": "March 14, 2025",
    "4": "4.0",
    "7": "Group Internet Based",
    "8": "112233",
}


def client() -> Any:
    session = boto3.Session(botocore_session=botocore.session.Session())
    return session.client(
        "textract", "us-east-1", aws_access_key_id="testing", aws_secret_access_key="testing"
    )


def answer(answers: dict[str, str], confidence: float = 98.0) -> dict[str, Any]:
    box = {"Left": 0.1, "Top": 0.1, "Width": 0.2, "Height": 0.02}
    blocks: list[dict[str, Any]] = [
        {"BlockType": "PAGE", "Id": "page-0", "Geometry": {"BoundingBox": box}}
    ]
    for alias, text in answers.items():
        blocks += [
            {
                "BlockType": "QUERY",
                "Id": f"query-{alias}",
                "Query": {"Text": "asked", "Alias": alias},
                "Relationships": [{"Type": "ANSWER", "Ids": [f"result-{alias}"]}],
            },
            {
                "BlockType": "QUERY_RESULT",
                "Id": f"result-{alias}",
                "Text": text,
                "Confidence": confidence,
                "Geometry": {"BoundingBox": box},
            },
        ]
    blocks.append({"BlockType": "QUERY", "Id": "query-9", "Query": {"Text": "?", "Alias": "9"}})
    return {
        "DocumentMetadata": {"Pages": 1},
        "Blocks": blocks,
        "AnalyzeDocumentModelVersion": "1.0",
    }


def read(fields: Fields, content: bytes, *said: dict[str, Any]) -> Reading:
    textract = client()
    expected = {
        "Document": {"Bytes": ANY},
        "FeatureTypes": ["QUERIES"],
        "QueriesConfig": {"Queries": ANY},
    }
    with Stubber(textract) as stub:
        for each in said:
            stub.add_response("analyze_document", each, expected)
        reading = TextractReader(OpenedHere(), textract).read([document(content)], fields)
        stub.assert_no_pending_responses()
    return reading


def test_answers_are_read_from_the_page(california: Fields) -> None:
    reading = read(california, pdf(CERTIFICATE), answer(ANSWERS))
    assert [cell.value for cell in reading.rows[0]] == [
        "Dana Whitaker",
        "Revenue Recognition in Practice",
        "Northfield Learning LLC",
        "2025-03-14",
        "4",
        None,
        None,
        "Group Internet Based",
        "112233",
        None,
    ]
    assert all(cell.evidence for cell in reading.rows[0] if cell.value)
    assert reading.reader_name == "textract"


def test_the_technical_follows_from_the_field_of_study(california: Fields) -> None:
    reading = read(california, pdf(CERTIFICATE), answer(ANSWERS | {"5": "Taxes"}))
    assert [cell.value for cell in reading.rows[0][5:7]] == ["Taxes", "Technical"]


def test_an_answer_that_stands_nowhere_is_marked(california: Fields) -> None:
    said = ANSWERS | {"0": "Mallory Kovacs", "4": "80"}
    name, _, _, _, amount, *_ = read(california, pdf(CERTIFICATE), answer(said)).rows[0]
    assert (name.value, name.evidence, name.confidence < 0.1) == ("Mallory Kovacs", None, True)
    assert (amount.value, amount.evidence, amount.confidence < 0.1) == (None, None, True)


def test_the_services_own_doubt_is_ours(california: Fields) -> None:
    sure = read(california, pdf(CERTIFICATE), answer(ANSWERS)).rows[0][0]
    unsure = read(california, pdf(CERTIFICATE), answer(ANSWERS, 60.0)).rows[0][0]
    assert unsure.confidence < sure.confidence < 0.95


def test_pages_and_their_price_are_told(california: Fields) -> None:
    other = tuple(line.replace("Dana Whitaker", "Imani Okafor") for line in CERTIFICATE)
    said = answer(ANSWERS), answer(ANSWERS | {"0": "Imani Okafor"})
    reading = read(california, pdf(CERTIFICATE, other), *said)
    assert [row[0].value for row in reading.rows] == ["Dana Whitaker", "Imani Okafor"]
    assert reading.usage is not None
    assert reading.usage.counts == {"textract.queries_pages": 2}
    assert reading.usage.cost_usd == Decimal("0.030")


def test_a_second_page_goes_on_with_the_certificate(california: Fields) -> None:
    first, second = CERTIFICATE[:5], CERTIFICATE[5:]
    front = {alias: ANSWERS[alias] for alias in "01"}
    back = {alias: ANSWERS[alias] for alias in "2348"}
    reading = read(california, pdf(first, second), answer(front), answer(back))
    assert len(reading.rows) == 1
    date = reading.rows[0][3].evidence
    assert date is not None
    assert date.page == 2


def test_a_blank_page_is_not_paid_for(california: Fields) -> None:
    reading = read(california, pdf(CERTIFICATE, ()), answer(ANSWERS))
    assert reading.usage is not None
    assert reading.usage.counts == {"textract.queries_pages": 1}


def test_no_answers_are_no_certificate(california: Fields) -> None:
    reading = read(california, pdf(CERTIFICATE), answer({}))
    assert not reading.is_certificate
    assert {warning.code for warning in reading.warnings} == {"not_a_certificate"}


def test_more_than_fifteen_questions_are_asked_in_two_calls() -> None:
    fields = tuple(FieldSpec(f"Fact {number}", "text") for number in range(20))
    textract = client()
    asked: list[int] = []
    textract.meta.events.register(
        "provide-client-params.textract.AnalyzeDocument",
        lambda params, **_: asked.append(len(params["QueriesConfig"]["Queries"])),
    )
    with Stubber(textract) as stub:
        for alias in ("0", "17"):
            stub.add_response("analyze_document", answer({alias: "Dana Whitaker"}))
        reading = TextractReader(OpenedHere(), textract).read([document(pdf(CERTIFICATE))], fields)
    assert asked == [15, 5]
    assert (reading.rows[0][0].value, reading.rows[0][17].value) == ("Dana Whitaker",) * 2
    assert reading.usage is not None
    assert reading.usage.counts == {"textract.queries_pages": 2}


def test_questions_hold_only_characters_textract_takes() -> None:
    (question,) = questions_for([FieldSpec("Número de “crédito” " + "x" * 300, "text")]).values()
    assert question.isascii()
    assert len(question) <= 200


def test_each_page_of_a_pdf_goes_as_a_pdf_of_its_own() -> None:
    files, refused = service_files([document(pdf(CERTIFICATE, ("Second",)))], "textract")
    assert refused == []
    assert [(file.page, file.media_type) for file in files] == [
        (1, "application/pdf"),
        (2, "application/pdf"),
    ]
    assert files[1].content is not None
    single = pypdfium2.PdfDocument(files[1].content)
    assert len(single) == 1
    assert "Second" in single[0].get_textpage().get_text_bounded()


@pytest.mark.parametrize(
    ("kind", "media_type", "as_it_is"),
    [("PNG", "image/png", True), ("JPEG", "image/jpeg", True), ("WEBP", "image/jpeg", False)],
)
def test_pictures_go_in_a_form_textract_takes(kind: str, media_type: str, as_it_is: bool) -> None:
    (file,), _ = service_files([document(picture(kind))], "textract")
    assert (file.media_type, file.content is None, file.page) == (media_type, as_it_is, 1)


def test_a_heic_picture_is_converted() -> None:
    pillow_heif.register_heif_opener()
    (file,), _ = service_files([document(picture("HEIF", (64, 64)))], "textract")
    assert file.content is not None
    assert file.content.startswith(b"\xff\xd8\xff")


def test_a_large_file_of_a_small_page_goes_without_its_dead_weight(california: Fields) -> None:
    large = pdf(CERTIFICATE, noise=10_000_001)
    textract = client()
    with Stubber(textract) as stub:
        stub.add_response("analyze_document", answer(ANSWERS))
        reading = TextractReader(OpenedHere(), textract).read([document(large)], california)
    assert reading.is_certificate


def test_pages_that_are_too_much_together_are_refused(
    california: Fields, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = pdf(CERTIFICATE, CERTIFICATE)
    limits = load_data("contents", "service_limits")["textract"]
    monkeypatch.setitem(limits, "all_bytes", len(content))
    with pytest.raises(UnreadableDocumentError, match="too_large_for_queries"):
        TextractReader(OpenedHere(), client()).read([document(content)], california)


@pytest.mark.parametrize(
    "code",
    [
        "ThrottlingException",
        "ProvisionedThroughputExceededException",
        "InternalServerError",
        "AccessDeniedException",
    ],
)
def test_a_busy_service_is_a_passing_failure(california: Fields, code: str) -> None:
    textract = client()
    with Stubber(textract) as stub:
        stub.add_client_error("analyze_document", code, http_status_code=400)
        with pytest.raises(TransientReadingError, match="queries_unavailable"):
            TextractReader(OpenedHere(), textract).read([document(pdf(CERTIFICATE))], california)


@pytest.mark.parametrize(
    "code", ["BadDocumentException", "UnsupportedDocumentException", "DocumentTooLargeException"]
)
def test_a_refused_page_is_unreadable(california: Fields, code: str) -> None:
    textract = client()
    with Stubber(textract) as stub:
        stub.add_client_error("analyze_document", code)
        with pytest.raises(UnreadableDocumentError, match="queries_refused"):
            TextractReader(OpenedHere(), textract).read([document(pdf(CERTIFICATE))], california)

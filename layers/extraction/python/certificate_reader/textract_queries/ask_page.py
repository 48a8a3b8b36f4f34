"""One page, asked through Textract's AnalyzeDocument with QUERIES."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ParamValidationError,
    UnknownParameterError,
)

from certificate_reader.errors import TransientReadingError, UnreadableDocumentError
from certificate_reader.proposals.load import load_data
from certificate_reader.proposals.proposal import Proposal

if TYPE_CHECKING:
    from mypy_boto3_textract import TextractClient
    from mypy_boto3_textract.type_defs import QueryTypeDef

REFUSALS = frozenset(
    {
        "BadDocumentException",
        "UnsupportedDocumentException",
        "DocumentTooLargeException",
        "InvalidParameterException",
    }
)
MOST_CHARACTERS = 400


def ask_page(
    client: "TextractClient",
    content: bytes,
    questions: Mapping[int, str],
    document: int,
    page: int,
) -> tuple[dict[int, Proposal], int]:
    """The answers by column's index, and how many pages were paid for.

    `content` is a PDF of one page, a PNG or a JPEG. More questions than a call takes are asked in
    several. Raises TransientReadingError `queries_unavailable`, UnreadableDocumentError
    `queries_refused`.
    """
    answers: dict[int, Proposal] = {}
    calls = 0
    for some in _portions(questions):
        blocks = _analyzed(client, content, some)
        answers |= _answers(blocks, set(some), document, page)
        calls += 1
    return answers, calls


def _portions(questions: Mapping[int, str]) -> Iterator[dict[int, str]]:
    each = list(questions.items())
    size = load_data("textract_queries", "questions")["a_call"]
    for start in range(0, len(each), size):
        yield dict(each[start : start + size])


def _analyzed(client: "TextractClient", content: bytes, questions: dict[int, str]) -> Any:
    queries: list[QueryTypeDef] = [
        {"Text": text, "Alias": str(index)} for index, text in questions.items()
    ]
    try:
        answer = client.analyze_document(
            Document={"Bytes": content},
            FeatureTypes=["QUERIES"],
            QueriesConfig={"Queries": queries},
        )
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") in REFUSALS:
            raise UnreadableDocumentError(
                "queries_refused",
                "The service that reads certificates does not take this page. "
                "Print it to a new PDF, or scan it again.",
            ) from error
        raise _unavailable() from error
    except (ParamValidationError, UnknownParameterError):
        raise
    except BotoCoreError as error:
        raise _unavailable() from error
    return answer["Blocks"]


def _answers(blocks: Any, asked: set[int], document: int, page: int) -> dict[int, Proposal]:
    """The surest answer to each question, by the alias it was asked under."""
    results = {block["Id"]: block for block in blocks if block["BlockType"] == "QUERY_RESULT"}
    answers: dict[int, Proposal] = {}
    for block in blocks:
        if block["BlockType"] != "QUERY":
            continue
        alias = str(block.get("Query", {}).get("Alias", ""))
        found = [results[each] for each in _answer_ids(block) if each in results]
        best = max(found, key=lambda each: float(each.get("Confidence", 0)), default=None)
        text = str(best.get("Text", "")).strip() if best else ""
        if best and alias.isdecimal() and int(alias) in asked and 0 < len(text) <= MOST_CHARACTERS:
            sureness = min(1.0, max(0.0, float(best.get("Confidence", 0)) / 100))
            answers[int(alias)] = Proposal(text, text, document, page, sureness)
    return answers


def _answer_ids(block: Any) -> list[str]:
    return [
        each
        for relation in block.get("Relationships", [])
        if relation["Type"] == "ANSWER"
        for each in relation["Ids"]
    ]


def _unavailable() -> TransientReadingError:
    return TransientReadingError(
        "queries_unavailable",
        "The service that reads certificates is busy or away. Try again later.",
    )

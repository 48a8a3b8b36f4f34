"""Reads certificates by asking Textract questions about each page."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from certificate_reader.contents.contents import Contents, Wanted
from certificate_reader.contents.opener import Opener
from certificate_reader.documents import Document
from certificate_reader.errors import UnreadableDocumentError
from certificate_reader.fields import FieldSpec
from certificate_reader.lexicon.fold import fold
from certificate_reader.proposals.load import load_data
from certificate_reader.proposals.prices import pages_usage, together
from certificate_reader.proposals.proposal import Proposal, ProposedCertificate, ProposedRow
from certificate_reader.proposals.proposed_reading import proposed_reading
from certificate_reader.reading import Reading
from certificate_reader.textract_queries.ask_page import ask_page
from certificate_reader.textract_queries.questions import beginning_columns, questions_for

if TYPE_CHECKING:
    from mypy_boto3_textract import TextractClient

READER_NAME = "textract"


class TextractReader:
    """Asks about every page that has text, and looks for every answer on it.

    Textract gives one answer a question: a certificate with several fields of study gets one row.
    """

    def __init__(self, opener: Opener, client: "TextractClient") -> None:
        self._opener = opener
        self._client = client

    def read(self, documents: Sequence[Document], fields: Sequence[FieldSpec]) -> Reading:
        """One row for each certificate.

        Raises what opening the documents raises; TransientReadingError `queries_unavailable`;
        UnreadableDocumentError `too_large_for_queries` or `queries_refused`.
        """
        contents = self._opener.contents(documents, fields, Wanted("textract"))
        rows, paid = self._rows(documents, contents, fields)
        usage = together(
            pages_usage("queries", paid), pages_usage("detect_document_text", contents.seen)
        )
        certificates = [ProposedCertificate((row,)) for row in rows if row]
        version = str(load_data("textract_queries", "questions")["version"])
        reader = (READER_NAME, version)
        return proposed_reading(certificates, contents.pages, fields, reader, usage, set())

    def _rows(
        self, documents: Sequence[Document], contents: Contents, fields: Sequence[FieldSpec]
    ) -> tuple[list[ProposedRow], int]:
        if contents.refused:
            raise UnreadableDocumentError(
                "too_large_for_queries",
                "A page of the file is too large for the service that reads it. Save it smaller.",
            )
        questions, beginning = questions_for(fields), beginning_columns(fields)
        with_text = {(page.document, page.number) for page in contents.pages if page.lines}
        rows: list[ProposedRow] = []
        paid = 0
        last_document = -1
        for file in contents.files:
            page = file.page or 1
            if (file.document, page) not in with_text:
                continue
            content = documents[file.document].content if file.content is None else file.content
            answers, calls = ask_page(self._client, content, questions, file.document, page)
            paid += calls
            if file.document != last_document or _is_another(answers, rows[-1], beginning):
                rows.append(answers)
            else:
                rows[-1] = answers | rows[-1]
            last_document = file.document
        return rows, paid


def _is_another(
    answers: dict[int, Proposal], before: ProposedRow, beginning: Sequence[int]
) -> bool:
    """Whether a page names another person or course than the one before: not merely repeats it."""
    told = [index for index in beginning if index in answers]
    return len(told) == len(beginning) > 0 and any(
        index not in before or fold(answers[index].value) != fold(before[index].value)
        for index in told
    )

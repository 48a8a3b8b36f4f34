"""Reads with the layout reader, and asks the model only about the cells that are left in doubt."""

from collections.abc import Sequence
from dataclasses import replace

from certificate_reader.contents.contents import Contents, Wanted
from certificate_reader.contents.opener import Opener
from certificate_reader.documents import Document
from certificate_reader.errors import UnreadableDocumentError
from certificate_reader.fields import FieldSpec
from certificate_reader.layout.roles import families_for
from certificate_reader.model.bedrock_model import BedrockModel
from certificate_reader.model.bedrock_reader import (
    UnusableReadingError,
    read_contents,
    reader_version,
    with_sight,
)
from certificate_reader.model.blocks import content_blocks
from certificate_reader.model.merge import merged
from certificate_reader.model.questions import (
    PRINTED_TOTAL,
    Question,
    asks_for_total,
    known_rows,
    questions_about,
)
from certificate_reader.model.tool_answer import proposal_in
from certificate_reader.model.tool_schema import questions_schema
from certificate_reader.proposals.cross_checks import with_credits_checked, with_technical
from certificate_reader.proposals.load import load_data
from certificate_reader.proposals.page_text import page_text
from certificate_reader.proposals.prices import pages_usage
from certificate_reader.proposals.proposed_cell import proposed_cell
from certificate_reader.proposals.proposed_reading import TOTAL, warnings_of
from certificate_reader.reading import Cell, Reading

READER_NAME = "layout+bedrock"
# The model's own failures leave what the layout reader read.
WITHOUT_MODEL = frozenset({"model_refused", "too_large_for_model", "model_answer_unusable"})


class LayoutWithModelReader:
    """The layout reader, and a model for what it is unsure of."""

    def __init__(self, opener: Opener, model: BedrockModel) -> None:
        self._opener = opener
        self._model = model

    def read(self, documents: Sequence[Document], fields: Sequence[FieldSpec]) -> Reading:
        """The layout reader's rows, their doubtful cells compared with the model's answers.

        What the layout reader takes for no certificate the model reads whole. Nothing is asked
        where nothing is in doubt. Raises what opening the documents raises, and
        TransientReadingError `model_unavailable`.
        """
        contents = self._opener.contents(documents, fields, Wanted("bedrock", with_reading=True))
        assert contents.reading is not None
        ours = replace(
            contents.reading,
            reader_name=READER_NAME,
            reader_version=f"{contents.reading.reader_version} {reader_version(self._model)}",
            usage=pages_usage("detect_document_text", contents.seen) if contents.seen else None,
        )
        if not any(page.lines for page in contents.pages):
            return ours
        try:
            return self._asked(documents, fields, contents, ours)
        except UnreadableDocumentError as error:
            if error.code not in WITHOUT_MODEL:
                raise
            usage = error.usage if isinstance(error, UnusableReadingError) else ours.usage
            return replace(ours, warnings=(*ours.warnings, *warnings_of({error.code})), usage=usage)

    def _asked(
        self,
        documents: Sequence[Document],
        fields: Sequence[FieldSpec],
        contents: Contents,
        ours: Reading,
    ) -> Reading:
        if not ours.is_certificate:
            theirs = read_contents(self._model, documents, contents, fields)
            told = theirs if theirs.is_certificate else ours
            return replace(
                told,
                usage=theirs.usage,
                reader_name=ours.reader_name,
                reader_version=ours.reader_version,
            )
        questions = questions_about(ours, fields)
        if not questions:
            return ours
        blocks = content_blocks(documents, contents)
        wording = load_data("model", "prompt")["questions"].strip()
        blocks.append({"text": f"{wording}\n{known_rows(ours, fields)}"})
        texts = {key: question.text for key, question in questions.items()}
        if asks_for_total(ours, fields, questions):
            texts[PRINTED_TOTAL] = load_data("model", "prompt")["printed_total"]
        schema = questions_schema(texts)
        answer = self._model.ask(blocks, schema)
        usage = with_sight(answer.usage, contents)
        if not isinstance(answer.tool_input, dict):
            raise UnusableReadingError(usage)
        answered = _answered(ours, fields, questions, contents, answer.tool_input)
        return replace(answered, usage=usage)


def _answered(
    ours: Reading,
    fields: Sequence[FieldSpec],
    questions: dict[str, Question],
    contents: Contents,
    tool_input: dict[str, object],
) -> Reading:
    families, _ = families_for(fields)
    pages = [text for page in contents.pages if (text := page_text(page)).words]
    rows: list[list[Cell]] = [list(row) for row in ours.rows]
    codes: set[str] = set()
    for key, question in questions.items():
        proposal = proposal_in(tool_input, key)
        field, family = fields[question.column], families[question.column]
        cell, told = proposed_cell(field, family, proposal, pages)
        codes |= told
        for row in question.rows:
            rows[row][question.column] = merged(rows[row][question.column], cell)
    checked = [tuple(row) for row in rows]
    if any(families[each.column] == "field_of_study" for each in questions.values()):
        checked = with_technical(checked, fields, families)
    if asks_for_total(ours, fields, questions):
        proposal = proposal_in(tool_input, PRINTED_TOTAL)
        total, _ = proposed_cell(TOTAL, "credits", proposal, pages)
        checked, told = with_credits_checked(checked, families, total)
        codes |= told
    before = {warning.code for warning in ours.warnings}
    added = warnings_of(codes - before)
    return replace(ours, rows=tuple(checked), warnings=(*ours.warnings, *added))

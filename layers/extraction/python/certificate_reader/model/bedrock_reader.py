"""Reads certificates with a model on Amazon Bedrock alone."""

from collections.abc import Sequence

from certificate_reader.contents.contents import Contents, Wanted
from certificate_reader.contents.opener import Opener
from certificate_reader.documents import Document
from certificate_reader.errors import UnreadableDocumentError
from certificate_reader.fields import FieldSpec
from certificate_reader.layout.roles import families_for
from certificate_reader.model.bedrock_model import BedrockModel
from certificate_reader.model.blocks import content_blocks
from certificate_reader.model.tool_answer import UnusableAnswerError, proposed_certificates
from certificate_reader.model.tool_schema import certificates_schema
from certificate_reader.proposals.load import load_data
from certificate_reader.proposals.prices import pages_usage, together
from certificate_reader.proposals.proposed_reading import proposed_reading
from certificate_reader.reading import Reading, Usage

READER_NAME = "bedrock"


class UnusableReadingError(UnreadableDocumentError):
    """The model was asked and paid for, but what it answered is of no use."""

    def __init__(self, usage: Usage) -> None:
        super().__init__(
            "model_answer_unusable",
            "The model that reads certificates gave no usable answer for this file. "
            "Upload it again, one certificate a file.",
        )
        self.usage = usage


class BedrockReader:
    """Asks the model for every column, and looks for every value on the pages."""

    def __init__(self, opener: Opener, model: BedrockModel) -> None:
        self._opener = opener
        self._model = model

    def read(self, documents: Sequence[Document], fields: Sequence[FieldSpec]) -> Reading:
        """The rows that the model proposes and the pages bear out.

        Raises what opening the documents raises; TransientReadingError `model_unavailable`;
        UnreadableDocumentError `too_large_for_model`, `model_refused` or `model_answer_unusable`.
        """
        contents = self._opener.contents(documents, fields, Wanted("bedrock"))
        return read_contents(self._model, documents, contents, fields)


def read_contents(
    model: BedrockModel,
    documents: Sequence[Document],
    contents: Contents,
    fields: Sequence[FieldSpec],
) -> Reading:
    """The reading of documents whose contents are known. Raises like `BedrockReader.read`."""
    asked = asked_columns(fields)
    blocks = content_blocks(documents, contents)
    blocks.append({"text": load_data("model", "prompt")["certificates"].strip()})
    answer = model.ask(blocks, certificates_schema(fields, asked))
    usage = with_sight(answer.usage, contents)
    try:
        certificates, codes = proposed_certificates(answer.tool_input, asked)
    except UnusableAnswerError as error:
        raise UnusableReadingError(usage) from error
    reader = (READER_NAME, reader_version(model))
    return proposed_reading(certificates, contents.pages, fields, reader, usage, codes)


def asked_columns(fields: Sequence[FieldSpec]) -> list[int]:
    """The columns to ask for: not those that follow from another one."""
    families, _ = families_for(fields)
    follows = {"technical"} if "field_of_study" in families else set()
    return [index for index, family in enumerate(families) if family not in follows]


def with_sight(usage: Usage, contents: Contents) -> Usage:
    """The consumption, with that of the OCR service which the opening asked."""
    return together(usage, pages_usage("detect_document_text", contents.seen))


def reader_version(model: BedrockModel) -> str:
    """What decides a reading: the prompt's version and the model."""
    return f"{load_data('model', 'prompt')['version']} {model.model_id}"

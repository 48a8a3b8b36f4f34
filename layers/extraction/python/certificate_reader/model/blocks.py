"""Documents as the content blocks of a `converse` message."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from certificate_reader.contents.contents import Contents, ServiceFile
from certificate_reader.documents import Document
from certificate_reader.errors import UnreadableDocumentError
from certificate_reader.media_types import PDF
from certificate_reader.proposals.load import load_data

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime.literals import ImageFormatType
    from mypy_boto3_bedrock_runtime.type_defs import ContentBlockTypeDef

IMAGE_FORMATS: "dict[str, ImageFormatType]" = {
    "image/png": "png",
    "image/jpeg": "jpeg",
    "image/webp": "webp",
}


def content_blocks(
    documents: Sequence[Document], contents: Contents
) -> "list[ContentBlockTypeDef]":
    """A caption and a document or image block for each file, in order.

    Files have neutral names: a file's own could speak to the model. Raises UnreadableDocumentError
    `too_large_for_model` when the documents don't fit into one call.
    """
    limits = load_data("contents", "service_limits")["bedrock"]
    pdfs = sum(file.media_type == PDF for file in contents.files)
    if (
        contents.refused
        or not contents.files
        or pdfs > limits["documents"]
        or len(contents.files) - pdfs > limits["pictures"]
    ):
        raise UnreadableDocumentError(
            "too_large_for_model",
            "The file is too large for the model that reads it. Split it and upload the parts.",
        )
    blocks: list[ContentBlockTypeDef] = []
    for file in contents.files:
        content = documents[file.document].content if file.content is None else file.content
        blocks += [{"text": _caption(file)}, _block(file, content)]
    return blocks


def _caption(file: ServiceFile) -> str:
    prompt = load_data("model", "prompt")
    wording: str = prompt["document"] if file.page is None else prompt["page"]
    return wording.format(number=file.document + 1, page=file.page)


def _block(file: ServiceFile, content: bytes) -> "ContentBlockTypeDef":
    if file.media_type == PDF:
        name = f"Document {file.document + 1}"
        return {"document": {"format": "pdf", "name": name, "source": {"bytes": content}}}
    return {"image": {"format": IMAGE_FORMATS[file.media_type], "source": {"bytes": content}}}

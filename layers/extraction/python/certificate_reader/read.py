"""Reads documents with the embedded reader."""

from collections.abc import Sequence

from certificate_reader.documents import Document
from certificate_reader.errors import UnreadableDocumentError
from certificate_reader.fields import FieldSpec
from certificate_reader.layout.read_pages import read_pages
from certificate_reader.media_types import PDF, PICTURES, media_type_of
from certificate_reader.pages import Page
from certificate_reader.reading import Reading


def read(documents: Sequence[Document], fields: Sequence[FieldSpec]) -> Reading:
    """The values of the fields in the documents, in rows.

    One row per certificate and field of study. Raises UnreadableDocumentError with the code
    `empty`, `unsupported_type`, `not_supported_yet`, `encrypted`, `corrupt`, `no_pages` or
    `too_many_pages`; the same documents would fail again.
    """
    pages = [page for index, document in enumerate(documents) for page in _pages(document, index)]
    return read_pages(pages, fields)


def _pages(document: Document, index: int) -> list[Page]:
    if not document.content:
        raise UnreadableDocumentError("empty", "The file is empty. Upload it again.")
    kind = media_type_of(document.content)
    if kind in PICTURES:
        raise UnreadableDocumentError(
            "not_supported_yet", "Pictures can't be read yet. Upload a PDF with text."
        )
    if kind != PDF:
        raise UnreadableDocumentError(
            "unsupported_type",
            "This is neither a PDF nor a picture (PNG, JPEG, WebP, TIFF, HEIC).",
        )
    # Imported here so that whoever only needs the interface does not load pdfium.
    from certificate_reader.text_layer.open_pdf import open_pdf
    from certificate_reader.text_layer.read_text_layer import read_text_layer

    with open_pdf(document.content) as pdf:
        pages = read_text_layer(pdf, index)
    if not any(page.lines for page in pages):
        raise UnreadableDocumentError(
            "not_supported_yet",
            "The PDF holds a picture without text, which can't be read yet.",
        )
    return pages

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
    `empty`, `unsupported_type`, `encrypted`, `corrupt`, `no_pages`, `too_many_pages`,
    `too_many_pixels` or `ocr_not_installed`; the same documents would fail again.
    """
    pages = [page for index, document in enumerate(documents) for page in pages_of(document, index)]
    return read_pages(pages, fields)


def pages_of(document: Document, index: int) -> list[Page]:
    """The pages of a document, `index` being its place in the request. Raises like `read`."""
    if not document.content:
        raise UnreadableDocumentError("empty", "The file is empty. Upload it again.")
    kind = media_type_of(document.content)
    if kind in PICTURES:
        from certificate_reader.ocr.at_hand import ocr_at_hand
        from certificate_reader.ocr.read_pictures import pages_of_picture

        return pages_of_picture(document.content, index, ocr_at_hand())
    if kind != PDF:
        raise UnreadableDocumentError(
            "unsupported_type",
            "This is neither a PDF nor a picture (PNG, JPEG, WebP, TIFF, HEIC).",
        )
    # Imported here so that whoever only needs the interface does not load pdfium.
    from certificate_reader.ocr.pdf_pages import pages_of_pdf

    return pages_of_pdf(document.content, index)

"""Opens a PDF file, or says why it can't be opened."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
import pypdfium2.raw as pdfium

from certificate_reader.errors import UnreadableDocumentError

MAX_PAGES = 200


@contextmanager
def open_pdf(content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The document, closed at the end of the block.

    Raises UnreadableDocumentError: `encrypted`, `corrupt`, `no_pages` or `too_many_pages`.
    """
    document = _load(content)
    try:
        pages = len(document)
        if pages == 0:
            raise UnreadableDocumentError("no_pages", "The PDF has no pages.")
        if pages > MAX_PAGES:
            raise UnreadableDocumentError(
                "too_many_pages",
                f"The PDF has {pages} pages; at most {MAX_PAGES} are read. "
                "Split it and upload the parts.",
            )
        yield document
    finally:
        document.close()


def _load(content: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD or "password" in str(error):
            raise UnreadableDocumentError(
                "encrypted",
                "The PDF is protected by a password. Save a copy without one and upload it.",
            ) from error
        raise UnreadableDocumentError(
            "corrupt", "The PDF is damaged and can't be opened. Download it again and upload it."
        ) from error
    except ctypes.ArgumentError as error:
        raise UnreadableDocumentError("corrupt", "The PDF is damaged.") from error

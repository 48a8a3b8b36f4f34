"""CPU for a digital page, from bytes to cells, against pdfium's bare text of the same pages."""

import pypdfium2

from bench.reading.cpu import cpu_milliseconds
from bench.table import Row
from certificate_reader.documents import Document
from certificate_reader.read import read
from evaluation.score.columns import load_columns


def digital_pages(pdfs: list[bytes]) -> list[Row]:
    """Reads every PDF as a document of its own."""
    fields = [column.spec for column in load_columns()]

    def whole() -> None:
        for pdf in pdfs:
            read([Document("sample.pdf", "application/pdf", pdf)], fields)

    def bare() -> None:
        for pdf in pdfs:
            with pypdfium2.PdfDocument(pdf) as document:
                for page in document:
                    page.get_textpage().get_text_bounded()

    pages = sum(len(pypdfium2.PdfDocument(pdf)) for pdf in pdfs)
    ours, theirs = cpu_milliseconds(whole, bare, 15)
    return [
        Row(
            "CPU per digital page",
            ours / pages,
            "ms",
            "bare pypdfium2 text",
            theirs / pages,
            "<= 5",
        )
    ]

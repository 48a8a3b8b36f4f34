"""Certificates made for tests, as PDFs with a text layer and as pictures."""

import io
from collections.abc import Sequence

from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from certificate_reader.contents.contents import Contents, Wanted
from certificate_reader.contents.contents_of import contents_of
from certificate_reader.documents import Document
from certificate_reader.fields import FieldSpec

CERTIFICATE = (
    "Certificate of Completion",
    "This certifies that",
    "Dana Whitaker",
    "has successfully completed",
    "Revenue Recognition in Practice",
    "Completion Date: March 14, 2025",
    "Taxes: 1.5 credits",
    "Accounting: 2.5 credits",
    "Total CPE credits: 4.0",
    "Delivery method: Group Internet Based",
    "Sponsor: Northfield Learning LLC",
    "NASBA Sponsor ID: 112233",
)


def pdf(*pages: Sequence[str], noise: int = 0) -> bytes:
    """A page for each sequence of lines; `noise` bytes make the file larger."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(612, 792), invariant=1)
    for lines in pages:
        for number, line in enumerate(lines):
            canvas.setFont("Helvetica", 12)
            canvas.drawString(60, 730 - 26 * number, line)
        canvas.showPage()
    canvas.save()
    return target.getvalue() + b"%" * noise


def picture(format: str, size: tuple[int, int] = (60, 80)) -> bytes:  # noqa: A002 - Pillow's name
    target = io.BytesIO()
    Image.new("RGB", size, "white").save(target, format)
    return target.getvalue()


def document(content: bytes, name: str = "certificate.pdf") -> Document:
    return Document(name, "application/pdf", content)


class OpenedHere:
    """Opens documents in the test's own process, and remembers what was wanted."""

    def __init__(self) -> None:
        self.wanted: list[Wanted] = []

    def contents(
        self, documents: Sequence[Document], fields: Sequence[FieldSpec], wanted: Wanted
    ) -> Contents:
        self.wanted.append(wanted)
        return contents_of(documents, fields, wanted)

"""Pictures of digital pages, as a scanner would give them."""

import io

import pypdfium2
from PIL import Image

DPI = 150


def scans_of(pdfs: list[bytes], turn: int = 0) -> list[bytes]:
    """A JPEG of the first page of each PDF, turned by `turn` degrees."""
    scans = []
    for pdf in pdfs:
        page: Image.Image = pypdfium2.PdfDocument(pdf)[0].render(scale=DPI / 72).to_pil()
        target = io.BytesIO()
        page.convert("RGB").rotate(turn, expand=True, fillcolor="white").save(
            target, "JPEG", quality=85
        )
        scans.append(target.getvalue())
    return scans

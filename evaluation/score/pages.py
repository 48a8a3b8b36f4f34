"""How many pages a file has."""

import io

import pypdfium2
from certificate_reader.pictures.formats import format_of
from PIL import Image


def page_count(content: bytes) -> int:
    """The pages of a PDF, the frames of a TIFF, 1 for any other picture."""
    kind = format_of(content)
    if kind == "pdf":
        return len(pypdfium2.PdfDocument(content))
    if kind == "tiff":
        return int(getattr(Image.open(io.BytesIO(content)), "n_frames", 1))
    return 1

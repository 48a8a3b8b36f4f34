"""How many pages a file has."""

import io

import pypdfium2
from PIL import Image

from certificate_reader.media_types import PDF, media_type_of


def page_count(content: bytes) -> int:
    """The pages of a PDF, the frames of a TIFF, 1 for any other picture."""
    kind = media_type_of(content)
    if kind == PDF:
        return len(pypdfium2.PdfDocument(content))
    if kind == "image/tiff":
        return int(getattr(Image.open(io.BytesIO(content)), "n_frames", 1))
    return 1

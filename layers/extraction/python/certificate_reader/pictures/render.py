"""Pictures of PDF pages, as a person sees them."""

from typing import Any

import pypdfium2
from PIL import Image

from certificate_reader.errors import UnreadableDocumentError

DPI = 150
LONGEST_SIDE = 2600


def render_page(pdf: pypdfium2.PdfDocument, index: int) -> Image.Image:
    """Page `index` (from 0) as an RGB picture: rotation applied, form fields drawn.

    At 150 dots an inch, less for pages that would exceed `LONGEST_SIDE` points a side. Raises
    UnreadableDocumentError `corrupt` for a page that can't be loaded.
    """
    if pdf.formenv is None:
        pdf.init_forms()
    try:
        page: Any = pdf[index]
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocumentError(
            "corrupt", f"Page {index + 1} of the PDF is damaged. Download it again and upload it."
        ) from error
    try:
        scale = min(DPI / 72, LONGEST_SIDE / max(1.0, *page.get_size()))
        bitmap = page.render(scale=scale, may_draw_forms=True, rev_byteorder=True)
        picture: Image.Image = bitmap.to_pil()
        return picture.convert("RGB")
    finally:
        page.close()

"""Where a place on an upright page stands on the page as it is shown."""

from certificate_reader.pages import Page
from certificate_reader.reading import Box


def turned(x: float, y: float, turn: int) -> tuple[float, float]:
    """Where a place on a page is after `turn` quarter turns clockwise; negative ones go back."""
    return ((x, y), (1 - y, x), (1 - x, 1 - y), (y, 1 - x))[turn % 4]


def shown_box(page: Page, box: Box) -> Box:
    """The smallest level rectangle around `box` on the page as its file shows it.

    For a PDF that is the page with its rotation applied; for a picture, the picture with its EXIF
    orientation applied, tilted or slanted as it may be.
    """
    if page.to_shown is None and not page.turn % 4:
        return box
    corners = [_shown(page, x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)]
    across = [min(1.0, max(0.0, x)) for x, _ in corners]
    down = [min(1.0, max(0.0, y)) for _, y in corners]
    return Box(min(across), min(down), max(across), max(down))


def _shown(page: Page, x: float, y: float) -> tuple[float, float]:
    if page.to_shown is None:
        return turned(x, y, page.turn)
    a, b, c, d, e, f, g, h = page.to_shown
    depth = g * x + h * y + 1
    return (a * x + b * y + c) / depth, (d * x + e * y + f) / depth

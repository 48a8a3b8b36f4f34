"""What an OCR service does for the reader."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from certificate_reader.pages import Origin

if TYPE_CHECKING:
    from PIL import Image

Point = tuple[float, float]
Corners = tuple[Point, Point, Point, Point]


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word and its corners in fractions of the picture, clockwise from where the word's own
    top left is: a word that runs down the page has them turned with it. `confidence` 0 to 1."""

    text: str
    corners: Corners
    confidence: float


@dataclass(frozen=True, slots=True)
class SeenLine:
    """Words in reading order. Never empty."""

    words: tuple[SeenWord, ...]


class Ocr(Protocol):
    """Finds the lines of text in a picture of one page, whichever way up it is.

    Raises TransientReadingError when a service is away, UnreadableDocumentError when it refuses
    the picture.
    """

    @property
    def origin(self) -> Origin: ...

    def lines(self, picture: "Image.Image") -> list[SeenLine]: ...

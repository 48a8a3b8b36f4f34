"""The document model every reader works on: pages of lines of words, whatever their origin."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from certificate_reader.reading import Box

Origin = Literal["text_layer", "ocr", "textract"]


class Word(NamedTuple):
    """A run of characters without a space. `confidence` is 1 for a trusted text layer."""

    text: str
    box: Box
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Line:
    """Words that stand on one line and belong together, left to right. Never empty."""

    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page, upright: boxes are fractions of the page as a person holds it to read it.

    `number` counts from 1 within its document. `width` and `height` are in points (1/72 inch)
    of the upright page; for a picture without a known resolution only their ratio means anything.
    `lines` run in reading order, top to bottom. `turn` counts the quarter turns clockwise by which
    the content stood rotated on the page as it is shown: evidence is turned back by it.
    A page found in a picture has `to_shown` instead: the eight terms of the projective map from
    places on the upright page to places on the page as it is shown, both as fractions;
    `shown_box` applies either.
    """

    document: int
    number: int
    width: float
    height: float
    origin: Origin
    lines: tuple[Line, ...]
    turn: int = 0
    to_shown: tuple[float, ...] | None = None

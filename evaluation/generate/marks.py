"""What a laid out page consists of: text and shapes, in points from its top left corner."""

from dataclasses import dataclass, field
from typing import Literal

Colour = tuple[float, float, float]
BLACK: Colour = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class TextMark:
    """Text on one baseline, all of one kind: `is_fact` of this certificate, or of its design."""

    x: float
    y: float
    text: str
    font: str
    size: float
    is_fact: bool
    colour: Colour = BLACK
    spacing: float = 0
    angle: float = 0
    is_input: bool = False


@dataclass(frozen=True, slots=True)
class ShapeMark:
    """A line, frame, filled area, disc, ring, cross or tick within a rectangle."""

    kind: Literal["line", "frame", "area", "disc", "ring", "cross", "tick"]
    x: float
    y: float
    width: float
    height: float
    colour: Colour = BLACK
    weight: float = 0.8


@dataclass(slots=True)
class Marks:
    """One page's marks in drawing order."""

    width: float
    height: float
    texts: list[TextMark] = field(default_factory=list)
    shapes: list[ShapeMark] = field(default_factory=list)

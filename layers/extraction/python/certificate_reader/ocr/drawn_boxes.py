"""Boxes to tick that a PDF draws as lines: a text layer alone does not tell which one is ticked."""

import ctypes
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2.raw as pdfium

from certificate_reader.pages import Line, Page, Word
from certificate_reader.reading import Box
from certificate_reader.shown import turned

EMPTY, TICKED = "\u2610", "\u2612"
LEAST_SIDE, MOST_SIDE = 5.0, 18.0
MOST_PATHS = 400
MOST_GAP = 2.0
CLOSED = 4

Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class DrawnBox:
    """A box to tick, on the page as it is shown."""

    box: Box
    is_ticked: bool


def drawn_boxes(page: Any, paths: list[Any]) -> tuple[DrawnBox, ...]:
    """The small squares among a page's drawn paths, ticked where something is drawn in them.

    None where there is but one, or so many paths that they are a drawing.
    """
    if not 1 < len(paths) <= MOST_PATHS:
        return ()
    drawn = [(_bounds(path), pdfium.FPDFPath_CountSegments(path)) for path in paths]
    squares: list[Rectangle] = []
    for bounds, segments in drawn:
        # A square filled and framed is drawn twice at one place.
        is_new = not any(_is_centred(bounds, square) for square in squares)
        if segments >= CLOSED and _is_square(bounds) and is_new:
            squares.append(bounds)
    if len(squares) < 2:
        return ()
    return tuple(
        DrawnBox(
            _shown(square, page),
            any(_is_tick(bounds, segments, square) for bounds, segments in drawn),
        )
        for square in squares
    )


def with_drawn_boxes(layer: Page, boxes: tuple[DrawnBox, ...]) -> Page:
    """The page with an empty or a ticked box before each word that a drawn one stands before."""
    if not boxes:
        return layer
    upright = [(_turned(each.box, -layer.turn), each.is_ticked) for each in boxes]
    return replace(layer, lines=tuple(_ticked(line, upright, layer) for line in layer.lines))


def _ticked(line: Line, boxes: list[tuple[Box, bool]], layer: Page) -> Line:
    words: list[Word] = []
    before = 0.0
    for word in line.words:
        middle = (word.box.top + word.box.bottom) / 2
        reach = MOST_GAP * (word.box.bottom - word.box.top) * layer.height / layer.width
        for box, is_ticked in boxes:
            is_before = (
                max(before, word.box.left - reach) <= box.left and box.right <= word.box.left
            )
            if is_before and box.top <= middle <= box.bottom:
                words.append(Word(TICKED if is_ticked else EMPTY, box))
        words.append(word)
        before = word.box.right
    return Line(tuple(words))


def _bounds(path: Any) -> Rectangle:
    sides = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(path, *sides):
        return 0.0, 0.0, 0.0, 0.0
    left, bottom, right, top = (side.value for side in sides)
    return left, bottom, right, top


def _is_square(bounds: Rectangle) -> bool:
    width, height = bounds[2] - bounds[0], bounds[3] - bounds[1]
    return LEAST_SIDE <= width <= MOST_SIDE and abs(width - height) < 0.15 * width


def _is_tick(other: Rectangle, segments: int, square: Rectangle) -> bool:
    """Whether a path lies in the square and is not that square drawn once more."""
    slack = 0.2 * (square[2] - square[0])
    is_inside = (
        square[0] - slack <= other[0]
        and other[2] <= square[2] + slack
        and square[1] - slack <= other[1]
        and other[3] <= square[3] + slack
    )
    is_smaller = other[2] - other[0] < 0.85 * (square[2] - square[0])
    return is_inside and _is_centred(other, square) and (segments < CLOSED or is_smaller)


def _is_centred(other: Rectangle, square: Rectangle) -> bool:
    x, y = (other[0] + other[2]) / 2, (other[1] + other[3]) / 2
    return square[0] < x < square[2] and square[1] < y < square[3]


def _shown(bounds: Rectangle, page: Any) -> Box:
    """Where user-space bounds are on the page as it is shown, as fractions."""
    left, bottom, right, top = page.get_bbox()
    width, height = max(1.0, right - left), max(1.0, top - bottom)
    stored = (
        (bounds[0] - left) / width,
        (top - bounds[3]) / height,
        (bounds[2] - left) / width,
        (top - bounds[1]) / height,
    )
    return _turned(Box(*(min(1.0, max(0.0, side)) for side in stored)), page.get_rotation() // 90)


def _turned(box: Box, turn: int) -> Box:
    x1, y1 = turned(box.left, box.top, turn)
    x2, y2 = turned(box.right, box.bottom, turn)
    return Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))

"""Finds what a text detector overlooks: single digits that stand alone, and boxes to tick."""

from dataclasses import dataclass

import cv2
import numpy as np

from certificate_reader.pictures.flatten import Pixels
from certificate_reader.pictures.projection import Points

MOST = 24
LEAST_HEIGHT, MOST_HEIGHT, MOST_WIDTH = 0.3, 1.2, 2.5
PADDING = 0.3
DRAWN_SIDE = 0.9
TICKED = 0.12


@dataclass(frozen=True, slots=True)
class SmallInk:
    """Places as corners (4 x 2), clockwise: `digits` to be recognised, and boxes by their state."""

    digits: list[Points]
    empty_boxes: list[Points]
    ticked_boxes: list[Points]


def find_small_ink(pixels: Pixels, quads: Points) -> SmallInk:
    """Small marks outside the lines of text, and boxes there or where a line starts, all at about
    the text's size. `quads` are the lines' corners, clockwise from where their text starts.

    Nothing where there is so much of it that it must be grain or a picture.
    """
    across = np.linalg.norm(quads[:, 1] - quads[:, 0], axis=1)
    down = np.linalg.norm(quads[:, 3] - quads[:, 0], axis=1)
    height = float(np.median(np.minimum(across, down)))
    ink = _ink(pixels, height)
    empty, ticked = _boxes(ink, _without_starts(quads, 1.3 * height), height)
    digits = _digits(ink, quads, height)
    few = [each if len(each) <= MOST else [] for each in (digits, empty, ticked)]
    return SmallInk(*few)


def _ink(pixels: Pixels, height: float) -> Pixels:
    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    window = 2 * max(5, round(height)) + 1
    return cv2.adaptiveThreshold(
        grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, window, 25
    )


def _digits(ink: Pixels, quads: Points, height: float) -> list[Points]:
    rest = ink.copy()
    for quad in quads:
        cv2.fillConvexPoly(rest, quad.round().astype(np.int32), 0)
    reach = max(1, round(0.25 * height))
    joined = cv2.dilate(rest, np.ones((1, reach), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    padding = PADDING * height
    return [
        _corners(x + reach // 2, y, wide - reach + 1, high, padding)
        for x, y, wide, high, _ in stats[1:]
        if LEAST_HEIGHT * height <= high <= MOST_HEIGHT * height
        and 2 <= wide - reach + 1 <= MOST_WIDTH * height
    ]


def _without_starts(quads: Points, cut: float) -> list[Points]:
    """The lines but for their first letter: a box may stand there, further on there are letters."""
    cores = []
    for a, b, c, d in quads:
        length = float(np.linalg.norm(b - a))
        if length > cut:
            step = (b - a) * (cut / length)
            cores.append(np.array([a + step, b, c, d + step]))
    return cores


def _boxes(ink: Pixels, cores: list[Points], height: float) -> tuple[list[Points], list[Points]]:
    """Squares drawn along all four sides, by whether there is ink within."""
    empty: list[Points] = []
    ticked: list[Points] = []
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink)
    for x, y, wide, high, _ in stats[1:]:
        is_square = 0.8 < wide / high < 1.25
        if is_square and max(8, 0.35 * height) <= high <= MOST_HEIGHT * height:
            piece = ink[y : y + high, x : x + wide]
            middle = (float(x + wide / 2), float(y + high / 2))
            in_text = any(
                cv2.pointPolygonTest(core.astype(np.float32), middle, measureDist=False) > 0
                for core in cores
            )
            if not in_text and _is_framed(piece):
                within = piece[high // 4 : -high // 4, wide // 4 : -wide // 4]
                (ticked if np.mean(within > 0) > TICKED else empty).append(
                    _corners(x, y, wide, high, 0.0)
                )
    return empty, ticked


def _is_framed(piece: Pixels) -> bool:
    rim = max(2, piece.shape[0] // 7)
    sides = [piece[:rim].max(axis=0), piece[-rim:].max(axis=0)]
    sides += [piece[:, :rim].max(axis=1), piece[:, -rim:].max(axis=1)]
    return min(float(np.mean(side > 0)) for side in sides) >= DRAWN_SIDE


def _corners(x: int, y: int, wide: int, high: int, padding: float) -> Points:
    left, top, right, bottom = x - padding, y - padding, x + wide + padding, y + high + padding
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]], dtype=float)

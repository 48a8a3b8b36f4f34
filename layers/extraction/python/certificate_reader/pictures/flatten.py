"""Finds the sheet of paper in a photo, and takes its perspective and its shadows away."""

from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
from PIL import Image

from certificate_reader.pictures.projection import Matrix, Points, from_corners

Pixels: TypeAlias = cv2.typing.MatLike
SMALL = 480
LEAST_SHARE = 0.25
MOST_SHARE = 0.97
LEAST_CONTRAST = 14.0
FIT = 0.92
ALIKE = 0.65
UNEVEN = 0.12
MARGIN = 0.05


@dataclass(frozen=True, slots=True)
class FlatPage:
    """A page's pixels (height x width x BGR) and the map from their places to the picture's."""

    pixels: Pixels
    to_picture: Matrix


def flatten(picture: Image.Image) -> FlatPage:
    """The sheet seen from straight above in even light; the whole picture if no sheet shows.

    Only a bright quadrangle with an edge against what lies around it counts as a sheet.
    """
    pixels: Pixels = cv2.cvtColor(np.asarray(picture, dtype=np.uint8), cv2.COLOR_RGB2BGR)
    corners = find_sheet(pixels)
    if corners is None:
        return FlatPage(_evenly_lit(pixels), np.eye(3))
    width, height = _size_of(corners)
    # A margin around it keeps what an edge found too far inside would cut off.
    margin = MARGIN * np.array([width, height])
    sheet = margin + np.array([[0, 0], [width, 0], [width, height], [0, height]])
    to_picture = from_corners(sheet, corners)
    frame = round(width + 2 * margin[0]), round(height + 2 * margin[1])
    flat: Pixels = cv2.warpPerspective(
        pixels,
        np.linalg.inv(to_picture),
        frame,
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return FlatPage(_evenly_lit(flat), to_picture)


def find_sheet(pixels: Pixels) -> Points | None:
    """The corners of a sheet of paper, clockwise from its top left, or None."""
    scale = SMALL / max(pixels.shape[:2])
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    away, noise = _away_from_the_border(cv2.GaussianBlur(small, (5, 5), 0))
    usual, _ = cv2.threshold(away, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    # A low threshold keeps the paper that lies in a shadow, a high one leaves the desk's grain out.
    for share in (0.25, 0.4, 0.6, 0.8):
        mask = _mask(away, max(LEAST_CONTRAST, noise, share * usual))
        quadrangle = _quadrangle(mask)
        if quadrangle is not None:
            corners: Points = quadrangle / scale
            return corners
    return None


def _away_from_the_border(small: Pixels) -> tuple[Pixels, float]:
    """How unlike the colour along the picture's border each place is, and what is mere grain.

    Darker places count as alike: paper is brighter than what it lies on.
    """
    colours = cv2.cvtColor(small, cv2.COLOR_BGR2LAB).astype(np.float32)
    rim = max(2, round(min(small.shape[:2]) * 0.02))
    parts = (colours[:rim], colours[-rim:], colours[:, :rim], colours[:, -rim:])
    border = np.concatenate([part.reshape(-1, 3) for part in parts])
    ground = np.median(border, axis=0)
    away = np.linalg.norm(colours - ground, axis=2)
    away[colours[..., 0] < ground[0]] = 0
    grain = 3 * float(np.median(np.linalg.norm(border - ground, axis=1)))
    return np.clip(away, 0, 255).astype(np.uint8), grain


def _mask(away: Pixels, threshold: float) -> Pixels:
    mask = (away > threshold).astype(np.uint8) * 255
    closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    return cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))


def _quadrangle(mask: Pixels) -> Points | None:
    """The four corners of the mask's largest part, if it is a sheet seen at an angle."""
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return None
    hull = cv2.convexHull(max(contours, key=cv2.contourArea))
    length = cv2.arcLength(hull, closed=True)
    for tolerance in (0.01, 0.02, 0.03, 0.05):
        corners = cv2.approxPolyDP(hull, tolerance * length, closed=True)
        if len(corners) == 4:
            clockwise = _clockwise(corners.reshape(4, 2).astype(np.float64))
            return clockwise if _is_a_sheet(clockwise, mask) else None
    return None


def _is_a_sheet(corners: Points, mask: Pixels) -> bool:
    """Whether opposite sides are alike, and paper is all that is inside and nothing outside."""
    sides = np.linalg.norm(corners - np.roll(corners, -1, axis=0), axis=1)
    if np.min(sides[:2] / sides[2:]) < ALIKE or np.min(sides[2:] / sides[:2]) < ALIKE:
        return False
    inside = np.zeros_like(mask)
    cv2.fillConvexPoly(inside, corners.round().astype(np.int32), 255)
    area, paper = np.count_nonzero(inside), np.count_nonzero(mask)
    overlap = np.count_nonzero(np.bitwise_and(inside, mask))
    return bool(LEAST_SHARE < area / mask.size < MOST_SHARE and overlap > FIT * max(area, paper))


def _clockwise(corners: Points) -> Points:
    middle = corners.mean(axis=0)
    order = np.argsort(np.arctan2(corners[:, 1] - middle[1], corners[:, 0] - middle[0]))
    ordered = corners[order]
    first = int(np.argmin(ordered.sum(axis=1)))
    result: Points = np.roll(ordered, -first, axis=0)
    return result


def _size_of(corners: Points) -> tuple[int, int]:
    sides = np.linalg.norm(corners - np.roll(corners, -1, axis=0), axis=1)
    return round(float(max(sides[0], sides[2]))), round(float(max(sides[1], sides[3])))


def _evenly_lit(pixels: Pixels) -> Pixels:
    """Divided by the light of its surroundings, where that differs much over the page."""
    scale = SMALL / max(pixels.shape[:2])
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ground = cv2.medianBlur(cv2.dilate(small, np.ones((9, 9), np.uint8)), 31)
    dark, bright = np.percentile(ground.max(axis=2), (5, 95))
    if bright - dark < UNEVEN * 255:
        return pixels
    light = cv2.resize(ground, (pixels.shape[1], pixels.shape[0]), interpolation=cv2.INTER_LINEAR)
    even: Pixels = cv2.divide(pixels, np.maximum(light, 1), scale=245.0)
    return even

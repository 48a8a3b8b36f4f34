"""Makes an upright page of the lines that OCR found anywhere in a picture."""

import numpy as np

from certificate_reader.ocr.port import SeenLine, SeenWord
from certificate_reader.pages import Line, Origin, Page, Word
from certificate_reader.pictures.projection import Points, project, scaling, turning
from certificate_reader.reading import Box

SAME_ROW = 0.5
SAME_LINE = 0.9


def upright_page(
    lines: list[SeenLine], document: int, number: int, width: float, height: float, origin: Origin
) -> Page:
    """The page turned so that most text runs level, left to right.

    `width` and `height` are the picture's, in points. Boxes are fractions of the upright page;
    the page's `to_shown` leads from there to fractions of the picture.
    """
    if not lines:
        return Page(document, number, width, height, origin, ())
    to_upright, upright_width, upright_height = turning(
        -_angle(lines, width, height), width, height
    )
    from_fractions = scaling(1 / upright_width, 1 / upright_height) @ to_upright
    from_fractions = from_fractions @ scaling(width, height)
    placed = [[(word, _bounds(word, from_fractions)) for word in line.words] for line in lines]
    shape = upright_height / upright_width
    back = np.linalg.inv(from_fractions)
    return Page(
        document,
        number,
        upright_width,
        upright_height,
        origin,
        tuple(_line(pieces) for pieces in _rows(placed, shape)),
        to_shown=tuple(float(term) for term in (back / back[2, 2]).ravel()[:8]),
    )


Placed = list[tuple[SeenWord, Box]]


def _angle(lines: list[SeenLine], width: float, height: float) -> float:
    """The direction most text runs in, in degrees clockwise from level; long lines weigh more."""
    size = np.array([width, height])
    starts = np.array([line.words[0].corners for line in lines], dtype=float) * size
    ends = np.array([line.words[-1].corners for line in lines], dtype=float) * size
    runs = (ends[:, 1] + ends[:, 2] - starts[:, 0] - starts[:, 3]) / 2
    angles = np.arctan2(runs[:, 1], runs[:, 0])
    lengths = np.hypot(runs[:, 0], runs[:, 1])
    # Angles are measured from the main direction, lest 179 and -179 degrees average to 0.
    main = np.arctan2((np.sin(angles) * lengths).sum(), (np.cos(angles) * lengths).sum())
    away = (angles - main + np.pi) % (2 * np.pi) - np.pi
    order = np.argsort(away)
    middle = np.searchsorted(np.cumsum(lengths[order]), lengths.sum() / 2)
    return float(np.rad2deg(main + away[order[min(middle, len(order) - 1)]]))


def _bounds(word: SeenWord, matrix: Points) -> Box:
    places = np.clip(project(matrix, np.array(word.corners)), 0.0, 1.0)
    # A slanted word's bounds would reach into the lines above and below: the middles of its
    # sides tell where it stands.
    left, right = places[[0, 3], 0].mean(), places[[1, 2], 0].mean()
    top, bottom = places[[0, 1], 1].mean(), places[[2, 3], 1].mean()
    return Box(
        float(min(left, right)),
        float(min(top, bottom)),
        float(max(left, right)),
        float(max(top, bottom)),
    )


def _rows(lines: list[Placed], shape: float) -> list[Placed]:
    """Lines in reading order; neighbours on one row with no wider gap than a space are joined."""
    rows: list[list[Placed]] = []
    for line in sorted(lines, key=_middle):
        if rows and abs(_middle(line) - _middle(rows[-1][0])) < SAME_ROW * min(
            _height(line), _height(rows[-1][0])
        ):
            rows[-1].append(line)
        else:
            rows.append([line])
    joined: list[Placed] = []
    for row in rows:
        row.sort(key=lambda line: line[0][1].left)
        joined.append(list(row[0]))
        for line in row[1:]:
            gap = line[0][1].left - joined[-1][-1][1].right
            if gap < SAME_LINE * shape * min(_height(line), _height(joined[-1])):
                joined[-1] = joined[-1] + line
            else:
                joined.append(list(line))
    return joined


def _middle(line: Placed) -> float:
    return sum(box.top + box.bottom for _, box in line) / (2 * len(line))


def _height(line: Placed) -> float:
    return sum(box.bottom - box.top for _, box in line) / len(line)


def _line(pieces: Placed) -> Line:
    return Line(tuple(Word(word.text, box, word.confidence) for word, box in pieces))

"""The embedded OCR: rapidocr, whose models come in its wheel."""

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import groupby
from typing import Any

import cv2
import numpy as np
from PIL import Image

from certificate_reader.ocr.letters import mended
from certificate_reader.ocr.port import Corners, SeenLine, SeenWord
from certificate_reader.ocr.small_ink import find_small_ink
from certificate_reader.pages import Origin
from certificate_reader.pictures.flatten import FlatPage, Pixels, flatten
from certificate_reader.pictures.projection import Points, project

PARAMETERS = {
    "Global.use_cls": False,
    "Global.return_word_box": True,
    "Global.log_level": "critical",
    "Global.use_vertical_padding": False,
    "Det.limit_type": "max",
    "Det.limit_side_len": 960,
    "Det.box_thresh": 0.3,
    "Rec.rec_batch_num": 1,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}
SUREST = 0.5
SURE_NUMBER = 0.85
NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?")
TRIALS = 4
ABOVE = 0.13
BELOW = 0.09


class RapidOcr:
    """Finds text in any quarter turn, tilt and perspective. Holds some 400 MB once it has read.

    The models are loaded by the first page. Not to be shared by threads.
    """

    origin: Origin = "ocr"

    def lines(self, picture: Image.Image) -> list[SeenLine]:
        """The lines of text that are recognised with at least an even chance, top to bottom as the
        picture stands."""
        page = flatten(picture)
        quads = self._detected(page.pixels)
        if not len(quads):
            return []
        turn, known = self._reading_direction(page.pixels, quads)
        quads = np.roll(quads, -turn, axis=1)
        rest = [index for index in range(len(quads)) if index not in known]
        known |= dict(zip(rest, self._recognised(page.pixels, quads[rest]), strict=True))
        size = np.array(picture.size, dtype=float)
        lines = [
            _line(known[index], quads[index], page, size)
            for index in range(len(quads))
            if known[index].score >= SUREST
        ]
        lines += self._overlooked(page, quads, turn, size)
        return [line for line in lines if line]

    def _overlooked(
        self, page: FlatPage, quads: Points, turn: int, size: Points
    ) -> list[SeenLine | None]:
        """Lone numbers that the detector missed, and boxes to tick as `\u2610` and `\u2612`."""
        small = find_small_ink(page.pixels, quads)
        places = np.roll(np.array(small.digits).reshape(-1, 4, 2), -turn, axis=1)
        numbers = [
            _line(read, place, page, size)
            for read, place in zip(self._recognised(page.pixels, places), places, strict=True)
            if read.score >= SURE_NUMBER and NUMBER.fullmatch(read.text)
        ]
        boxes = [
            _mark(text, np.roll(place, -turn, axis=0), page, size)
            for text, found in (("\u2610", small.empty_boxes), ("\u2612", small.ticked_boxes))
            for place in found
        ]
        return numbers + boxes

    @cached_property
    def _engine(self) -> Any:
        # Imported with the first picture: a digital PDF never pays for it.
        from rapidocr import RapidOCR

        return RapidOCR(params=dict(PARAMETERS))

    def _detected(self, pixels: Pixels) -> Points:
        found = self._engine(pixels, use_rec=False)
        if found.boxes is None:
            return np.empty((0, 4, 2))
        boxes: Points = np.asarray(found.boxes, dtype=np.float64)
        return boxes

    def _reading_direction(
        self, pixels: Pixels, quads: Points
    ) -> tuple[int, dict[int, "Recognised"]]:
        """By how many quarter turns clockwise the text is turned, and the lines tried for it.

        Boxes higher than wide tell a quarter turn; a few lines are read both ways up and the surer
        way is taken.
        """
        across = np.linalg.norm(quads[:, 1] - quads[:, 0], axis=1)
        down = np.linalg.norm(quads[:, 3] - quads[:, 0], axis=1)
        is_sideways = across[across > down].sum() < down[down >= across].sum()
        long, short = (down, across) if is_sideways else (across, down)
        shape = long / np.maximum(short, 1)
        trials = [int(index) for index in np.argsort(np.abs(shape - 8))[:TRIALS]]
        best: tuple[float, int, dict[int, Recognised]] | None = None
        for turn in (1, 3) if is_sideways else (0, 2):
            read = self._recognised(pixels, np.roll(quads[trials], -turn, axis=1))
            total = sum(each.score * min(len(each.text), 20) for each in read)
            if best is None or total > best[0]:
                best = (total, turn, dict(zip(trials, read, strict=True)))
        assert best is not None
        return best[1], best[2]

    def _recognised(self, pixels: Pixels, quads: Points) -> list["Recognised"]:
        if not len(quads):
            return []
        said = self._engine.recognize_txt([_crop(pixels, quad) for quad in quads])
        return [
            Recognised(text, score, info)
            for text, score, info in zip(said.txts, said.scores, said.word_results, strict=True)
        ]


class Recognised:
    """The text of one crop, with the place and the certainty of each character."""

    def __init__(self, text: str, score: float, info: Any) -> None:
        self.text = text
        self.score = float(score)
        self._columns = [column for word in info.word_cols for column in word]
        self._length = max(1.0, float(info.line_txt_len))
        self._certainties: Sequence[float] = info.confs

    def words(self) -> list[tuple[str, float, float, float]]:
        """Each word, where it begins and ends as fractions of the line, and its certainty."""
        words = []
        columns = iter(self._columns)
        # A character's column is known, a space's is not.
        placed = [
            (character, certainty, None if character.isspace() else next(columns))
            for character, certainty in zip(self.text, self._certainties, strict=True)
        ]
        for is_space, run in groupby(placed, lambda each: each[2] is None):
            if is_space:
                continue
            marks, certainties, places = zip(*run, strict=True)
            start = max(0.0, (places[0] - 0.5) / self._length)
            end = min(1.0, (places[-1] + 1.5) / self._length)
            words.append((mended("".join(marks)), start, max(start, end), min(certainties)))
        return words


def _crop(pixels: Pixels, quad: Points) -> Pixels:
    """The line of text in a quadrangle, straightened."""
    width = max(1, round(float(np.linalg.norm(quad[1] - quad[0]))))
    height = max(1, round(float(np.linalg.norm(quad[3] - quad[0]))))
    frame = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(quad.astype(np.float32), frame)
    crop: Pixels = cv2.warpPerspective(
        pixels, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE, flags=cv2.INTER_CUBIC
    )
    return crop


def _line(read: Recognised, quad: Points, page: FlatPage, size: Points) -> SeenLine | None:
    words = []
    for text, start, end, certainty in read.words():
        top_left, top_right, bottom_right, bottom_left = _without_margins(quad)
        top, bottom = top_right - top_left, bottom_right - bottom_left
        corners = np.array(
            [
                top_left + top * start,
                top_left + top * end,
                bottom_left + bottom * end,
                bottom_left + bottom * start,
            ]
        )
        places = project(page.to_picture, corners) / size
        words.append(SeenWord(text, _corners(places), certainty))
    return SeenLine(tuple(words)) if words else None


def _without_margins(quad: Points) -> Points:
    """The quadrangle cut to the height of its type: the detector leaves margins above and below."""
    down = quad[[3, 2]] - quad[[0, 1]]
    trimmed: Points = np.concatenate(
        [quad[[0, 1]] + ABOVE * down, quad[[2, 3]] - BELOW * down[::-1]]
    )
    return trimmed


def _mark(text: str, place: Points, page: FlatPage, size: Points) -> SeenLine:
    places = project(page.to_picture, place) / size
    return SeenLine((SeenWord(text, _corners(places), SURE_NUMBER),))


def _corners(places: Points) -> Corners:
    a, b, c, d = ((float(x), float(y)) for x, y in places)
    return a, b, c, d

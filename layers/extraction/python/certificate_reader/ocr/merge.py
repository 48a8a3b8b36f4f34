"""Lays a text layer over what OCR saw: written words are exact, drawn ones are only seen."""

from dataclasses import replace

from certificate_reader.ocr.trust import UNDECODABLE
from certificate_reader.pages import Line, Page, Word
from certificate_reader.reading import Box
from certificate_reader.shown import shown_box, turned

COVERED = 0.4


def onto_layer(seen: Page, layer: Page) -> Page:
    """The page OCR saw, in the orientation and the size of its text layer."""

    def moved(box: Box) -> Box:
        shown = shown_box(seen, box)
        x1, y1 = turned(shown.left, shown.top, -layer.turn)
        x2, y2 = turned(shown.right, shown.bottom, -layer.turn)
        return Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))

    lines = tuple(
        Line(tuple(word._replace(box=moved(word.box)) for word in line.words))
        for line in seen.lines
    )
    return replace(layer, lines=lines, origin=seen.origin)


def merged(layer: Page, seen: Page) -> Page:
    """The layer's lines, and those words of `seen` (on the same page, see `onto_layer`) that stand
    where the layer has none. Words that can't be decoded read as they are seen."""
    written = [word.box for line in layer.lines for word in line.words]
    lines = [Line(tuple(_legible(word, seen) for word in line.words)) for line in layer.lines]
    for line in seen.lines:
        rest: list[Word] = []
        for word in line.words:
            if any(_covers(box, word.box) for box in written):
                if rest:
                    lines.append(Line(tuple(rest)))
                rest = []
            else:
                rest.append(word)
        if rest:
            lines.append(Line(tuple(rest)))
    return replace(layer, lines=tuple(sorted(lines, key=_place)))


def _legible(word: Word, seen: Page) -> Word:
    if not UNDECODABLE.search(word.text):
        return word
    there = [other for line in seen.lines for other in line.words if _covers(word.box, other.box)]
    text = "".join(other.text for other in sorted(there, key=lambda other: other.box.left))
    return word._replace(text=text or UNDECODABLE.sub("", word.text) or word.text)


def _covers(written: Box, seen: Box) -> bool:
    width = min(written.right, seen.right) - max(written.left, seen.left)
    height = min(written.bottom, seen.bottom) - max(written.top, seen.top)
    if width <= 0 or height <= 0:
        return False
    area = min(_area(written), _area(seen))
    return width * height > COVERED * area


def _area(box: Box) -> float:
    return max(1e-9, (box.right - box.left) * (box.bottom - box.top))


def _place(line: Line) -> tuple[float, float]:
    """Rows of half a percent of the page's height, then left to right."""
    box = line.words[0].box
    return round((box.top + box.bottom) / 2, 2), box.left

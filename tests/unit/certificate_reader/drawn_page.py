"""Pages written down as text, for tests of the layout reader."""

import re

from certificate_reader.pages import Line, Page, Word
from certificate_reader.reading import Box

WIDTH, HEIGHT = 612.0, 792.0
LEFT, LEADING = 54.0, 1.45
_SIZE = re.compile(r"^(\d{1,2})([|^])")


def draw(text: str, number: int = 1, document: int = 0) -> Page:
    """A page from lines of text, top to bottom.

    A line may begin with its type's size and `^` (centred) or `|` (from the left), such as
    `24^Certificate`; the usual size is 11, from the left. Three spaces or more part columns, and
    column positions count in characters. An empty line is half a line's space.
    """
    lines: list[Line] = []
    top = 40.0
    for written in text.strip("\n").split("\n"):
        match = _SIZE.match(written)
        size = float(match[1]) if match else 11.0
        centred = bool(match and match[2] == "^")
        body = written[match.end() :] if match else written
        if not body.strip():
            top += 0.5 * size * LEADING
            continue
        advance = 0.5 * size
        start = (WIDTH - len(body) * advance) / 2 if centred else LEFT
        for piece in re.finditer(r"\S+(?: {1,2}\S+)*", body):
            lines.append(_line(piece[0], start + piece.start() * advance, top, size))
        top += size * LEADING
    return Page(document, number, WIDTH, HEIGHT, "text_layer", tuple(lines))


def _line(text: str, left: float, top: float, size: float) -> Line:
    advance = 0.5 * size
    words = [
        Word(
            word[0],
            Box(
                (left + word.start() * advance) / WIDTH,
                top / HEIGHT,
                (left + word.end() * advance - 0.05 * size) / WIDTH,
                (top + size) / HEIGHT,
            ),
        )
        for word in re.finditer(r"\S+", text)
    ]
    return Line(tuple(words))

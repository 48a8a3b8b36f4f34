"""A page's text as segments: runs of words that stand together on one row."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from certificate_reader.lexicon.fold import fold_with_places
from certificate_reader.pages import Page, Word
from certificate_reader.reading import Box, Evidence
from certificate_reader.shown import shown_box

# In heights of the type. Wider gaps separate columns; lines of OCR may run across them.
COLUMN_GAP = 2.2


@dataclass(slots=True, eq=False)
class Segment:
    """Words on one row; edges in points of the upright page, from its top left corner."""

    page: Page
    words: tuple[Word, ...]
    left: float
    top: float
    right: float
    bottom: float
    text: str
    starts: list[int]
    folded: str
    places: tuple[int, ...]
    order: int = 0
    confidence: float = 1.0
    height: float = field(init=False)
    width: float = field(init=False)
    middle: float = field(init=False)
    centre: float = field(init=False)

    def __post_init__(self) -> None:
        # Asked for far more often than segments are made.
        self.height = self.bottom - self.top
        self.width = self.right - self.left
        self.middle = (self.top + self.bottom) / 2
        self.centre = (self.left + self.right) / 2

    def folded_starts(self) -> list[int]:
        """Where in `folded` the words begin; words without a letter or a digit have no place."""
        return [
            place
            for start in self.starts
            if (place := bisect_left(self.places, start)) < len(self.places)
            and self.places[place] == start
        ]

    def words_between(self, start: int, end: int) -> list[Word]:
        """The words that the characters from start to end touch."""
        return [
            word
            for word, place in zip(self.words, self.starts, strict=True)
            if place < end and place + len(word.text) > start
        ]

    def right_edge_at(self, end: int) -> float:
        """Where the word that holds the last character before `end` ends, in points."""
        words = self.words_between(0, end)
        return words[-1].box.right * self.page.width if words else self.left


class Span(NamedTuple):
    """A piece of a segment's text."""

    segment: Segment
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.segment.text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        return self.segment is other.segment and self.start < other.end and other.start < self.end


def whole(segment: Segment) -> Span:
    return Span(segment, 0, len(segment.text))


def text_of(spans: Sequence[Span]) -> str:
    """The text of pieces that follow each other; a word broken by a hyphen is joined."""
    joined = ""
    for span in spans:
        text = span.text.strip()
        if joined.endswith("-") and not joined.endswith(" -"):
            joined += text
        else:
            joined += (" " if joined and text else "") + text
    return joined


def part_of(spans: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    """The pieces in which the characters from start to end of `text_of(spans)` stand."""
    found: list[Span] = []
    text = ""
    for span in spans:
        piece = span.text.strip()
        skipped = len(span.text) - len(span.text.lstrip())
        joined = text.endswith("-") and not text.endswith(" -")
        text += "" if joined or not text or not piece else " "
        low, high = max(start - len(text), 0), min(end - len(text), len(piece))
        if low < high:
            first = span.start + skipped
            found.append(Span(span.segment, first + low, first + high))
        text += piece
    return tuple(found)


def evidence_of(spans: Sequence[Span]) -> Evidence:
    """The box around the pieces, on the page as it is shown, with their verbatim text.

    Pieces that stand on further pages than the first are left out of the box.
    """
    page = spans[0].segment.page
    words = [
        word
        for span in spans
        if span.segment.page is page
        for word in span.segment.words_between(span.start, span.end)
    ]
    box = Box(
        min(word.box.left for word in words),
        min(word.box.top for word in words),
        max(word.box.right for word in words),
        max(word.box.bottom for word in words),
    )
    quote = " ".join(span.text.strip() for span in spans)
    return Evidence(page.document, page.number, shown_box(page, box), quote)


def segments_of(page: Page) -> list[Segment]:
    """The page's segments, unordered. Lines are cut where a column's gap runs through them."""
    return [
        _segment(page, words) for line in page.lines for words in _cut(line.words, page) if words
    ]


def _cut(words: tuple[Word, ...], page: Page) -> list[tuple[Word, ...]]:
    pieces: list[list[Word]] = [[]]
    for word in words:
        if not word.text.strip():
            continue
        before = pieces[-1][-1] if pieces[-1] else None
        if before is not None:
            height = (word.box.bottom - word.box.top) * page.height
            if (word.box.left - before.box.right) * page.width > COLUMN_GAP * height:
                pieces.append([])
        pieces[-1].append(word)
    return [tuple(piece) for piece in pieces]


def _filled_in(text: str) -> str:
    """A word without the underscores it was typed on; its letters keep their places."""
    if "__" not in text or not any(character.isalnum() for character in text):
        return text
    return text.replace("_", " ")


def _segment(page: Page, words: tuple[Word, ...]) -> Segment:
    text, starts = "", []
    for word in words:
        text += " " if text else ""
        starts.append(len(text))
        text += _filled_in(word.text)
    folded, places = fold_with_places(text)
    return Segment(
        page,
        words,
        min(word.box.left for word in words) * page.width,
        min(word.box.top for word in words) * page.height,
        max(word.box.right for word in words) * page.width,
        max(word.box.bottom for word in words) * page.height,
        text,
        starts,
        folded,
        places,
        confidence=min(word.confidence for word in words),
    )

"""Options that are all printed, one of them marked."""

import re

from certificate_reader.layout.segments import Segment, Span
from certificate_reader.layout.sheet import Candidate, Sheet
from certificate_reader.values.vocabularies import TermFound, vocabulary

MARKED = 0.93
# This many different options of one vocabulary near each other are a list to choose from.
OPTIONS = 3
_CHECKED = re.compile(r"(?:[\[(]\s*[xX✓✔√*•●]\s*[\])]|[☒☑✓✔✗✘⊠■●◉◼⬛🗹]|(?<![A-Za-z])[xX])\s*$")
_BOX = re.compile(
    r"(?:[\[(]\s*[xX✓✔√*•●]?\s*[\])]|[☒☑✓✔✗✘⊠■●◉◼⬛☐□○❏❑◯▢⬜🗹_]|(?<![A-Za-z])[xX])\s*$"
)


def marked_methods(sheet: Sheet) -> tuple[list[Candidate], list[Span]]:
    """The option that is marked, and the places of all options: none is a value by itself."""
    options = [
        (segment, term)
        for segment in sheet.segments
        for term in vocabulary("method").terms_in(segment.text)
        if _stands_free(segment)
    ]
    boxed = [each for each in options if _BOX.search(_before(*each))]
    group = boxed if len({term.entry.value for _, term in boxed}) >= 2 else _crowd(options)
    places = [Span(segment, term.start, term.end) for segment, term in group]
    checked = [each for each in group if _CHECKED.search(_before(*each))]
    if len({term.entry.value for _, term in checked}) != 1:
        return [], places
    segment, term = checked[0]
    span = Span(segment, term.start, term.end)
    value = term.entry.value or span.text
    return [Candidate("method", value, (span,), MARKED, "marked")], places


def _crowd(options: list[tuple[Segment, TermFound]]) -> list[tuple[Segment, TermFound]]:
    """Options that stand as a list by themselves: several, each on a line or behind another."""
    alone = [(segment, term) for segment, term in options if _stands_alone(segment)]
    if len({term.entry.value for _, term in alone if term.entry.listed}) < OPTIONS:
        return []
    return alone


def _stands_free(segment: Segment) -> bool:
    """Whether little but marks and other options stand on the line."""
    return _other_words(segment) <= 4


def _stands_alone(segment: Segment) -> bool:
    return _other_words(segment) == 0


def _other_words(segment: Segment) -> int:
    text = segment.text
    for other in reversed(vocabulary("method").terms_in(text)):
        text = text[: other.start] + text[other.end :]
    return len(re.findall(r"[^\W\d_]{3,}", text))


def _before(segment: Segment, term: TermFound) -> str:
    """What stands before an option, with the mark that may stand apart from it on its row."""
    return segment.text[: term.start]

"""Finds the phrases that announce a value, and judges whether they do so where they stand."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from certificate_reader.layout.segments import Segment
from certificate_reader.lexicon.families import FamilyLexicon, Meaning, PhraseKind, value_type_of
from certificate_reader.values.amounts import amounts_in
from certificate_reader.values.dates import dates_in
from certificate_reader.values.vocabularies import vocabulary

# How a phrase stands: before a colon, alone on its line, before a value without punctuation,
# or within a sentence; a short phrase there needs something that leads up to it.
Stand = Literal["colon", "alone", "run_in", "prose", "short"]

_COLON = re.compile(r"\s*(?:[:：]|\.{3,}|_{2,}|=|[-–—]\s)")
_NOTHING = re.compile(r"^[\W_]*$")
_FREE = frozenset({"text", "title", "person", "organisation"})
_LEADS_TO_DATE = re.compile(
    r"(?i)^[\s:;,.#()=–—-]*(?:(?:the|on|this|from|is|was|"
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)[\s:,.]*)*$"
)
# A phrase this short (folded) means something only where a sentence could begin with it.
SHORT_PROSE = 11
LONG_ENOUGH_TO_END_IN_A_WORD = 16


@dataclass(slots=True, eq=False)
class Anchor:
    """A phrase that announces a value of each of `families`, and where it begins and ends."""

    families: tuple[str, ...]
    kind: PhraseKind
    stand: Stand
    first: Segment
    start: int
    last: Segment
    end: int

    def covers(self, segment: Segment, place: int) -> bool:
        if self.first is self.last:
            return segment is self.first and self.start <= place < self.end
        return (segment is self.first and place >= self.start) or (
            segment is self.last and place < self.end
        )


def find_anchors(segments: list[Segment], lexicon: FamilyLexicon) -> list[Anchor]:
    """The anchors of segments that are in reading order, in that order."""
    text = _Stream(segments)
    found: list[Anchor] = []
    for kinds in (("labels", "weak", "before"), ("after",), ("stop",)):
        found.extend(_longest(text, lexicon, frozenset(kinds)))
    found.sort(key=lambda anchor: (anchor.first.order, anchor.start))
    return [anchor for anchor in found if not _stray(anchor, found)]


def _stray(anchor: Anchor, anchors: list[Anchor]) -> bool:
    """Whether a short prose phrase stands within a sentence that nothing has led up to."""
    if anchor.kind not in ("before", "after") or anchor.stand != "short":
        return False
    leads = [
        other
        for other in anchors
        if other.last is anchor.first and other.end < anchor.start and other.kind == "before"
    ]
    return not any("participant" in other.families for other in leads)


class _Stream:
    """The folded text of segments in a row, with the way back to each."""

    def __init__(self, segments: list[Segment]) -> None:
        self.segments = segments
        self.begins: list[int] = []
        self.folded = ""
        for segment in segments:
            self.begins.append(len(self.folded))
            self.folded += segment.folded

    def at(self, index: int) -> tuple[Segment, int]:
        """The segment that the folded character comes from, and its place in the text."""
        number = bisect_right(self.begins, index) - 1
        segment = self.segments[number]
        return segment, segment.places[index - self.begins[number]]

    def after(self, segment: Segment, place: int) -> str:
        """The text from a place on, with the next line where this one is nearly over."""
        rest = segment.text[place:]
        number = segment.order + 1
        if len(rest) < 20 and number < len(self.segments):
            rest += " " + self.segments[number].text
        return rest

    def word_starts(self, index: int) -> bool:
        segment, place = self.at(index)
        if index and self.at(index - 1) == (segment, place):
            return False
        text = segment.text
        if place == 0 or not text[place - 1].isalnum():
            return True
        return text[place].isupper() and not text[place - 1].isupper()

    def word_ends(self, end: int) -> bool:
        """Whether a word ends before the folded character `end`."""
        segment, place = self.at(end - 1)
        if end < len(self.folded) and self.at(end) == (segment, place):
            return False
        text = segment.text
        if place + 1 >= len(text) or not text[place + 1].isalnum():
            return True
        following = text[place + 1]
        if following.isdigit() != text[place].isdigit():
            return True
        return following.isupper() and not text[place].isupper()


def _longest(text: _Stream, lexicon: FamilyLexicon, kinds: frozenset[PhraseKind]) -> list[Anchor]:
    """At each place the longest phrase that stands right; none overlaps the one before it."""
    found: list[Anchor] = []
    index = 0
    while index < len(text.folded):
        anchor, end = None, index + 1
        if text.word_starts(index):
            for match_end, meanings in reversed(lexicon.matches(text.folded, index)):
                anchor = _standing(text, index, match_end, meanings, kinds)
                if anchor:
                    end = match_end
                    break
        if anchor:
            found.append(anchor)
        index = end
    return found


def _standing(
    text: _Stream, start: int, end: int, meanings: list[Meaning], kinds: frozenset[PhraseKind]
) -> Anchor | None:
    wanted = [meaning for meaning in meanings if meaning.kind in kinds]
    if not wanted:
        return None
    long_enough = end - start >= LONG_ENOUGH_TO_END_IN_A_WORD
    if not text.word_ends(end) and not (long_enough and wanted[0].kind in ("before", "after")):
        return None
    first, first_place = text.at(start)
    last, last_place = text.at(end - 1)
    for kind in ("labels", "weak", "before", "after", "stop"):
        families = tuple(each.family for each in wanted if each.kind == kind)
        if not families:
            continue
        following = text.after(last, last_place + 1)
        stand = _stand(
            kind, families, first, first_place, last, last_place + 1, end - start, following
        )
        if stand:
            return Anchor(families, kind, stand, first, first_place, last, last_place + 1)
    return None


def _stand(
    kind: PhraseKind,
    families: tuple[str, ...],
    first: Segment,
    start: int,
    last: Segment,
    end: int,
    length: int,
    following: str,
) -> Stand | None:
    before, rest = first.text[:start], last.text[end:]
    begins = bool(_NOTHING.match(before))
    if kind in ("before", "after", "stop"):
        return _stand_in_prose(kind, families, begins, following, length)
    typed = any(_value_follows(family, rest) for family in families)
    if first is not last:
        stacked = last.top > first.middle and last.top - first.bottom < 0.8 * first.height
        if begins and _NOTHING.match(rest):
            return "alone" if stacked else None
        wrapped = stacked and kind == "labels" and abs(last.left - first.left) < first.height
        return "run_in" if wrapped and typed and not begins else None
    if _NOTHING.match(rest) and begins:
        return "alone"
    if _COLON.match(rest) and (begins or _may_follow(before, kind)):
        return "colon"
    if begins:
        free = kind == "labels" and all(value_type_of(each) in _FREE for each in families)
        return "run_in" if free or typed else None
    if kind == "labels" and typed and _may_follow(before, kind):
        return "run_in"
    return None


def _may_follow(before: str, kind: PhraseKind) -> bool:
    """Whether a label may stand in the middle of a line, after this text."""
    if before.rstrip().endswith((":", "#")):
        return kind == "labels"
    return kind == "labels" or before.rstrip()[-1:] in "|•·;,.)"


def _stand_in_prose(
    kind: PhraseKind,
    families: tuple[str, ...],
    begins: bool,
    rest: str,
    length: int,
) -> Stand | None:
    if kind == "stop":
        return "prose"
    if any(value_type_of(family) in ("date", "credits") for family in families):
        return "prose" if any(_value_follows(family, rest) for family in families) else None
    quoted = rest.lstrip()[:1] in ("“", '"', "‘", "«")
    return "short" if length < SHORT_PROSE and not begins and not quoted else "prose"


def _value_follows(family: str, rest: str) -> bool:
    """Whether the text goes on with a value that only this family could take."""
    kind = value_type_of(family)
    if kind == "date":
        found = dates_in(rest[:60])
        return bool(found) and bool(_LEADS_TO_DATE.match(rest[: found[0].start]))
    if kind == "credits":
        amounts = amounts_in(rest[:40])
        return bool(amounts) and len(rest[: amounts[0].start].strip(" :,")) <= 14
    if kind in ("sponsor_id", "identifier", "approval_number"):
        return bool(re.match(r"[\s#:.\-–]*(?:is\s+)?[A-Z]{0,4}-?\d{2,}", rest))
    if kind in ("method", "field_of_study"):
        terms = vocabulary(kind).terms_in(rest)
        return bool(terms) and terms[0].start <= 3
    return False

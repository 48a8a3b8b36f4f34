"""Judges whether a phrase announces a value where it stands, or is only part of a sentence."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from certificate_reader.layout.segments import Segment
from certificate_reader.lexicon.families import PhraseKind, value_type_of
from certificate_reader.values.amounts import amounts_in
from certificate_reader.values.dates import dates_in
from certificate_reader.values.names import person_likeness
from certificate_reader.values.vocabularies import vocabulary

# How a phrase stands: before a colon, alone on its line, before a value without punctuation,
# or within a sentence; a short phrase there needs something that leads up to it.
Stand = Literal["colon", "alone", "run_in", "prose", "short"]

_NOTHING = re.compile(r"^[\W_]*(?:(?:\d{1,2}|[A-Za-z])[.)][\W_]*)?$")
_NO_MORE = re.compile(r"^(?:\s*#?\d{1,2}(?=\s*:?\s*$))?[\W_]*(?:\([^)]*\)[\W_]*)?$")
_COLON = re.compile(r"(?:\s*#?\d{1,2}(?=\s*:))?[\s._]*(?:[:：]|\.{3,}|_{2,}|=|[-–—]\s)(?=.*[^\W_])")
_ENDS_WITH_COLON = re.compile(r"^(?:\s*#?\d{1,2})?\s*(?:\([^)]*\)\s*)?[:：]\s*$")
_SURE_TYPES = frozenset({"date", "credits", "method"})
_NUMBERED = frozenset({"sponsor_id", "approval_number"})
_FREE = frozenset({"text", "title", "person", "organisation"})
_LEADS_TO_DATE = re.compile(
    r"(?i)^[\s:;,.#()=–—-]*(?:(?:the|on|this|from|is|was|"
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)[\s:,.]*)*$"
)
_IDENTIFIER = re.compile(r"[\s#:.\-–]*(?:is\s+)?[A-Z]{0,4}-?\d{2,}")
_AMOUNT_BEFORE = re.compile(r"\d[\d.,]*\)?\s*$")

# `to be completed`, `must be attended`
_TO_COME = re.compile(r"(?i)\b(?:be|being|not)\s*$")
_SENTENCE_ENDS = re.compile(r"\s*[.!?](?:\s|$)")
_ASIDE = re.compile(r"^\s*\([^)]*\)(?=\s)")
_NUMBER_ONLY = re.compile(r"^[\s:]*\d{1,2}(?:\.\d+)?\s*$")
_AMOUNT_AFTER = re.compile(r"^\s*\d{1,2}(?:\.\d+)?\s*$")
# Folded characters of a label for credits after which a bare number is an amount.
SURE_NUMBER = 8

# Folded characters. Shorter prose means something only where a sentence could begin with it.
SHORT_PROSE = 11
TINY_PROSE = 4
SHORT_LABEL = 6
# A shorter label needs a colon or a line of its own before a value of free text.
SURE_LABEL = 10


@dataclass(slots=True)
class Place:
    """A phrase's meaning and the text it stands in; `following` runs on over the line's end."""

    kind: PhraseKind
    families: tuple[str, ...]
    first: Segment
    start: int
    last: Segment
    end: int
    length: int
    following: str

    @property
    def before(self) -> str:
        return self.first.text[: self.start]

    @property
    def begins_small(self) -> bool:
        return self.first.text[self.start].islower()

    @property
    def rest(self) -> str:
        return self.last.text[self.end :]


def divided(place: Place) -> list[Place]:
    """The place for the families whose value must follow at once, and for the others."""
    sure = tuple(each for each in place.families if value_type_of(each) in _SURE_TYPES)
    rest = tuple(each for each in place.families if each not in sure)
    if place.kind != "before" or not sure or not rest:
        return [place]
    return [replace(place, families=sure), replace(place, families=rest)]


def is_caption_with_colon(place: Place) -> bool:
    """Whether the phrase is a whole line but for the colon at its end."""
    begins = bool(_NOTHING.match(place.before)) and place.first is place.last
    return begins and bool(_ENDS_WITH_COLON.match(place.rest))


def stand_of(place: Place) -> Stand | None:
    """How the phrase stands, or None where it announces nothing."""
    if place.kind in ("before", "after", "stop"):
        return _stand_in_prose(place)
    begins = bool(_NOTHING.match(place.before))
    if place.first is not place.last:
        return _stand_over_lines(place, begins)
    if begins and _NO_MORE.match(place.rest):
        return "run_in" if _amount_ends_line(place) else "alone"
    if _ENDS_WITH_COLON.match(place.rest) and len(place.before.split()) <= 4 and not begins:
        return "alone"
    if _AMOUNT_BEFORE.search(place.before) and "credits" in place.families:
        return None
    if _COLON.match(place.rest) and (begins or _may_follow(place) or _takes_at_once(place)):
        return "colon" if _may_take(place, place.rest) else None
    typed = _typed_value_follows(place, place.rest)
    if begins:
        free = all(value_type_of(each) in _FREE for each in place.families)
        sure = place.kind == "labels" and free and place.length >= SURE_LABEL
        return "run_in" if sure or typed else None
    if place.kind != "labels" or not _may_follow(place):
        return None
    # A label that ends a line of a paragraph has its number on the next.
    numbered = any(value_type_of(each) in _NUMBERED for each in place.families)
    ends_line = numbered and not place.rest.strip(" :#")
    goes_on = ends_line and _typed_value_follows(place, place.following)
    return "run_in" if typed or goes_on else None


def _amount_ends_line(place: Place) -> bool:
    """Whether the number after a label for credits is their amount: `Total CPE 4`.

    After a single word it may count labels instead: `Credits 1`, `Credits 2`.
    """
    counts = place.length < SURE_NUMBER
    return "credits" in place.families and not counts and bool(_AMOUNT_AFTER.match(place.rest))


def _stand_over_lines(place: Place, begins: bool) -> Stand | None:
    first, last = place.first, place.last
    stacked = last.top > first.middle and last.top - first.bottom < 0.8 * first.height
    if begins and _NO_MORE.match(place.rest):
        return "alone" if stacked else None
    wrapped = stacked and place.kind == "labels" and abs(last.left - first.left) < first.height
    apart = place.before.rstrip()[-1:] in "|•·;.:"
    if wrapped and not begins and apart and _typed_value_follows(place, place.rest):
        return "run_in"
    return None


def _may_take(place: Place, rest: str) -> bool:
    """Whether a bare number can be the value: it is no name, so the phrase ended another one."""
    return not _NUMBER_ONLY.match(rest) or any(
        value_type_of(family) not in _FREE for family in place.families
    )


def _takes_at_once(place: Place) -> bool:
    """Whether a date, an amount or a method stands right behind the colon: `…62 min CPE: 1.5`."""
    sure = [family for family in place.families if value_type_of(family) in _SURE_TYPES]
    return any(_value_follows(family, place.rest.lstrip(" :")) for family in sure)


def _may_follow(place: Place) -> bool:
    """Whether a label may stand in the middle of a line, after the text before it."""
    before = place.before.rstrip()
    if place.length < SHORT_LABEL and before.endswith(","):
        # Credentials after a name look like labels: `Ada Lovelace, CFP has …`
        return False
    apart = before[-1:] in ("|•·;,.)" if place.kind == "labels" else "|•·;)")
    named = any(value_type_of(family) == "person" for family in place.families)
    if apart or place.kind != "labels":
        return apart
    colon = bool(_COLON.match(place.rest))
    if colon and all(value_type_of(family) in _FREE for family in place.families):
        # `The Home Office: Deductions` is one title, unless the line has had a label before.
        told = place.length >= SURE_LABEL and "company" not in place.families
        return told or ":" in before
    # `What Every Licensee Must Know` names nobody.
    return colon or not named


def _stand_in_prose(place: Place) -> Stand | None:
    if place.kind == "stop":
        return "prose"
    if _TO_COME.search(place.before):
        return None
    if place.first is not place.last and not _one_size(place.first, place.last):
        return None
    if "title" in place.families and _value_follows("completion_date", place.following):
        return None
    if place.kind == "before" and _SENTENCE_ENDS.match(place.rest):
        return None
    if any(value_type_of(family) in _SURE_TYPES for family in place.families):
        return "prose" if _typed_value_follows(place, place.following) else None
    begins = bool(_NOTHING.match(place.before))
    alone = begins and bool(_NOTHING.match(place.rest))
    if place.length <= TINY_PROSE:
        return "prose" if alone else "short"
    quoted = place.rest.lstrip()[:1] in ("“", '"', "‘", "«")
    return "short" if place.length < SHORT_PROSE and not begins and not quoted else "prose"


def _one_size(first: Segment, last: Segment) -> bool:
    sizes = sorted((first.height, last.height))
    return sizes[1] < 1.25 * sizes[0]


def _typed_value_follows(place: Place, rest: str) -> bool:
    rest = _ASIDE.sub("", rest)
    return any(_value_follows(family, rest) for family in place.families)


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
        return bool(_IDENTIFIER.match(rest))
    if kind == "person":
        return person_likeness(rest.strip(" :-")) >= 0.9
    if kind in ("method", "field_of_study"):
        terms = vocabulary(kind).terms_in(rest)
        return bool(terms) and terms[0].start <= 3
    return False

"""Reads a field's value from words found on a page, with the layout reader's typed parsers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from certificate_reader.fields import FieldSpec
from certificate_reader.layout.typed_values import typed_value
from certificate_reader.lexicon.families import value_type_of
from certificate_reader.lexicon.fold import fold
from certificate_reader.proposals.load import belief
from certificate_reader.proposals.page_text import (
    normalised,
    normalised_with_places,
    numbers_in,
)
from certificate_reader.values.amounts import amounts_in, plain
from certificate_reader.values.dates import dates_in

_NUMBER = re.compile(
    r"(?<![\w.,])-?\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w])|(?<![\w.,])-?\d+(?:\.\d+)?(?![\w])"
)
_ANSWER = re.compile(r"(?i)\b(?:(yes|true)|(no|false))\b")


@dataclass(frozen=True, slots=True)
class PageValue:
    """A value's normal form and where it stands in the words; `agrees` with what was said.

    `is_printed` is false for a choice or an answer that the words only suggest.
    """

    value: str
    start: int
    end: int
    agrees: bool
    is_printed: bool = True


def kind_of(field: FieldSpec, family: str) -> str:
    """The type of a field's values: its family's, else the template's own."""
    kind = value_type_of(family)
    if kind == "text" and field.data_type != "text":
        return field.data_type
    return "technical_boolean" if (kind, field.data_type) == ("technical", "boolean") else kind


def value_on_page(field: FieldSpec, family: str, words: str, said: str) -> PageValue | None:
    """What `words` of a page say for the field, `said` telling which part of them is meant.

    None where nothing in them can be a value of the field's type.
    """
    kind = kind_of(field, family)
    several = list(_several(kind, words))
    if several:
        meant = _normal(kind, said)
        return next((each for each in several if each.value == meant), None) or PageValue(
            several[0].value, several[0].start, several[0].end, agrees=False
        )
    if kind in ("date", "credits", "number"):
        return None
    if kind == "boolean":
        return _inferred(said.lower(), ("true", "false"), words)
    if kind == "choice":
        return _choice(field, words, said)
    return _as_choice(field, _single(kind, words, said))


def normal_form(field: FieldSpec, family: str, said: str) -> str | None:
    """What a service said, in normal form; None where it can't be a value of the field."""
    value = value_on_page(field, family, said, said)
    return value.value if value else None


def _several(kind: str, words: str) -> Iterator[PageValue]:
    """All values of a kind of which a text may hold several."""
    if kind == "date":
        for day in dates_in(words):
            yield PageValue(day.last.isoformat(), day.start, day.end, agrees=True)
    elif kind == "credits":
        for amount in amounts_in(words):
            yield PageValue(plain(amount.value), amount.start, amount.end, agrees=True)
    elif kind == "number":
        for match in _NUMBER.finditer(words):
            value = plain(Decimal(match.group().replace(",", "")))
            yield PageValue(value, match.start(), match.end(), agrees=True)
    elif kind == "boolean":
        for match in _ANSWER.finditer(words):
            value = "true" if match[1] else "false"
            yield PageValue(value, match.start(), match.end(), agrees=True)


def _normal(kind: str, said: str) -> str | None:
    found = list(_several(kind, said))
    return found[0].value if len(found) == 1 else None


def _single(kind: str, words: str, said: str) -> PageValue | None:
    start, end = _where_said(words, said)
    typed = typed_value(_parser(kind), words[start:end])
    if typed is None:
        return None
    meant = typed_value(_parser(kind), said)
    agrees = meant is not None and _is_same(meant.value, typed.value)
    value = typed.value
    if kind == "technical_boolean":
        value = "true" if value == "Technical" else "false"
    return PageValue(" ".join(value.split()), start + typed.start, start + typed.end, agrees)


def _is_same(said: str, read: str) -> bool:
    """Whether two texts are one but for a slip; in digits there are no slips."""
    one, other = normalised(said), normalised(read)
    if numbers_in(one) != numbers_in(other):
        return False
    if fold(one) == fold(other):
        return True
    alike = SequenceMatcher(None, one, other, autojunk=False).ratio()
    return min(len(one), len(other)) >= belief("fuzzy_shortest") and alike >= belief("fuzzy_floor")


def _parser(kind: str) -> str:
    return "technical" if kind == "technical_boolean" else kind


def _where_said(words: str, said: str) -> tuple[int, int]:
    """The part of the words that is what was said, or all of them."""
    wanted = normalised(said)
    text, places = normalised_with_places(words)
    start = text.find(wanted) if wanted else -1
    if start < 0:
        return 0, len(words)
    return places[start], places[start + len(wanted) - 1] + 1


def _as_choice(field: FieldSpec, value: PageValue | None) -> PageValue | None:
    """The value in the spelling of the field's choices, where it is one of them."""
    if value is None or field.data_type != "choice":
        return value
    canonical = {fold(choice): choice for choice in field.choices}.get(fold(value.value))
    if canonical is None:
        return value
    return PageValue(canonical, value.start, value.end, value.agrees, value.is_printed)


def _choice(field: FieldSpec, words: str, said: str) -> PageValue | None:
    printed = sorted((c for c in field.choices if fold(c) in fold(words)), key=len, reverse=True)
    meant = {fold(choice): choice for choice in field.choices}.get(fold(said))
    if meant in printed or (printed and meant is None):
        chosen = meant if meant in printed else printed[0]
        start, end = _where_said(words, chosen)
        return PageValue(chosen, start, end, agrees=meant == chosen)
    if meant is not None:
        return _inferred(meant, field.choices, words)
    return None if field.choices else _single("text", words, said)


def _inferred(value: str, possible: tuple[str, ...], words: str) -> PageValue | None:
    if value not in possible:
        return None
    return PageValue(value, 0, len(words), agrees=True, is_printed=False)

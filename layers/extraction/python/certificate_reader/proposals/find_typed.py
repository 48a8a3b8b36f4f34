"""Looks for a date or an amount of credits on pages by what it means, not by how it is written."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from certificate_reader.fields import FieldSpec
from certificate_reader.proposals.find_quote import Found
from certificate_reader.proposals.load import belief
from certificate_reader.proposals.page_text import PageText
from certificate_reader.proposals.page_value import kind_of, value_on_page

LONGEST_LINE = 400
MOST_LINES = 2000
_UNIT = re.compile(r"(?i)\b(?:cpe|credits?|hours?|hrs?)\b")


def find_typed(field: FieldSpec, family: str, said: str, pages: Sequence[PageText]) -> Found | None:
    """The one line that says the same date, or the same credits beside their unit.

    For services that quote `2025-03-14` where the page has `March 14, 2025`. None for other kinds
    of values, and where several lines have the same amount: it may be another field of study's.
    """
    kind = kind_of(field, family)
    if kind not in ("date", "credits"):
        return None
    found = []
    for page, words, text in _lines(pages):
        if kind == "credits" and not _UNIT.search(text):
            continue
        value = value_on_page(field, family, text, said)
        if value and value.agrees:
            found.append(Found(page, words, text, belief("by_type")))
    if kind == "date" and len(found) > 1:
        return replace(found[0], belief=found[0].belief * belief("ambiguous"))
    return found[0] if len(found) == 1 else None


def _lines(pages: Sequence[PageText]) -> list[tuple[PageText, tuple[int, ...], str]]:
    lines = []
    for page in pages:
        for _, group in groupby(range(len(page.words)), key=page.lines.__getitem__):
            words = tuple(group)
            text = " ".join(page.words[index].text for index in words)
            if len(text) <= LONGEST_LINE and any(map(str.isdigit, text)):
                lines.append((page, words, text))
    return lines[:MOST_LINES]

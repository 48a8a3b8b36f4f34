"""Makes a cell of a proposal: found on a page and read from there, or marked."""

import re
from collections.abc import Sequence
from functools import cache

from certificate_reader.fields import FieldSpec
from certificate_reader.proposals.find_quote import Found, find_quote
from certificate_reader.proposals.find_typed import find_typed
from certificate_reader.proposals.load import belief, load_data
from certificate_reader.proposals.page_text import PageText
from certificate_reader.proposals.page_value import (
    PageValue,
    kind_of,
    normal_form,
    value_on_page,
)
from certificate_reader.proposals.proposal import Proposal
from certificate_reader.reading import Cell

MOST_IN_A_CELL = 400
FIGURES = frozenset({"date", "credits", "number", "boolean"})
NOT_FOUND = "not_found_on_page"
TO_THE_READER = "speaks_to_the_reader"


def absent() -> Cell:
    """The cell of a field of which the service says that the page has none."""
    return Cell(None, None, belief("absent"), None)


def proposed_cell(
    field: FieldSpec, family: str, proposal: Proposal | None, pages: Sequence[PageText]
) -> tuple[Cell, set[str]]:
    """The cell, and the codes of what the owner should know about it.

    A value comes from the page, never from the proposal. What stands nowhere keeps the proposed
    words with next to no confidence and without evidence; a date or a number that stands nowhere
    is left out, for it would be taken for a figure.
    """
    if proposal is None or not proposal.value.strip():
        return absent(), set()
    where = proposal.document, proposal.page
    found = find_quote(proposal.quote, pages, *where)
    value = value_on_page(field, family, found.text, proposal.value) if found else None
    if found is None or value is None or not value.agrees:
        # A quote that says something else may be the wrong one for a value that does stand there.
        alone = find_quote(proposal.value, pages, *where)
        said = value_on_page(field, family, alone.text, proposal.value) if alone else None
        if alone and said and said.agrees and said.is_printed:
            found = Found(alone.on, alone.words, alone.text, alone.belief * belief("value_only"))
            value = said
    if found is None or value is None:
        found = find_typed(field, family, proposal.value, pages)
        value = value_on_page(field, family, found.text, proposal.value) if found else None
    if found is None or value is None:
        return _unfound(field, family, proposal), {NOT_FOUND}
    return _found(found, value, proposal)


def _found(found: Found, value: PageValue, proposal: Proposal) -> tuple[Cell, set[str]]:
    words = _words_of(found, value)
    quote = " ".join(found.on.words[index].text for index in words)
    sure = found.belief * proposal.sureness
    sure *= 1.0 if value.agrees else belief("differs")
    least = min(found.on.words[index].confidence for index in words)
    sure *= belief("legible") + (1 - belief("legible")) * least
    codes: set[str] = set()
    if _speaks_to_the_reader(found.on, words):
        sure *= belief("to_the_reader")
        codes.add(TO_THE_READER)
    if not value.is_printed:
        return Cell(
            value.value, None, min(sure, belief("inferred")), found.on.evidence(words, quote)
        ), codes
    printed = found.text[value.start : value.end].strip()
    return Cell(value.value, printed, sure, found.on.evidence(words, quote)), codes


def _words_of(found: Found, value: PageValue) -> list[int]:
    """The words that hold the value itself, within those of the quote."""
    inside, place = [], 0
    for index in found.words:
        text = found.on.words[index].text
        begin = found.text.find(text, place)
        if begin < 0:
            # The quote begins or ends within this word.
            inside.append(index)
            continue
        place = begin + len(text)
        if begin < value.end and place > value.start:
            inside.append(index)
    return inside or list(found.words)


def _unfound(field: FieldSpec, family: str, proposal: Proposal) -> Cell:
    if kind_of(field, family) in FIGURES:
        return Cell(None, None, belief("unfound"), None)
    said = normal_form(field, family, proposal.value[:MOST_IN_A_CELL])
    return Cell(said, None, belief("unfound"), None)


def _speaks_to_the_reader(page: PageText, words: list[int]) -> bool:
    return any(_to_the_reader().search(page.line_of(index)) for index in words)


@cache
def _to_the_reader() -> re.Pattern[str]:
    patterns = load_data("proposals", "speaks_to_the_reader")["patterns"]
    return re.compile("|".join(patterns), re.IGNORECASE)

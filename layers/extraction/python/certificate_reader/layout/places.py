"""Lines that say where something took place."""

import re
from functools import cache

from certificate_reader.lexicon.families import state_names
from certificate_reader.lexicon.label_words import word_set
from certificate_reader.lexicon.load import load_data
from certificate_reader.values.dates import dates_in

_WORD = re.compile(r"[^\W_]+")
_AFTER_COMMA = re.compile(r",\s*([A-Za-z][A-Za-z. ]+?)\.?(?:\s+\d{5}(?:-\d{4})?)?\s*$")
_BEFORE_DATE = re.compile(r"[\s,;·•|–—-]*\b(?:this|on|the|from)?[\s,;·•|–—-]*$")
MOST_WORDS = 9


def is_place(text: str) -> bool:
    """Whether a line ends with a state after a comma, or is a name that a venue's word ends:
    `Embassy Suites, Concord, North Carolina`, `County Administration Building`."""
    if days := dates_in(text):
        # `Bloomington, Minnesota · January 6, 2011`
        text = _BEFORE_DATE.sub("", text[: days[0].start])
    words = _WORD.findall(text)
    if not 2 <= len(words) <= MOST_WORDS or any(word[0].islower() for word in words if word[2:]):
        return False
    if (state := _AFTER_COMMA.search(text)) and _is_state(state[1]):
        return True
    venues = word_set("document_words", "venues")
    return ":" not in text and any(map(venues.has_word, (words[-1], words[-2] + words[-1])))


def _is_state(text: str) -> bool:
    folded = text.replace(".", "").strip().lower()
    return folded in _names() or (text.replace(".", "").isupper() and folded in _abbreviations())


@cache
def _names() -> frozenset[str]:
    return frozenset(state_names())


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(load_data("states")["abbreviations"])

"""People's names in a piece of text."""

import re

from certificate_reader.layout.value_in_text import TypedValue, trimmed
from certificate_reader.lexicon.label_words import family_by_words
from certificate_reader.lexicon.load import word_list
from certificate_reader.values.names import (
    given_name_first,
    person_likeness,
    starts_with_given_name,
)


def person_in(text: str) -> TypedValue | None:
    """The name, given name first, without numbers, addresses and the sentence around it."""
    start, end = trimmed(text)
    if text[start:end].endswith(("'s", "’s")):
        end -= 2
    end = start + len(text[start:end].rstrip("!"))
    if aside := _NUMBER_IN_BRACKETS.search(text[start:end]):
        end = start + aside.start()
    if (addressed := _YOU.match(text, start)) or (addressed := _word_before_name(text, start, end)):
        start = addressed.end()
    fit = person_likeness(text[start:end])
    if fit < 0.5 and (aside := _ASIDE.search(text, start + 3)):
        first, cut = trimmed(text[start : aside.start()])
        shorter = 0.9 * person_likeness(text[start + first : start + cut])
        if shorter > 0.6:
            start, end, fit = start + first, start + cut, shorter
    if fit < 0.5 and (running_on := _RUNNING_ON.search(text, start)):
        # In a sentence the name ends where its capitals do.
        first, cut = trimmed(text[start : running_on.start()])
        shorter = 0.85 * person_likeness(text[start + first : start + cut])
        if shorter > 0.6:
            start, end, fit = start + first, start + cut, shorter
    return TypedValue(given_name_first(text[start:end]), start, end, fit) if fit > 0 else None


_NUMBER_IN_BRACKETS = re.compile(r"\s*\([^()]*\d[^()]*\)$")


def _word_before_name(text: str, start: int, end: int) -> re.Match[str] | None:
    """A word that is no given name before one that is: a label such as `Affiant`."""
    first = re.compile(r"[A-Z][\w-]+\s+(?=[A-Z])").match(text, start, end)
    if first is None or len(text[first.end() : end].split()) < 2:
        return None
    named = starts_with_given_name(text[start:end])
    behind = text[first.end() : end]
    likely = person_likeness(behind) >= 0.9 and starts_with_given_name(behind)
    # `Ruthanne Ivy Castellano` has two given names, of which one is rare.
    word = first.group().strip()
    tells = family_by_words(word) is not None or word.upper() in word_list("not_names")
    return first if likely and not named and tells else None


_YOU = re.compile(r"(?i)(?:you|I),\s+|(?:the\s+)?hon(?:orable|\.)\s+")
_ASIDE = re.compile(r"[|•·;(<\[@#]|\d|\s[-–—]\s|(?i:,?\s+(?:license|cpa\s*#|email|member|id)\b)")
_RUNNING_ON = re.compile(
    r"(?<=[^\W\d_.])[\s,]+(?!(?:de|del|la|van|von|der|den|di|da|bin|al|el)\b)[a-z]"
)


def name_part_in(text: str) -> TypedValue | None:
    """A given name or a surname alone: up to three words."""
    start, end = trimmed(text)
    part = text[start:end]
    words = part.split()
    if not 1 <= len(words) <= 3 or any(not word[0].isalpha() for word in words):
        return None
    return TypedValue(part, start, end, 0.95)

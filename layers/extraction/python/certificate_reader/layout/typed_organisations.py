"""An organisation's name in a piece of text."""

import re

from certificate_reader.layout.value_in_text import TypedValue, trimmed
from certificate_reader.lexicon.label_words import family_by_words
from certificate_reader.lexicon.load import word_list
from certificate_reader.values.names import (
    is_credential,
    person_at_end,
    person_likeness,
    starts_with_given_name,
)


def organisation_in(text: str) -> TypedValue | None:
    """The name without its address, its programs and the group around it."""
    if program := _PROGRAM_OF.match(text) or _LEARNING_OF.match(text) or _GROUP_OF.match(text):
        text = text[: program.end(1)]
    for address in (_MAIL_ADDRESS.search(text), _STREET.search(text)):
        if address and address.start() > 3:
            text = text[: address.start()]
    start, end = trimmed(text)
    if text.startswith("the ", start):
        start += 4
    value = text[start:end]
    words = value.split()
    if not words or len(words) > 14 or sum(c.isalpha() for c in value) < 2:
        return None
    if _TICK_BOX.search(value):
        return None
    if len(words) == 1 and any(character.isdigit() for character in value):
        return None
    generic = word_list("organisations") - word_list("acronyms")
    if len(words) == 1 and value.upper() in generic:
        # `The Institute is registered …` names none.
        return None
    if names_the_registry(value):
        return TypedValue(value, start, end, 0.15)
    if words[0].lower() in ("this", "that", "these", "which", "and"):
        return None
    if words[-1].lower() == "undersigned":
        return None
    if sum(c.isdigit() for c in value) > 4 or "@" in value:
        return TypedValue(value, start, end, 0.1)
    if value[0].islower():
        return TypedValue(value, start, end, 0.3)
    if family_by_words(value) in _NUMBERS:
        return TypedValue(value, start, end, 0.1)
    if _is_a_speaker(value):
        return TypedValue(value, start, end, 0.3)
    marks = word_list("organisations")
    bare = [re.sub(r"[^A-Z]", "", word.upper()) for word in words]
    if any(word in marks for word in bare):
        return TypedValue(value, start, end, 0.95)
    begins, likeness = person_at_end(value)
    addressed = bare[0] in word_list("honorifics")
    if likeness >= 0.9 and (addressed or starts_with_given_name(value[begins:])):
        return TypedValue(value, start, end, 0.3)
    if not value[0].isupper() and not value[0].isdigit():
        return TypedValue(value, start, end, 0.3)
    return TypedValue(value, start, end, 0.88)


def names_the_registry(text: str) -> bool:
    """Whether a text is about the registry of sponsors, or the boards that keep it."""
    return bool(_REGISTRY.search(text))


def _is_a_speaker(text: str) -> bool:
    """Whether a person with credentials or a firm is named: `Ada Lovelace, CPA, Engine & Co`."""
    head, comma, rest = text.partition(",")
    if not comma or person_likeness(head) < 0.9:
        return False
    first = rest.split(",")[0].strip()
    return is_credential(first) or (starts_with_given_name(head) and len(first.split()) > 1)


_NUMBERS = frozenset(
    {"sponsor_id", "state_sponsor_id", "course_id", "certificate_id", "license_number"}
)
_TICK_BOX = re.compile("[\u2610-\u2612]")
# `Engine & Co, PLLC - Internal Learning Program`, `First Engine Bank, N.A. | Treasury`
_PROGRAM_OF = re.compile(
    r"(.{3,60}\b(?:Inc\.?|LLC|LLP|PLLC|P\.?C\.?|N\.A\.|Corp\.?|Ltd\.?))\s+[-–—|]\s+"
)
# `Engine & Co LLP and its related entities`
_GROUP_OF = re.compile(
    r"(.{3,60}?),?\s+(?:and|&)\s+(?:its|their)\s+(?:related\s+|affiliated\s+)?"
    r"(?:entities|affiliates|subsidiaries|companies|firms)\b"
)
# `Engine & Co LLP Learning & Education`
_LEARNING_OF = re.compile(
    r"(.{3,60}\b(?:Inc\.|LLC|LLP|PLLC|Corp\.|Ltd\.))\s+(?:Learning|Training|Education|Professional|CPE)\b"
)
_STREET = re.compile(r",\s+(?:\d{1,6}\s+[\w.]+\s|P\.?\s?O\.?\s+Box\b)")
_MAIL_ADDRESS = re.compile(r"\s[<(\[][^\s@]+@[^\s@]+$")
_REGISTRY = re.compile(
    r"(?i)national\s*association\s*of\s*state\s*boards|national\s*registry|state\s*boards\s*of\s*account"
)

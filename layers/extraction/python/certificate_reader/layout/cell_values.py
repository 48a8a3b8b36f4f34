"""Gives a value the type that its column asks for."""

import re
from decimal import Decimal, InvalidOperation

from certificate_reader.fields import FieldSpec
from certificate_reader.lexicon.fold import fold
from certificate_reader.values.amounts import plain
from certificate_reader.values.dates import dates_in

_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?|-?\.\d+")
_YES = frozenset({"yes", "y", "true", "x", "technical", "passed", "pass", "checked"})
_NO = frozenset({"no", "n", "false", "nontechnical", "failed", "fail", "unchecked"})


def as_column_asks(field: FieldSpec, value: str) -> str | None:
    """The value in the normal form of the field's type, or None where it can't be of that type.

    A choice that is none of the field's choices is kept as it is printed: the page says it.
    """
    if field.data_type == "date":
        found = dates_in(value)
        return found[0].last.isoformat() if found else None
    if field.data_type == "number":
        return _number(value)
    if field.data_type == "boolean":
        return _boolean(value)
    if field.data_type == "choice" and field.choices:
        return _choice(field.choices, value)
    return value


def _number(text: str) -> str | None:
    match = _NUMBER.search(text)
    if not match:
        return None
    try:
        return plain(Decimal(match.group().replace(",", "")))
    except InvalidOperation:
        return None


def _boolean(text: str) -> str | None:
    folded = re.sub(r"[^a-z]", "", text.lower())
    return "true" if folded in _YES else "false" if folded in _NO else None


def _choice(choices: tuple[str, ...], value: str) -> str:
    folded = fold(value)
    for choice in choices:
        if fold(choice) == folded:
            return choice
    within = [choice for choice in choices if fold(choice) and fold(choice) in folded]
    return max(within, key=len) if within else value

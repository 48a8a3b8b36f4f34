"""Digits that OCR took for letters."""

import re

_DIGITS = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "|": "1", "S": "5", "B": "8"})
_MIXED = re.compile(r"(?<![A-Za-z])(?=[\dOolI|SB]*\d)[\dOolI|SB]+(?![A-Za-z])")


def with_digits_restored(text: str) -> str:
    """The text, of the same length, with letters inside numbers read as the digits they mimic."""
    return _MIXED.sub(lambda match: match.group().translate(_DIGITS), text)

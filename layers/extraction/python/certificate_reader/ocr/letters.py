"""Letters that OCR can't tell apart, told by the words they stand in."""

import re

# A capital I looks like a small l. No English word begins with an l before these letters.
_BEGINS_WITH_I = re.compile(
    r"l(?=[A-Z]|nc\b|owa\b|l?linois\b|[bcdfghjkmnpqrstvwxz][a-z]{2})(?!bs\b)"
)


def mended(word: str) -> str:
    """The word with the capital I that it must begin with: `lnternal`, `lRS`, `lowa`."""
    return f"I{word[1:]}" if _BEGINS_WITH_I.match(word) else word

"""A value inside a text, and where a text begins and ends without the marks around it."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TypedValue:
    """A value inside a text: its normal form, where it stands, how well it fits (0 to 1)."""

    value: str
    start: int
    end: int
    fit: float


def trimmed(text: str) -> tuple[int, int]:
    """Where a text begins and ends without the marks that surround values."""
    match = _CORE.search(text)
    if not match:
        return 0, 0
    start, end = match.start(1), match.end(1)
    if text[end : end + 1] == ")" and "(" in text[start:end]:
        end += 1
    if text[end : end + 1] == "." and _ABBREVIATED.search(text[start:end]):
        end += 1
    return start, end


_CORE = re.compile(r"^[\s:;,.#_*•·|\-–—=“”\"'‘’>]*(.*?)[\s:;,_*•·|\-–—=“”\"‘’<.)(\[]*$", re.DOTALL)
_ABBREVIATED = re.compile(
    r"(?i)(?:^|[\s,])(?:inc|co|corp|ltd|jr|sr|no|st|l\.l\.c|l\.l\.p|p\.c|[a-z])$"
)

"""Rows of a worksheet as SpreadsheetML (ECMA-376 part 1, 18.3.1), straight from their values.

openpyxl makes an object and an element of every cell, which costs several times what writing its
text does.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from itertools import count, islice
from typing import Any
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel

from cpe_tracker.pipeline.grid_table import TypedValue

_FIRST_YEAR = 1900
"""Excel's calendar begins with it."""
_LONGEST_TEXT = 32_767
"""Excel refuses a file with more in a cell."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""In XML 1.0, even as references."""


@dataclass(frozen=True, slots=True)
class DateStyles:
    """Indexes into the workbook's cell formats."""

    day: int
    time: int


def sheet_rows(
    rows: Iterable[Sequence[TypedValue]], first: int, styles: DateStyles
) -> Iterator[str]:
    """The XML of each row, numbered from `first`.

    Numbers, dates and truths are typed, text is text: nothing in it is taken for a formula or an
    error. What XML forbids is left out; text is cut where Excel would refuse the file. Times have
    no zone.
    """
    write: dict[type, Callable[[Any], str]] = {
        str: _text,
        Decimal: _number,
        bool: _truth,
        date: _dated(styles.day),
        datetime: _dated(styles.time),
    }
    letters: list[str] = []
    for number, row in enumerate(rows, first):
        if len(row) != len(letters):
            letters = list(islice(map(get_column_letter, count(1)), len(row)))
        cells = [
            f'<c r="{letter}{number}"{write[type(value)](value)}'
            for letter, value in zip(letters, row, strict=True)
            if value is not None
        ]
        yield f'<row r="{number}">{"".join(cells)}</row>'


def _text(value: str) -> str:
    text = (value if value.isprintable() else _FORBIDDEN.sub("", value))[:_LONGEST_TEXT]
    if not text:
        return "/>"
    space = "" if text == text.strip() else ' xml:space="preserve"'
    return f' t="inlineStr"><is><t{space}>{escape(text)}</t></is></c>'


def _number(value: Decimal) -> str:
    return f"><v>{value:f}</v></c>"


def _truth(value: bool) -> str:
    return f' t="b"><v>{value:d}</v></c>'


def _dated(style: int) -> Callable[[date], str]:
    @lru_cache(maxsize=4096)
    def dated(value: date) -> str:
        if value.year < _FIRST_YEAR:
            return _text(value.isoformat())
        serial: float = to_excel(value)  # type: ignore[no-untyped-call]
        return f' s="{style}"><v>{serial}</v></c>'

    return dated

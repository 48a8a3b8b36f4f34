"""The grid as CSV: RFC 4180, UTF-8 with a byte order mark so that Excel reads the accents."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from cpe_tracker.pipeline.grid_table import TypedValue

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence[TypedValue]]) -> None:
    """Write header and rows. Text that a spreadsheet would run is preceded by an apostrophe.

    The guard is OWASP's for CSV injection.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([_as_text(column) for column in columns])
        writer.writerows([_as_text(value) for value in row] for row in rows)


def _as_text(value: TypedValue) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str):
        return f"{value:f}"
    return f"'{value}" if value.startswith(_FORMULA_STARTS) else value

"""The grid as a workbook, written row by row: a sheet of rows and a sheet of files."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import cast

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from cpe_tracker.pipeline.grid_table import TypedValue
from cpe_tracker.ports.results import FileLine

_ROWS_MEASURED = 200
_NARROWEST, _WIDEST = 10, 60
_FIRST_YEAR = 1900
"""Excel's calendar begins with it."""
_FILE_COLUMNS = ("File", "Status", "Reason", "Registered (UTC)")


def write_xlsx(
    path: Path,
    title: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[TypedValue]],
    files: Sequence[FileLine],
) -> None:
    """Write the workbook. Numbers and dates are typed; text is never a formula.

    Memory does not grow with the rows.
    """
    workbook = Workbook(write_only=True)
    _write_table(_new_sheet(workbook, _sheet_title(title)), columns, rows)
    _write_table(_new_sheet(workbook, "Files"), _FILE_COLUMNS, _file_rows(files))
    workbook.save(path)


def _new_sheet(workbook: Workbook, title: str) -> Worksheet:
    # The stubs lack the attributes that a write-only sheet shares with a worksheet.
    return cast(Worksheet, workbook.create_sheet(title))


def _file_rows(files: Sequence[FileLine]) -> Iterator[list[TypedValue]]:
    for file in files:
        # A workbook's times carry no zone; the column's name says which is meant.
        yield [
            file.path,
            file.status.replace("_", " "),
            file.reason,
            file.registered_at.replace(tzinfo=None, microsecond=0),
        ]


def _write_table(
    sheet: Worksheet, columns: Sequence[str], rows: Iterable[Sequence[TypedValue]]
) -> None:
    remaining = iter(rows)
    first = list(islice(remaining, _ROWS_MEASURED))
    for index, column in enumerate(columns):
        letter = get_column_letter(index + 1)
        sheet.column_dimensions[letter].width = _width([column, *(row[index] for row in first)])
    sheet.freeze_panes = "B2"
    sheet.append([_heading(sheet, column) for column in columns])
    written = 1
    for row in chain(first, remaining):
        sheet.append(
            [_cell(sheet, value) if isinstance(value, (str, date)) else value for value in row]
        )
        written += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{written}"


def _cell(sheet: Worksheet, value: str | date) -> object:
    if isinstance(value, date):
        return value if value.year >= _FIRST_YEAR else value.isoformat()
    # openpyxl takes `=…` for a formula and `#N/A` for an error.
    if value.isprintable() and not value.startswith(("=", "#")):
        return value
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"
    return cell


def _heading(sheet: Worksheet, text: str) -> object:
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text))
    cell.data_type = "s"
    cell.font = Font(bold=True)
    return cell


def _width(values: Sequence[TypedValue]) -> int:
    longest = max(len(str(value)) for value in values if value is not None)
    return min(max(longest + 2, _NARROWEST), _WIDEST)


def _sheet_title(name: str) -> str:
    """Excel takes 31 characters, none of `[]:*?/\\`."""
    title = "".join("-" if character in "[]:*?/\\" else character for character in name)
    title = title.strip("' ")[:31].rstrip("' ")
    return title if title and title.lower() not in ("files", "history") else "Sheet"

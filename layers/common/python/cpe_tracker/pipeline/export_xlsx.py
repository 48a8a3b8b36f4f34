"""The grid as a workbook: a sheet of rows and a sheet of files.

openpyxl makes the workbook with its headings; the rows are streamed into its sheets.
"""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from cpe_tracker.pipeline.grid_table import TypedValue
from cpe_tracker.pipeline.sheet_rows import DateStyles, sheet_rows
from cpe_tracker.ports.results import FileLine

_ROWS_MEASURED = 200
_NARROWEST, _WIDEST = 10, 60
_FILE_COLUMNS = ("File", "Status", "Reason", "Registered (UTC)")
_END_OF_ROWS = b"</sheetData>"


@dataclass(frozen=True, slots=True)
class _Table:
    """What a sheet holds."""

    title: str
    columns: Sequence[str]
    rows: Iterable[Sequence[TypedValue]]


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
    tables = [
        _Table(_sheet_title(title), columns, rows),
        _Table("Files", _FILE_COLUMNS, _file_rows(files)),
    ]
    workbook = Workbook(write_only=True)
    with TemporaryDirectory() as folder:
        rows_of: dict[str, Path] = {}
        for number, table in enumerate(tables, 1):
            # The stubs lack the attributes that a write-only sheet shares with a worksheet.
            sheet = cast(Worksheet, workbook.create_sheet(table.title))
            written = Path(folder) / str(number)
            _write_table(sheet, table, written)
            rows_of[f"xl/worksheets/sheet{number}.xml"] = written
        _save(workbook, rows_of, path)


def _file_rows(files: Sequence[FileLine]) -> Iterator[list[TypedValue]]:
    for file in files:
        # A workbook's times carry no zone; the column's name says which is meant.
        yield [
            file.path,
            file.status.replace("_", " "),
            file.reason,
            file.registered_at.replace(tzinfo=None, microsecond=0),
        ]


def _write_table(sheet: Worksheet, table: _Table, path: Path) -> None:
    """The sheet with its headings only; its rows' XML goes to `path`."""
    remaining = iter(table.rows)
    first = list(islice(remaining, _ROWS_MEASURED))
    for index, column in enumerate(table.columns):
        letter = get_column_letter(index + 1)
        sheet.column_dimensions[letter].width = _width([column, *(row[index] for row in first)])
    sheet.freeze_panes = "B2"
    sheet.append([_heading(sheet, column) for column in table.columns])
    last = 1
    with path.open("w", encoding="utf-8", newline="") as file:
        for row in sheet_rows(chain(first, remaining), last + 1, _date_styles(sheet)):
            file.write(row)
            last += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{last}"


def _date_styles(sheet: Worksheet) -> DateStyles:
    """Those that openpyxl gives to a day and to a time."""
    cell = WriteOnlyCell(sheet)
    cell.value = date.max
    day = cell.style_id
    cell.value = datetime.combine(date.max, time.min)
    return DateStyles(day, cell.style_id)


def _save(workbook: Workbook, rows_of: dict[str, Path], path: Path) -> None:
    """Save the workbook with these rows after the headings of its sheets."""
    frame = BytesIO()
    workbook.save(frame)
    with ZipFile(frame) as made, ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name in made.namelist():
            content = made.read(name)
            with archive.open(name, "w") as member:
                if name in rows_of:
                    head, end, tail = content.partition(_END_OF_ROWS)
                    member.write(head)
                    with rows_of[name].open("rb") as rows:
                        shutil.copyfileobj(rows, member)
                    content = end + tail
                member.write(content)


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

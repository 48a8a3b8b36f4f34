"""A workbook with typed cells in which no text can run."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from cpe_tracker.pipeline.export_xlsx import write_xlsx
from cpe_tracker.pipeline.grid_table import TypedValue
from cpe_tracker.ports.results import FileLine

LONGEST_CELL = 32_767


def written(
    folder: Path,
    rows: Sequence[Sequence[TypedValue]],
    columns: Sequence[str] = ("A", "B"),
    title: str = "CPE Tracker - California",
    files: Sequence[FileLine] = (),
) -> Workbook:
    path = folder / "grid.xlsx"
    write_xlsx(path, title, columns, rows, files)
    return load_workbook(path)


def grid(workbook: Workbook) -> Worksheet:
    sheet = workbook.worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def only_cell(folder: Path, value: TypedValue) -> Cell:
    cell = grid(written(folder, [[value]], ["A"])).cell(2, 1)
    assert isinstance(cell, Cell)
    return cell


def test_numbers_and_dates_are_typed(tmp_path: Path) -> None:
    row: list[TypedValue] = [Decimal("1.5"), date(2026, 1, 31), True, None]
    sheet = grid(written(tmp_path, [row], list("ABCD")))
    number, day, yes, nothing = next(sheet.iter_rows(min_row=2))
    assert (number.value, number.data_type) == (1.5, "n")
    assert (day.value, day.number_format) == (datetime(2026, 1, 31), "yyyy-mm-dd")  # noqa: DTZ001
    assert (yes.value, yes.data_type) == (True, "b")
    assert nothing.value is None


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_text_is_never_a_formula(tmp_path: Path, start: str) -> None:
    cell = only_cell(tmp_path, f"{start}HYPERLINK(1)")
    assert cell.data_type == "s"
    assert str(cell.value).replace("\n", "\r").endswith("HYPERLINK(1)")


def test_a_heading_is_never_a_formula(tmp_path: Path) -> None:
    cell = grid(written(tmp_path, [], ["=1+1"])).cell(1, 1)
    assert (cell.value, cell.data_type) == ("=1+1", "s")


@pytest.mark.parametrize("text", ["=", "#N/A", "#REF!", "#DIV/0!", "1.5", "true", "2026-01-31"])
def test_text_that_looks_like_something_else_stays_text(tmp_path: Path, text: str) -> None:
    cell = only_cell(tmp_path, text)
    assert (cell.value, cell.data_type) == (text, "s")


def test_a_day_before_excels_calendar_is_text(tmp_path: Path) -> None:
    """Its serial number would be negative, which Excel shows as ####."""
    assert only_cell(tmp_path, date(1899, 12, 31)).value == "1899-12-31"


def test_characters_that_xml_forbids_are_left_out(tmp_path: Path) -> None:
    assert only_cell(tmp_path, "a\x00b\x0bc\x1bd\ufffee\uffff").value == "abcde"


@pytest.mark.parametrize("text", ["<b>Tax & Audit</b>", "]]>", "&amp;", "</sheetData>", "a\nb"])
def test_text_that_looks_like_markup_stays_text(tmp_path: Path, text: str) -> None:
    assert only_cell(tmp_path, text).value == text
    assert grid(written(tmp_path, [["x"]], [text])).cell(1, 1).value == text


@pytest.mark.parametrize("text", ["  Ethics", "Ethics ", " ", "\tEthics"])
def test_space_around_text_is_kept(tmp_path: Path, text: str) -> None:
    assert only_cell(tmp_path, text).value == text


@pytest.mark.parametrize(
    "day", [date(1900, 1, 1), date(1900, 2, 28), date(1900, 3, 1), date(9999, 12, 31)]
)
def test_days_are_those_of_excels_calendar(tmp_path: Path, day: date) -> None:
    """Excel counts a 29th of February 1900."""
    assert only_cell(tmp_path, day).value == datetime(day.year, day.month, day.day)  # noqa: DTZ001


@pytest.mark.parametrize("text", ["0.10", "-3", "123456789012345.5", "0"])
def test_a_number_has_the_digits_it_was_read_with(tmp_path: Path, text: str) -> None:
    cell = only_cell(tmp_path, Decimal(text))
    assert (cell.data_type, cell.value) == ("n", float(text))


def test_accents_and_pictographs_survive(tmp_path: Path) -> None:
    assert only_cell(tmp_path, "Übung 🎓 東京").value == "Übung 🎓 東京"


@pytest.mark.parametrize("start", ["x", "=", "\u00a0"])
def test_very_long_text_is_cut_where_excel_would_refuse_the_file(
    tmp_path: Path, start: str
) -> None:
    value = only_cell(tmp_path, start + "x" * 50_000).value
    assert isinstance(value, str)
    assert len(value) == LONGEST_CELL


def test_the_header_stays_in_sight_and_filters_all_rows(tmp_path: Path) -> None:
    sheet = grid(written(tmp_path, [["1", "2"]] * 3))
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:B4"
    assert sheet.cell(1, 1).font.bold


def test_an_empty_grid_is_a_workbook_too(tmp_path: Path) -> None:
    sheet = grid(written(tmp_path, []))
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [["A", "B"]]
    assert sheet.auto_filter.ref == "A1:B1"


def test_columns_are_as_wide_as_their_text_within_bounds(tmp_path: Path) -> None:
    row = ["x" * 30, "x" * 500, "x"]
    sheet = grid(written(tmp_path, [row], list("ABC")))
    assert [sheet.column_dimensions[letter].width for letter in "ABC"] == [32, 60, 10]


def test_rows_are_taken_one_by_one(tmp_path: Path) -> None:
    taken = 0

    def rows() -> Iterator[list[TypedValue]]:
        nonlocal taken
        for taken in range(1, 1001):
            yield [str(taken)]

    path = tmp_path / "grid.xlsx"
    write_xlsx(path, "Grid", ["A"], rows(), [])
    sheet = grid(load_workbook(path))
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [
        str(number) for number in range(1, 1001)
    ]


def test_the_second_sheet_lists_every_file_with_its_status_and_reason(tmp_path: Path) -> None:
    when = datetime(2026, 1, 31, 13, 5, 7, 999, tzinfo=UTC)
    files = [
        FileLine("a.pdf", "completed", "", when),
        FileLine("=b.pdf", "awaiting_upload", "The file never arrived.", when),
    ]
    workbook = written(tmp_path, [], files=files)
    sheet = workbook["Files"]
    assert workbook.sheetnames == ["CPE Tracker - California", "Files"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["File", "Status", "Reason", "Registered (UTC)"],
        ["a.pdf", "completed", None, datetime(2026, 1, 31, 13, 5, 7)],  # noqa: DTZ001
        [
            "=b.pdf",
            "awaiting upload",
            "The file never arrived.",
            datetime(2026, 1, 31, 13, 5, 7),  # noqa: DTZ001
        ],
    ]
    assert sheet.cell(3, 1).data_type == "s"


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("CPE 2025/26 [done]: yes?", "CPE 2025-26 -done-- yes-"),
        ("x" * 50, "x" * 31),
        ("'quoted'", "quoted"),
        ("Files", "Sheet"),
        ("history", "Sheet"),
        ("''", "Sheet"),
        ("x" * 30 + "'y", "x" * 30),
    ],
)
def test_the_first_sheet_is_named_after_the_users_as_excel_allows(
    tmp_path: Path, name: str, title: str
) -> None:
    assert written(tmp_path, [], title=name).sheetnames == [title, "Files"]

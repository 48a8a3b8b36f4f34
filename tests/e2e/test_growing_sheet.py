"""A sheet grows run by run: one grid, two file formats, every row traceable to its file."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import httpx
import openpyxl
import pytest

from local_stack.state import StackState
from tests.e2e.caller import Caller, Sheet, paths_of

SOURCE_COLUMN = "Source File Path(s)"
NAME = "Two afternoons of certificates"
COLUMNS = [
    "Participant Name",
    "Course Title",
    "Provider",
    "Completion Date",
    "CPE Credits",
    "Field of Study",
    "Technical or Non-Technical",
    "Method of Study",
    "NASBA Sponsor ID",
    "Regulatory Review Approval Number",
]


@dataclass(frozen=True)
class Grown:
    """A sheet that was started twice, and its results after each of the runs."""

    caller: Caller
    sheet: Sheet
    runs: tuple[str, str]
    paths: tuple[list[str], list[str]]
    after_first: list[Any]
    after_second: list[Any]


@pytest.fixture(scope="module")
def grown(stack: StackState, sample_files: list[tuple[str, bytes]]) -> Iterator[Grown]:
    first = {f"2025/spring/{name}": content for name, content in sample_files[:3]}
    second = {f"2025/fall/{name}": content for name, content in sample_files[3:7]}
    caller = Caller(stack)
    with caller.http:
        sheet = caller.create_sheet(NAME)
        first_run = caller.read(sheet, first)["active_run_id"]
        after_first = caller.results(sheet)
        second_run = caller.read(sheet, second)["active_run_id"]
        yield Grown(
            caller,
            sheet,
            (first_run, second_run),
            (list(first), list(second)),
            after_first,
            caller.results(sheet),
        )


def test_the_first_run_gives_a_result_for_each_file_in_order(grown: Grown) -> None:
    assert paths_of(grown.after_first) == grown.paths[0]
    assert all(result["extracted_data"]["results"] for result in grown.after_first)


def test_the_second_run_appends_and_leaves_the_first_rows_as_they_were(grown: Grown) -> None:
    assert grown.after_second[:3] == grown.after_first
    assert paths_of(grown.after_second) == grown.paths[0] + grown.paths[1]
    assert [result["run_id"] for result in grown.after_second] == (
        [grown.runs[0]] * 3 + [grown.runs[1]] * 4
    )


def test_each_run_counts_its_own_tasks_and_appends_to_the_one_before(grown: Grown) -> None:
    runs = grown.caller.get(f"/api/jobs/{grown.sheet.job_id}/runs")["runs"]
    assert [(run["status"], run["tasks_total"], run["tasks_completed"]) for run in runs] == [
        ("completed", 3, 3),
        ("completed", 4, 4),
        ("pending", 0, 0),
    ]
    assert [run["append_from_run_id"] for run in runs] == [None, *grown.runs]


def test_the_csv_holds_every_row_with_its_source_path(grown: Grown) -> None:
    table = list(csv.reader(io.StringIO(_download(grown, "csv").decode("utf-8-sig"), newline="")))
    assert table[0] == [SOURCE_COLUMN, *COLUMNS]
    assert table[1:] == [
        [path, *(value or "" for value in row)] for path, row in _expected_rows(grown)
    ]


def test_the_workbook_holds_every_row_with_numbers_and_dates_as_such(grown: Grown) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(_download(grown, "xlsx")))
    rows = list(workbook.worksheets[0].iter_rows(values_only=True))
    assert rows[0] == (SOURCE_COLUMN, *COLUMNS)
    credits_at, date_at = rows[0].index("CPE Credits"), rows[0].index("Completion Date")
    expected = _expected_rows(grown)
    assert [row[0] for row in rows[1:]] == [path for path, _ in expected]
    assert [row[credits_at] for row in rows[1:]] == [
        None if values[credits_at - 1] is None else float(values[credits_at - 1] or "")
        for _, values in expected
    ]
    assert [_as_date(row[date_at]) for row in rows[1:]] == [
        None if values[date_at - 1] is None else date.fromisoformat(values[date_at - 1] or "")
        for _, values in expected
    ]


def test_the_workbook_lists_every_file_and_what_became_of_it(grown: Grown) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(_download(grown, "xlsx")))
    listed = list(workbook["Files"].iter_rows(min_row=2, max_col=2, values_only=True))
    assert listed == [(path, "completed") for path in grown.paths[0] + grown.paths[1]]


def test_the_files_carry_the_sheets_name_and_the_date(grown: Grown) -> None:
    filename = grown.caller.export(grown.sheet, "xlsx")["filename"]
    assert filename == f"{NAME} {datetime.now(UTC).date().isoformat()}.xlsx"


def test_asking_again_without_new_results_answers_the_same_object(grown: Grown) -> None:
    once, again = (grown.caller.export(grown.sheet, "csv")["url"] for _ in range(2))
    assert httpx.URL(once).path == httpx.URL(again).path


def test_offset_and_cursor_walk_the_same_grid(grown: Grown) -> None:
    path = f"/api/jobs/{grown.sheet.job_id}/results"
    third_page = grown.caller.get(path, limit=3, offset=3)
    assert third_page["results"] == grown.after_second[3:6]
    following = grown.caller.get(path, limit=3, cursor=third_page["next_cursor"])
    assert following["results"] == grown.after_second[6:]


def _download(grown: Grown, file_format: str) -> bytes:
    return httpx.get(grown.caller.export(grown.sheet, file_format)["url"]).content


def _expected_rows(grown: Grown) -> list[tuple[str, list[str | None]]]:
    return [
        (", ".join(result["source_files"]), row)
        for result in grown.after_second
        for row in result["extracted_data"]["results"]
    ]


def _as_date(value: Any) -> date | None:
    return value.date() if isinstance(value, datetime) else value

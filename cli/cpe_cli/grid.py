"""The sheet's rows as one table: the source paths first, then the unified columns."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from cpe_cli.api import Api
from cpe_cli.output import WideTable
from cpe_cli.shapes import TaskResult

SOURCE_COLUMN = "Source File Path(s)"
RESULTS_A_PAGE = 500


@dataclass(frozen=True, slots=True)
class Grid:
    """The first `rows` of a sheet. `columns[0]` is SOURCE_COLUMN. `row_count` counts all rows
    of the sheet, or is None where they were not all fetched."""

    columns: list[str]
    rows: list[list[str | None]]
    row_count: int | None

    def drawn(self) -> WideTable:
        return WideTable(self.columns, self.rows)


async def fetch_grid(
    api: Api, job_id: str, *, run_id: str | None = None, limit: int | None, count: bool = False
) -> Grid:
    """The first `limit` rows, or all of them for None; with `count`, all are counted."""
    columns: list[str] = []
    rows: list[list[str | None]] = []
    row_count = 0
    async for known_columns, result in _results(api, job_id, run_id, limit):
        columns = known_columns
        result_rows = _rows(columns, result)
        row_count += len(result_rows)
        wanted = result_rows if limit is None else result_rows[: max(0, limit - len(rows))]
        rows += wanted
        if not count and limit is not None and row_count > limit:
            return Grid([SOURCE_COLUMN, *columns], _as_wide(rows, columns), None)
    return Grid([SOURCE_COLUMN, *columns], _as_wide(rows, columns), row_count)


async def _results(
    api: Api, job_id: str, run_id: str | None, limit: int | None
) -> AsyncIterator[tuple[list[str], TaskResult]]:
    cursor: str | None = None
    size = RESULTS_A_PAGE if limit is None else min(limit + 1, RESULTS_A_PAGE)
    while True:
        page = await api.results(job_id, run_id, size, cursor)
        for result in page["results"]:
            yield page["columns"], result
        cursor = page["next_cursor"]
        if not cursor:
            return
        size = RESULTS_A_PAGE


def _rows(columns: list[str], result: TaskResult) -> list[list[str | None]]:
    paths = ", ".join(result["source_files"])
    own = result["extracted_data"]["columns"]
    rows: list[list[str | None]] = []
    for values in result["extracted_data"]["results"]:
        by_column = dict(zip(own, values, strict=True))
        rows.append([paths, *(by_column.get(column) for column in columns)])
    return rows


def _as_wide(rows: list[list[str | None]], columns: list[str]) -> list[list[str | None]]:
    """Columns may have been added while the pages were fetched."""
    return [row + [None] * (1 + len(columns) - len(row)) for row in rows]

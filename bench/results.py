"""A grid of 100,000 rows: its deepest page against its first, its exports against bare loops.

The bare loop has its rows in memory, typed; the exports read theirs from Postgres.
Run: python -m bench.results
"""

import multiprocessing
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from uuid import UUID

from openpyxl import Workbook

from bench.database.large_sheet import RESULTS_A_RUN, RUNS, USER, make_large_sheet
from bench.database.prepared import prepared_database
from bench.table import Row, table
from cpe_tracker.adapters.postgres.database import Database, engine_for
from cpe_tracker.adapters.postgres.results import PostgresResults
from cpe_tracker.pipeline.export_csv import write_csv
from cpe_tracker.pipeline.export_xlsx import write_xlsx
from cpe_tracker.pipeline.grid_table import SOURCE_COLUMN, TypedValue, grid_rows
from cpe_tracker.pipeline.read_results import read_results
from cpe_tracker.schemas.results import ResultsQuery

TOTAL = RUNS * RESULTS_A_RUN
PAGE = 100
ROUNDS = 25
MEMORY_ALLOWED = 300.0
Measured = tuple[float, float]
"""Processor seconds, and the process's largest resident memory in MB."""


def main() -> None:
    with prepared_database() as database:
        sheet = make_large_sheet(database)
        rows = page_rows(database, sheet.job_id)
        url = database.engine.url.render_as_string(hide_password=False)
        rows += export_rows(url, sheet.job_id)
    print(table(rows))


def page_rows(database: Database, job_id: UUID) -> list[Row]:
    """Medians of interleaved rounds, so that a busy moment of the machine falls on all."""
    store = PostgresResults(database)

    def page(query: ResultsQuery) -> Callable[[], str | None]:
        return lambda: read_results(USER, job_id, query, store=store).next_cursor

    deepest = TOTAL - 2 * PAGE
    cursor = page(ResultsQuery(limit=PAGE, offset=deepest - PAGE))()
    asked = {
        "first page": page(ResultsQuery(limit=PAGE)),
        "cursor": page(ResultsQuery(limit=PAGE, cursor=cursor)),
        "offset": page(ResultsQuery(limit=PAGE, offset=deepest)),
    }
    took: dict[str, list[float]] = {name: [] for name in asked}
    for _ in range(ROUNDS):
        for name, ask in asked.items():
            began = time.perf_counter()
            ask()
            took[name].append((time.perf_counter() - began) * 1000)
    median = {name: statistics.median(rounds) for name, rounds in took.items()}
    return [
        Row(f"page at {deepest:,} by {how}", median[how], "ms", "first page", first, "<= 1.5")
        for how, first in (("cursor", median["first page"]), ("offset", median["first page"]))
    ]


def export_rows(database_url: str, job_id: UUID) -> list[Row]:
    """Each writing in a process of its own, by the processor's time it takes there."""
    took = {
        how: _in_a_process_of_its_own(how, database_url, job_id) for how in ("bare", "xlsx", "csv")
    }
    seconds = {how: measured[0] for how, measured in took.items()}
    memory = {how: measured[1] for how, measured in took.items()}
    bare = "bare openpyxl write-only loop"
    return [
        Row(f"xlsx of {TOTAL:,} rows", seconds["xlsx"], "cpu s", bare, seconds["bare"], "<= 1.3"),
        Row(f"csv of {TOTAL:,} rows", seconds["csv"], "cpu s", bare, seconds["bare"], ""),
        Row("xlsx, peak memory", memory["xlsx"], "MB", "allowed", MEMORY_ALLOWED, "< 1"),
        Row("csv, peak memory", memory["csv"], "MB", "allowed", MEMORY_ALLOWED, "< 1"),
    ]


def _in_a_process_of_its_own(how: str, database_url: str, job_id: UUID) -> Measured:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(write, (how, database_url, job_id))


def write(how: str, database_url: str, job_id: UUID) -> Measured:
    """Writes the grid as `xlsx`, as `csv`, or with a `bare` openpyxl loop."""
    store = PostgresResults(Database(engine_for(database_url)))
    chain = store.chain(USER, job_id, None)
    columns = [SOURCE_COLUMN, *(field.name for field in chain.fields)]
    rows: Iterable[list[TypedValue]] = grid_rows(chain, chain.fields, None, store)
    if how == "bare":
        rows = list(rows)
    began = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export"
        if how == "csv":
            write_csv(path, columns, rows)
        elif how == "xlsx":
            write_xlsx(path, chain.job_name, columns, rows, store.file_lines(chain.runs))
        else:
            bare_loop(path, columns, rows)
    seconds = time.process_time() - began
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def bare_loop(path: Path, columns: list[str], rows: Iterable[list[TypedValue]]) -> None:
    """What nobody who writes with openpyxl can do without."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    sheet.append(columns)
    for row in rows:
        sheet.append(row)
    workbook.save(path)


if __name__ == "__main__":
    main()

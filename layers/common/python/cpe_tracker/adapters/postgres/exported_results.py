"""Reading a whole grid for an export.

Postgres answers a page as one JSON text: taking 100,000 results apart row by row in the driver
would cost more than writing the workbook.
"""

import itertools
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from cpe_tracker.adapters.postgres.database import Database
from cpe_tracker.ports.results import ChainRun, FileLine, ResultTable

_RESULTS_A_PAGE = 1000

_TABLES = """
    SELECT json_agg(
        json_build_array(page.task_id, files.paths, page.extracted_data -> 'columns',
                         page.extracted_data -> 'results')
        ORDER BY page.result_set_index, page.position
    ) AS tables, max(ARRAY[page.result_set_index, page.position]) AS last_place
    FROM (
        SELECT e.task_id, r.result_set_index, e.position, e.extracted_data
        FROM extraction_results e JOIN job_runs r ON r.id = e.run_id
        WHERE e.run_id = ANY (CAST(:run_ids AS uuid[]))
          AND (r.result_set_index, e.position) > (:after_index, :after_position)
          AND (CAST(:task_ids AS uuid[]) IS NULL
               OR e.task_id = ANY (CAST(:task_ids AS uuid[])))
        ORDER BY r.result_set_index, e.position
        LIMIT :limit
    ) page
    CROSS JOIN LATERAL (
        SELECT json_agg(f.original_path ORDER BY tf.position) AS paths
        FROM task_files tf JOIN source_files f ON f.id = tf.source_file_id
        WHERE tf.task_id = page.task_id
    ) files
"""

_FILE_LINES = """
    SELECT json_agg(
        json_build_array(f.original_path, coalesce(t.status, f.status),
                         coalesce(f.reason_detail, t.error_detail, ''), f.created_at)
        ORDER BY f.position
    ) AS lines
    FROM source_files f
    JOIN job_runs r ON r.id = f.run_id
    LEFT JOIN task_files tf ON tf.source_file_id = f.id
    LEFT JOIN extraction_tasks t ON t.id = tf.task_id
    WHERE f.run_id = ANY (CAST(:run_ids AS uuid[]))
    GROUP BY r.result_set_index ORDER BY r.result_set_index
"""


def result_tables(
    database: Database, runs: Sequence[ChainRun], of_tasks: Collection[UUID] | None
) -> Iterator[ResultTable]:
    """Implements ports.results.ResultStore.tables."""
    waiting = [run for run in runs if run.completed > 0]
    for batch in _batches(waiting) if of_tasks is None else [waiting]:
        yield from _tables_of(database, batch, of_tasks)


def _batches(runs: Sequence[ChainRun]) -> Iterator[list[ChainRun]]:
    """Neighbouring runs that hold a page together, so that small runs share a statement."""
    batch: list[ChainRun] = []
    for run in runs:
        batch.append(run)
        if sum(one.completed for one in batch) >= _RESULTS_A_PAGE:
            yield batch
            batch = []
    if batch:
        yield batch


def _tables_of(
    database: Database, runs: Sequence[ChainRun], of_tasks: Collection[UUID] | None
) -> Iterator[ResultTable]:
    parameters = {
        "run_ids": [run.run_id for run in runs],
        "task_ids": None if of_tasks is None else list(of_tasks),
        "limit": _RESULTS_A_PAGE,
    }
    place = [-1, -1]
    while True:
        after = {"after_index": place[0], "after_position": place[1]}
        (page,) = database.rows(_TABLES, parameters | after)
        tables = page.tables or []
        yield from itertools.starmap(ResultTable, tables)
        if len(tables) < _RESULTS_A_PAGE:
            return
        place = page.last_place


def file_lines(database: Database, runs: Sequence[ChainRun]) -> list[FileLine]:
    """Implements ports.results.ResultStore.file_lines."""
    by_run = database.rows(_FILE_LINES, {"run_ids": [run.run_id for run in runs]})
    return [
        FileLine(path, status, reason, datetime.fromisoformat(registered_at))
        for row in by_run
        for path, status, reason, registered_at in row.lines
    ]

"""Reading the grid of an append chain from Postgres.

Which runs a page needs follows from the runs' counters, so a page costs the same wherever in
the grid it lies.
"""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from cpe_tracker.adapters.postgres.database import Database
from cpe_tracker.adapters.postgres.exported_results import file_lines, result_tables
from cpe_tracker.errors import NotFoundError
from cpe_tracker.ports.results import (
    Chain,
    ChainRun,
    FileLine,
    GridPosition,
    PlacedResult,
    ResultTable,
)
from cpe_tracker.schemas.results import (
    CellDetail,
    ExtractedData,
    GridField,
    ResultCell,
    TaskResult,
)

_CHAIN = """
    WITH RECURSIVE asked AS (
        SELECT r.*, j.user_id, j.name FROM extraction_jobs j JOIN job_runs r ON r.job_id = j.id
        WHERE j.id = :job_id AND j.user_id = :user_id AND j.deleted_at IS NULL
          AND (r.id = CAST(:run_id AS uuid) OR CAST(:run_id AS uuid) IS NULL)
        ORDER BY r.result_set_index DESC LIMIT 1
    ), chain AS (
        SELECT id, append_from_run_id FROM asked
        UNION ALL
        SELECT r.id, r.append_from_run_id
        FROM chain c JOIN job_runs r ON r.id = c.append_from_run_id
    )
    SELECT a.id AS asked_run_id, a.user_id, a.name AS job_name, r.id AS run_id,
           r.result_set_index, r.status, r.tasks_completed, r.tasks_failed, files.total AS files
    FROM asked a CROSS JOIN chain c JOIN job_runs r ON r.id = c.id
    CROSS JOIN LATERAL (SELECT count(*) AS total FROM source_files WHERE run_id = r.id) files
    ORDER BY r.result_set_index
"""

_FIELDS = """
    SELECT f.name, f.data_type_id FROM run_fields f JOIN job_runs r ON r.id = f.run_id
    WHERE f.run_id = ANY (CAST(:run_ids AS uuid[])) ORDER BY r.result_set_index, f.position
"""

_RESULTS = """
    SELECT page.*, files.paths, files.ids
    FROM (
        SELECT e.task_id, e.run_id, r.result_set_index, e.position, e.extracted_data,
               e.is_certificate, e.warnings, {cells} AS cells, {confidences} AS confidences
        FROM extraction_results e JOIN job_runs r ON r.id = e.run_id
        WHERE e.run_id = ANY (CAST(:run_ids AS uuid[]))
          AND (e.run_id <> :after_run_id OR e.position > :after_position)
        ORDER BY r.result_set_index, e.position
        LIMIT :limit OFFSET :offset
    ) page
    CROSS JOIN LATERAL (
        SELECT array_agg(f.original_path ORDER BY tf.position) AS paths,
               array_agg(f.id ORDER BY tf.position) AS ids
        FROM task_files tf JOIN source_files f ON f.id = tf.source_file_id
        WHERE tf.task_id = page.task_id
    ) files
    ORDER BY page.result_set_index, page.position
"""
_CONFIDENCES = """(
            SELECT coalesce(jsonb_agg(sure.of_row ORDER BY sure.place), '[]')
            FROM (
                SELECT jsonb_path_query_array(line.cells, '$[*].confidence') AS of_row, line.place
                FROM jsonb_array_elements(e.cells) WITH ORDINALITY AS line (cells, place)
            ) sure
        )"""
_RESULTS_WITH = {
    CellDetail.NONE: _RESULTS.format(cells="NULL", confidences="NULL"),
    CellDetail.ALL: _RESULTS.format(cells="e.cells", confidences="NULL"),
    CellDetail.CONFIDENCE: _RESULTS.format(cells="NULL", confidences=_CONFIDENCES),
}

_FILE_RESULTS = """
    SELECT e.task_id, e.run_id, r.result_set_index, e.position, e.extracted_data,
           e.is_certificate, e.warnings, e.cells, NULL AS confidences, files.paths, files.ids
    FROM source_files f
    JOIN job_runs r ON r.id = f.run_id
    JOIN extraction_jobs j ON j.id = r.job_id
    LEFT JOIN task_files tf ON tf.source_file_id = f.id
    LEFT JOIN extraction_results e ON e.task_id = tf.task_id
    CROSS JOIN LATERAL (
        SELECT array_agg(same.original_path ORDER BY other.position) AS paths,
               array_agg(same.id ORDER BY other.position) AS ids
        FROM task_files other JOIN source_files same ON same.id = other.source_file_id
        WHERE other.task_id = e.task_id
    ) files
    WHERE f.id = :file_id AND j.id = :job_id AND j.user_id = :user_id AND j.deleted_at IS NULL
    ORDER BY e.position
"""

_NO_RUN = UUID(int=0)


class PostgresResults:
    """Implements ports.results.ResultStore."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def chain(self, user_id: str, job_id: UUID, run_id: UUID | None) -> Chain:
        parameters = {"user_id": user_id, "job_id": job_id, "run_id": run_id}
        with self._database.transaction() as transaction:
            rows = transaction.rows(_CHAIN, parameters)
            if not rows:
                raise NotFoundError
            with_results = [row.run_id for row in rows if row.tasks_completed > 0]
            fields = transaction.rows(_FIELDS, {"run_ids": with_results})
        data_types = {row.name: row.data_type_id for row in fields}
        return Chain(
            run_id=rows[0].asked_run_id,
            job_id=job_id,
            user_id=rows[0].user_id,
            job_name=rows[0].job_name,
            runs=tuple(
                ChainRun(
                    row.run_id,
                    row.result_set_index,
                    row.status,
                    row.tasks_completed,
                    row.tasks_failed,
                )
                for row in rows
            ),
            fields=tuple(GridField(name=name, data_type=kind) for name, kind in data_types.items()),
            fingerprint=_fingerprint(rows),
        )

    def results(
        self,
        runs: Sequence[ChainRun],
        after: GridPosition | None,
        offset: int,
        limit: int,
        *,
        cells: CellDetail,
    ) -> list[PlacedResult]:
        needed, offset_in_first = _runs_of_page(runs, after, offset, limit)
        if not needed:
            return []
        rows = self._database.rows(
            _RESULTS_WITH[cells],
            {
                "run_ids": [run.run_id for run in needed],
                "after_run_id": after.run_id if after else _NO_RUN,
                "after_position": after.position if after else -1,
                "limit": limit,
                "offset": offset_in_first,
            },
        )
        return [_placed(row) for row in rows]

    def file_results(self, user_id: str, job_id: UUID, file_id: UUID) -> list[TaskResult]:
        parameters = {"user_id": user_id, "job_id": job_id, "file_id": file_id}
        rows = self._database.rows(_FILE_RESULTS, parameters)
        if not rows:
            raise NotFoundError
        return [_placed(row).result for row in rows if row.task_id is not None]

    def tables(
        self, runs: Sequence[ChainRun], of_tasks: Collection[UUID] | None
    ) -> Iterator[ResultTable]:
        return result_tables(self._database, runs, of_tasks)

    def file_lines(self, runs: Sequence[ChainRun]) -> list[FileLine]:
        return file_lines(self._database, runs)


def _fingerprint(rows: Sequence[Row[Any]]) -> str:
    state = repr(
        [(row.run_id, row.status, row.tasks_completed, row.tasks_failed, row.files) for row in rows]
    )
    return hashlib.sha256(state.encode()).hexdigest()[:32]


def _runs_of_page(
    runs: Sequence[ChainRun], after: GridPosition | None, offset: int, limit: int
) -> tuple[list[ChainRun], int]:
    """The runs that the page can touch, and how many results of the first of them to leave out."""
    waiting = [run for run in runs if run.completed > 0]
    if after is not None:
        start = next((run.result_set_index for run in waiting if run.run_id == after.run_id), 0)
        waiting = [run for run in waiting if run.result_set_index >= start]
        certain = -waiting[0].completed if waiting else 0
        offset = 0
    else:
        while waiting and offset >= waiting[0].completed:
            offset -= waiting[0].completed
            waiting = waiting[1:]
        certain = -offset
    needed: list[ChainRun] = []
    for run in waiting:
        if certain >= limit:
            break
        needed.append(run)
        certain += run.completed
    return needed, offset


def _placed(row: Row[Any]) -> PlacedResult:
    data = row.extracted_data
    result = TaskResult(
        task_id=row.task_id,
        run_id=row.run_id,
        result_set_index=row.result_set_index,
        source_files=row.paths,
        source_file_ids=row.ids,
        extracted_data=ExtractedData(columns=data["columns"], results=data["results"]),
        is_certificate=row.is_certificate,
        warnings=row.warnings,
        cells=None if row.cells is None else _cells(data["results"], row.cells),
        confidences=row.confidences,
    )
    return PlacedResult(result, GridPosition(row.run_id, row.position))


def _cells(values: list[list[str | None]], cells: list[list[Any]]) -> list[list[ResultCell]]:
    return [
        [ResultCell(value=value, **cell) for value, cell in zip(row, row_cells, strict=True)]
        for row, row_cells in zip(values, cells, strict=True)
    ]

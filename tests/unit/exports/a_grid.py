"""A grid in memory, as the exports read one."""

from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

from cpe_tracker.model.statuses import RunStatus
from cpe_tracker.ports.results import (
    Chain,
    ChainRun,
    FileLine,
    GridPosition,
    PlacedResult,
    ResultTable,
)
from cpe_tracker.schemas.results import CellDetail, GridField, TaskResult

RUN = UUID(int=1)


def chain(fields: dict[str, str]) -> Chain:
    """A chain of one run with these columns and data types."""
    return Chain(
        run_id=RUN,
        job_id=UUID(int=2),
        user_id="ada",
        job_name="CPE Tracker - California",
        runs=(ChainRun(RUN, 0, RunStatus.COMPLETED, 1, 0),),
        fields=tuple(GridField(name=name, data_type=kind) for name, kind in fields.items()),
        fingerprint="f",
    )


def result(
    task: int, columns: list[str], rows: list[list[str | None]], paths: Sequence[str] = ("a.pdf",)
) -> ResultTable:
    """What the task with this number read."""
    return ResultTable(str(UUID(int=task)), list(paths), columns, rows)


class StoredGrid:
    """Implements ports.results.ResultStore on a list, as far as exports use it."""

    def __init__(self, tables: list[ResultTable]) -> None:
        self._tables = tables

    def tables(
        self, runs: Sequence[ChainRun], of_tasks: Collection[UUID] | None
    ) -> Iterator[ResultTable]:
        assert runs
        for table in self._tables:
            if of_tasks is None or UUID(table.task_id) in of_tasks:
                yield table

    def results(
        self,
        runs: Sequence[ChainRun],
        after: GridPosition | None,
        offset: int,
        limit: int,
        *,
        cells: CellDetail,
    ) -> list[PlacedResult]:
        raise NotImplementedError

    def chain(self, user_id: str, job_id: UUID, run_id: UUID | None) -> Chain:
        raise NotImplementedError

    def file_results(self, user_id: str, job_id: UUID, file_id: UUID) -> list[TaskResult]:
        raise NotImplementedError

    def file_lines(self, runs: Sequence[ChainRun]) -> list[FileLine]:
        raise NotImplementedError

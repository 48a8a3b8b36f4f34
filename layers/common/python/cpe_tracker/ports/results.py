"""What reading the grid and exporting it need of the database."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from cpe_tracker.model.statuses import RunStatus
from cpe_tracker.schemas.results import CellDetail, GridField, TaskResult


@dataclass(frozen=True, slots=True)
class ChainRun:
    """A run of an append chain. `completed` counts its results."""

    run_id: UUID
    result_set_index: int
    status: RunStatus
    completed: int
    failed: int


@dataclass(frozen=True, slots=True)
class Chain:
    """The append chain of a run, oldest first, with the unified fields of the runs with results."""

    run_id: UUID
    job_id: UUID
    user_id: str
    job_name: str
    runs: tuple[ChainRun, ...]
    fields: tuple[GridField, ...]
    fingerprint: str
    """Changes whenever the grid or the state of a file of the chain does."""


@dataclass(frozen=True, slots=True)
class GridPosition:
    """A place in the grid: after this task of this run."""

    run_id: UUID
    position: int


@dataclass(frozen=True, slots=True)
class PlacedResult:
    """A result and its place."""

    result: TaskResult
    place: GridPosition


@dataclass(frozen=True, slots=True)
class ResultTable:
    """What one task gave the grid, and nothing else: what an export needs of a result.

    `rows` hold values in their normal form, one for each of `columns`.
    """

    task_id: str
    paths: list[str]
    columns: list[str]
    rows: list[list[str | None]]


@dataclass(frozen=True, slots=True)
class FileLine:
    """A line of the workbook's sheet of files."""

    path: str
    status: str
    reason: str
    registered_at: datetime


class ResultStore(Protocol):
    """Foreign and unknown ids are NotFoundError; all may raise TemporarilyUnavailableError."""

    def chain(self, user_id: str, job_id: UUID, run_id: UUID | None) -> Chain:
        """The append chain that ends at `run_id`, or at the newest run."""
        ...

    def results(
        self,
        runs: Sequence[ChainRun],
        after: GridPosition | None,
        offset: int,
        limit: int,
        *,
        cells: CellDetail,
    ) -> list[PlacedResult]:
        """Up to `limit` results of these runs, in order, from `after` or `offset` on."""
        ...

    def file_results(self, user_id: str, job_id: UUID, file_id: UUID) -> list[TaskResult]:
        """What was read from this file, with cells; empty when nothing was."""
        ...

    def tables(
        self, runs: Sequence[ChainRun], of_tasks: Collection[UUID] | None
    ) -> Iterator[ResultTable]:
        """The results of these runs, or of some of their tasks, in order; a page is held."""
        ...

    def file_lines(self, runs: Sequence[ChainRun]) -> list[FileLine]:
        """Every file of these runs, in order."""
        ...

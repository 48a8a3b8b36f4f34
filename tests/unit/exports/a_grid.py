"""A grid in memory, as the exports read one."""

from collections.abc import Sequence
from uuid import UUID

from cpe_tracker.model.statuses import RunStatus
from cpe_tracker.ports.results import Chain, ChainRun, FileLine, GridPosition, PlacedResult
from cpe_tracker.schemas.results import CellDetail, ExtractedData, GridField, TaskResult

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
) -> TaskResult:
    """What the task with this number read."""
    return TaskResult(
        task_id=UUID(int=task),
        run_id=RUN,
        result_set_index=0,
        source_files=list(paths),
        source_file_ids=[UUID(int=1000 + task)],
        extracted_data=ExtractedData(columns=columns, results=rows),
        is_certificate=True,
        warnings=[],
    )


class StoredGrid:
    """Implements ports.results.ResultStore on a list; `pages` tells how many were read."""

    def __init__(self, results: list[TaskResult]) -> None:
        self._results = results
        self.pages = 0

    def results(
        self,
        runs: Sequence[ChainRun],
        after: GridPosition | None,
        offset: int,
        limit: int,
        *,
        cells: CellDetail,
    ) -> list[PlacedResult]:
        assert runs
        assert cells is CellDetail.NONE
        self.pages += 1
        start = after.position + 1 if after else offset
        return [
            PlacedResult(one, GridPosition(RUN, start + index))
            for index, one in enumerate(self._results[start : start + limit])
        ]

    def chain(self, user_id: str, job_id: UUID, run_id: UUID | None) -> Chain:
        raise NotImplementedError

    def file_results(self, user_id: str, job_id: UUID, file_id: UUID) -> list[TaskResult]:
        raise NotImplementedError

    def file_lines(self, runs: Sequence[ChainRun]) -> list[FileLine]:
        raise NotImplementedError

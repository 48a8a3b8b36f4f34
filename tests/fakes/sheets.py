"""Sheets in memory."""

from datetime import timedelta
from uuid import UUID, uuid4

from cpe_tracker.errors import NotFoundError, RestoreWindowOverError
from cpe_tracker.schemas.sheets import CreatedSheet
from tests.fakes.rows import FakeRows, FileRow, JobRow, RunRow, transaction


class FakeSheets(FakeRows):
    """The part of ports.sheets.SheetStore that the pipeline's tests need."""

    @transaction
    def create_sheet(self, user_id: str, state: str = "California") -> CreatedSheet:
        job, run = uuid4(), uuid4()
        self.rows.jobs[job] = JobRow(job, user_id, state)
        self.rows.runs[run] = RunRow(run, job, 0)
        return CreatedSheet(job_id=job, run_id=run)

    @transaction
    def delete_sheet(self, user_id: str, job_id: UUID) -> None:
        self._job(user_id, job_id).deleted_at = self.now()

    @transaction
    def restore_sheet(self, user_id: str, job_id: UUID, window_seconds: int) -> None:
        job = self.rows.jobs.get(job_id)
        if job is None or job.user_id != user_id:
            raise NotFoundError
        if job.deleted_at and job.deleted_at <= self.now() - timedelta(seconds=window_seconds):
            raise RestoreWindowOverError
        job.deleted_at = None

    def _job(self, user_id: str, job_id: UUID) -> JobRow:
        job = self.rows.jobs.get(job_id)
        if job is None or job.user_id != user_id or job.deleted_at is not None:
            raise NotFoundError
        return job

    def _newest(self, job_id: UUID) -> RunRow:
        runs = [run for run in self.rows.runs.values() if run.job_id == job_id]
        return max(runs, key=lambda run: run.index)

    def _run(self, user_id: str, job_id: UUID, run_id: UUID | None) -> RunRow:
        self._job(user_id, job_id)
        run = self._newest(job_id) if run_id is None else self.rows.runs.get(run_id)
        if run is None or run.job_id != job_id:
            raise NotFoundError
        return run

    def _files(self, run_id: UUID) -> list[FileRow]:
        rows = [row for row in self.rows.files.values() if row.run_id == run_id]
        return sorted(rows, key=lambda row: row.new.position)

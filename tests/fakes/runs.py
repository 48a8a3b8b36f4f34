"""Runs in memory."""

from uuid import UUID, uuid4

from cpe_tracker.errors import NotFoundError
from cpe_tracker.model.reasons import MISSING
from cpe_tracker.model.statuses import RUN_ENDS, FileStatus, JobType, RunStatus
from cpe_tracker.ports.runs import NewestRun, RegisteredFile, Submission, SubmittedRun, Successor
from cpe_tracker.schemas.sheets import RejectedFile
from tests.fakes.rows import RunRow, TaskRow, transaction
from tests.fakes.sheets import FakeSheets


class FakeRuns(FakeSheets):
    """Implements ports.runs.RunStore."""

    @transaction
    def newest_run(self, user_id: str, job_id: UUID) -> NewestRun:
        job = self._job(user_id, job_id)
        run = self._newest(job_id)
        return NewestRun(run.id, job_id, run.status, job.state)

    @transaction
    def registered_files(self, run_id: UUID) -> list[RegisteredFile]:
        return [
            RegisteredFile(row.new.file_id, row.new.path, row.new.size, row.new.object_key)
            for row in self._files(run_id)
        ]

    @transaction
    def submit_run(self, submission: Submission) -> bool:
        run = self.rows.runs[submission.run_id]
        if run.status != RunStatus.PENDING or self.rows.jobs[run.job_id].deleted_at:
            return False
        run.status, run.total = RunStatus.IN_PROGRESS, len(submission.tasks)
        for found in submission.found:
            row = self.rows.files[found.file_id]
            row.status, row.etag = FileStatus.UPLOADED, found.etag
        for rejected in submission.rejected:
            row = self.rows.files[rejected.file_id]
            row.status, row.reason = FileStatus.REJECTED, rejected.reason
        for row in self._files(run.id):
            if row.status == FileStatus.AWAITING_UPLOAD:
                row.status, row.reason = FileStatus.MISSING, MISSING
        for task in submission.tasks:
            self.rows.tasks[task.task_id] = TaskRow(
                task.task_id, run.id, task.position, task.file_ids, self.now()
            )
        return True

    @transaction
    def submitted_run(self, run_id: UUID) -> SubmittedRun:
        run = self.rows.runs.get(run_id)
        if run is None:
            raise NotFoundError
        files = self._files(run_id)
        return SubmittedRun(
            run_id,
            run.status,
            run.total,
            [row.new.path for row in files if row.status == FileStatus.MISSING],
            [
                RejectedFile(path=row.new.path, **row.reason._asdict())
                for row in files
                if row.status == FileStatus.REJECTED and row.reason
            ],
        )

    @transaction
    def open_successor(self, run_id: UUID) -> Successor | None:
        for run in self.rows.runs.values():
            if run.append_from == run_id:
                return Successor(run.id, created=False)
        ended = self.rows.runs.get(run_id)
        if ended is None or ended.status not in RUN_ENDS:
            return None
        job = self.rows.jobs[ended.job_id]
        if job.job_type != JobType.CPE or job.deleted_at:
            return None
        new = RunRow(uuid4(), ended.job_id, ended.index + 1, append_from=run_id)
        self.rows.runs[new.id] = new
        return Successor(new.id, created=True)

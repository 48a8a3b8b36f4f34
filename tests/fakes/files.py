"""Files in memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from cpe_tracker.errors import NotFoundError, RunNotEditableError
from cpe_tracker.model.statuses import RunStatus, TaskStatus
from cpe_tracker.ports.files import RunFiles, StoredFile
from cpe_tracker.schemas.files import ReadingState, SourceFile
from tests.fakes.editable_run import FakeEditableRun, retry_of, task_of
from tests.fakes.rows import FileRow, transaction
from tests.fakes.sheets import FakeSheets


class FakeFiles(FakeSheets):
    """Implements ports.files.FileStore."""

    @contextmanager
    def edit_run(
        self, user_id: str, job_id: UUID, run_id: UUID | None
    ) -> Iterator[FakeEditableRun]:
        with self.transaction():
            run = self._run(user_id, job_id, run_id)
            if run.status != RunStatus.PENDING:
                raise RunNotEditableError(self._newest(job_id).id)
            yield FakeEditableRun(self.rows, run)

    @transaction
    def files(
        self, user_id: str, job_id: UUID, run_id: UUID | None, *, whole_chain: bool
    ) -> RunFiles:
        run = self._run(user_id, job_id, run_id)
        chain = [run]
        while whole_chain and (before := chain[0].append_from) is not None:
            chain.insert(0, self.rows.runs[before])
        rows = [row for one in chain for row in self._files(one.id)]
        return RunFiles(
            run.id,
            job_id,
            run.status,
            [self._source_file(row) for row in rows],
            {row.new.file_id: row.new.object_key for row in rows},
        )

    def _source_file(self, row: FileRow) -> SourceFile:
        task = task_of(self.rows, row.new.file_id)
        state = ReadingState(task.status.value) if task else None
        if task and task.status == TaskStatus.QUEUED and task.reason:
            state = ReadingState.RETRYING
        reason = row.reason or (task.reason if task else None)
        return SourceFile(
            file_id=row.new.file_id,
            run_id=row.run_id,
            path=row.new.path,
            size=row.new.size,
            content_type=row.new.content_type,
            sha256=row.new.sha256,
            status=row.status,
            task_status=state,
            reason_code=reason.code if reason else None,
            reason_detail=reason.detail if reason else None,
            retried_as=retry_of(self.rows, row.new.file_id),
            created_at=self.now(),
        )

    @transaction
    def stored_file(self, user_id: str, job_id: UUID, file_id: UUID) -> StoredFile:
        self._job(user_id, job_id)
        row = self.rows.files.get(file_id)
        if row is None or self.rows.runs[row.run_id].job_id != job_id:
            raise NotFoundError
        return StoredFile(row.new.path, row.new.content_type, row.new.object_key)

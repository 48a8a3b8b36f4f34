"""A run in memory whose files may be changed."""

from collections.abc import Sequence
from uuid import UUID

from cpe_tracker.errors import FileNotRetryableError, NotFoundError
from cpe_tracker.model.statuses import FileStatus, TaskStatus
from cpe_tracker.ports.files import FailedFile, NewFile, SameContent
from tests.fakes.rows import FileRow, Rows, RunRow, TaskRow


def task_of(rows: Rows, file_id: UUID) -> TaskRow | None:
    """The task that reads this file."""
    return next((task for task in rows.tasks.values() if file_id in task.file_ids), None)


def retry_of(rows: Rows, file_id: UUID) -> UUID | None:
    """The file that was registered to read this one again."""
    retries = (row.new.file_id for row in rows.files.values() if row.new.retry_of == file_id)
    return next(retries, None)


class FakeEditableRun:
    """Implements ports.files.EditableRun."""

    def __init__(self, rows: Rows, run: RunRow) -> None:
        self._rows = rows
        self.run_id = run.id
        self.job_id = run.job_id
        files = [row for row in rows.files.values() if row.run_id == run.id]
        self.files_total = len(files)
        self.next_position = max((row.new.position + 1 for row in files), default=0)

    def files_with(self, sha256s: Sequence[str]) -> list[SameContent]:
        taken = (FileStatus.AWAITING_UPLOAD, FileStatus.UPLOADED)
        return [
            SameContent(
                row.new.file_id,
                row.run_id,
                row.new.path,
                row.new.size,
                row.new.content_type,
                row.new.sha256,
                row.new.object_key,
                row.status,
            )
            for row in self._rows.files.values()
            if row.new.sha256 in sha256s
            and row.new.sha256 is not None
            and row.status in taken
            and self._rows.runs[row.run_id].job_id == self.job_id
        ]

    def failed_file(self, file_id: UUID) -> FailedFile:
        row = self._rows.files.get(file_id)
        if row is None or self._rows.runs[row.run_id].job_id != self.job_id:
            raise NotFoundError
        task = task_of(self._rows, file_id)
        if task is None or task.status != TaskStatus.FAILED or retry_of(self._rows, file_id):
            raise FileNotRetryableError
        new = row.new
        return FailedFile(
            file_id, new.path, new.size, new.content_type, new.sha256, new.object_key, row.etag
        )

    def add(self, files: Sequence[NewFile]) -> None:
        for file in files:
            self._rows.files[file.file_id] = FileRow(file, self.run_id)

    def remove(self, file_id: UUID) -> str:
        row = self._rows.files.get(file_id)
        if row is None or row.run_id != self.run_id:
            raise NotFoundError
        del self._rows.files[file_id]
        return row.new.object_key

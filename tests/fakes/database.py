"""The pipeline's part of the database in memory. Transactions are one lock and a snapshot."""

import copy
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast
from uuid import UUID, uuid4

from certificate_reader.fields import FieldSpec
from certificate_reader.reading import Reading
from cpe_tracker.catalog.states import STATES
from cpe_tracker.errors import (
    FileNotRetryableError,
    NotFoundError,
    RestoreWindowOverError,
    RunNotEditableError,
)
from cpe_tracker.model.reasons import MISSING, Reason
from cpe_tracker.model.statuses import (
    RUN_ENDS,
    FileStatus,
    JobType,
    RunStatus,
    TaskStatus,
    run_end_status,
)
from cpe_tracker.ports.files import FailedFile, NewFile, RunFiles, SameContent, StoredFile
from cpe_tracker.ports.repairs import DeletedSheet
from cpe_tracker.ports.runs import (
    NewestRun,
    RegisteredFile,
    Submission,
    SubmittedRun,
    Successor,
)
from cpe_tracker.ports.tasks import ClaimedTask, TaskBusy, TaskDocument, TaskEnded
from cpe_tracker.schemas.files import ReadingState, SourceFile
from cpe_tracker.schemas.sheets import CreatedSheet, RejectedFile

P = ParamSpec("P")
T = TypeVar("T")


@dataclass
class JobRow:
    id: UUID
    user_id: str
    state: str
    job_type: JobType = JobType.CPE
    deleted_at: datetime | None = None


@dataclass
class RunRow:
    id: UUID
    job_id: UUID
    index: int
    append_from: UUID | None = None
    status: RunStatus = RunStatus.PENDING
    total: int = 0
    completed: int = 0
    failed: int = 0


@dataclass
class FileRow:
    new: NewFile
    run_id: UUID
    status: FileStatus = FileStatus.AWAITING_UPLOAD
    etag: str = ""
    reason: Reason | None = None


@dataclass
class TaskRow:
    id: UUID
    run_id: UUID
    position: int
    file_ids: tuple[UUID, ...]
    queued_at: datetime
    status: TaskStatus = TaskStatus.QUEUED
    attempt: int = 0
    lease: datetime | None = None
    reason: Reason | None = None


@dataclass
class Rows:
    jobs: dict[UUID, JobRow] = field(default_factory=dict)
    runs: dict[UUID, RunRow] = field(default_factory=dict)
    files: dict[UUID, FileRow] = field(default_factory=dict)
    tasks: dict[UUID, TaskRow] = field(default_factory=dict)
    results: dict[UUID, dict[str, Any]] = field(default_factory=dict)


def _transaction(
    method: Callable[Concatenate[Any, P], T],
) -> Callable[Concatenate[Any, P], T]:
    @wraps(method)
    def locked(self: Any, *args: P.args, **kwargs: P.kwargs) -> T:
        with self.transaction():
            return method(self, *args, **kwargs)

    return cast(Callable[Concatenate[Any, P], T], locked)


class FakeDatabase:
    """Implements the ports RunStore, TaskStore, FileStore and RepairStore, and the part of
    SheetStore that the pipeline's tests need."""

    def __init__(self) -> None:
        self.rows = Rows()
        self._lock = threading.RLock()
        self.clock_offset = timedelta()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with self._lock:
            before = copy.deepcopy(self.rows)
            try:
                yield
            except BaseException:
                self.rows = before
                raise

    def now(self) -> datetime:
        return datetime.now(UTC) + self.clock_offset

    # sheets

    @_transaction
    def create_sheet(self, user_id: str, state: str = "California") -> CreatedSheet:
        job, run = uuid4(), uuid4()
        self.rows.jobs[job] = JobRow(job, user_id, state)
        self.rows.runs[run] = RunRow(run, job, 0)
        return CreatedSheet(job_id=job, run_id=run)

    @_transaction
    def delete_sheet(self, user_id: str, job_id: UUID) -> None:
        self._job(user_id, job_id).deleted_at = self.now()

    @_transaction
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

    # files

    @contextmanager
    def edit_run(
        self, user_id: str, job_id: UUID, run_id: UUID | None
    ) -> Iterator["FakeEditableRun"]:
        with self.transaction():
            run = self._run(user_id, job_id, run_id)
            if run.status != RunStatus.PENDING:
                raise RunNotEditableError(self._newest(job_id).id)
            yield FakeEditableRun(self, run)

    @_transaction
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

    def _task_of(self, file_id: UUID) -> TaskRow | None:
        return next((t for t in self.rows.tasks.values() if file_id in t.file_ids), None)

    def _retry_of(self, file_id: UUID) -> UUID | None:
        retries = (r.new.file_id for r in self.rows.files.values() if r.new.retry_of == file_id)
        return next(retries, None)

    def _source_file(self, row: FileRow) -> SourceFile:
        task = self._task_of(row.new.file_id)
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
            retried_as=self._retry_of(row.new.file_id),
            created_at=self.now(),
        )

    @_transaction
    def stored_file(self, user_id: str, job_id: UUID, file_id: UUID) -> StoredFile:
        self._job(user_id, job_id)
        row = self.rows.files.get(file_id)
        if row is None or self.rows.runs[row.run_id].job_id != job_id:
            raise NotFoundError
        return StoredFile(row.new.path, row.new.content_type, row.new.object_key)

    # runs

    @_transaction
    def newest_run(self, user_id: str, job_id: UUID) -> NewestRun:
        job = self._job(user_id, job_id)
        run = self._newest(job_id)
        return NewestRun(run.id, job_id, run.status, job.state)

    @_transaction
    def registered_files(self, run_id: UUID) -> list[RegisteredFile]:
        return [
            RegisteredFile(row.new.file_id, row.new.path, row.new.size, row.new.object_key)
            for row in self._files(run_id)
        ]

    @_transaction
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

    @_transaction
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

    @_transaction
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

    # tasks

    def _is_deleted(self, task: TaskRow) -> bool:
        return self.rows.jobs[self.rows.runs[task.run_id].job_id].deleted_at is not None

    def _is_free(self, task: TaskRow) -> bool:
        return task.status == TaskStatus.QUEUED or (
            task.status == TaskStatus.PROCESSING
            and task.lease is not None
            and task.lease < self.now()
        )

    @_transaction
    def claim(self, task_id: UUID, lease_seconds: int) -> ClaimedTask | None:
        task = self.rows.tasks.get(task_id)
        if task is None or self._is_deleted(task) or not self._is_free(task):
            return None
        task.status = TaskStatus.PROCESSING
        task.attempt += 1
        task.lease = self.now() + timedelta(seconds=lease_seconds)
        state = self.rows.jobs[self.rows.runs[task.run_id].job_id].state
        files = [self.rows.files[file_id] for file_id in task.file_ids]
        return ClaimedTask(
            task_id,
            task.run_id,
            task.attempt,
            tuple(
                TaskDocument(row.new.path, row.new.content_type, row.new.object_key, row.etag)
                for row in files
            ),
            tuple(
                FieldSpec(f.name, f.data_type.value, f.prompt, f.choices, f.repeats)
                for f in STATES[state]
            ),
        )

    def _held(self, task: ClaimedTask) -> TaskRow | None:
        row = self.rows.tasks.get(task.task_id)
        if row is None or row.status != TaskStatus.PROCESSING or row.attempt != task.attempt:
            return None
        return row

    def _end(self, row: TaskRow, status: TaskStatus, reason: Reason | None) -> TaskEnded:
        row.status, row.lease, row.reason = status, None, reason
        run = self.rows.runs[row.run_id]
        if status == TaskStatus.COMPLETED:
            run.completed += 1
        else:
            run.failed += 1
        if run.completed + run.failed == run.total:
            run.status = run_end_status(run.completed, run.failed)
        return TaskEnded(run.id, run_ended=run.status in RUN_ENDS)

    @_transaction
    def complete(
        self, task: ClaimedTask, reading: Reading, extracted_data: dict[str, Any], cells: list[Any]
    ) -> TaskEnded | None:
        row = self._held(task)
        if row is None:
            return None
        assert row.id not in self.rows.results
        self.rows.results[row.id] = {
            "extracted_data": extracted_data,
            "cells": cells,
            "reader_name": reading.reader_name,
        }
        return self._end(row, TaskStatus.COMPLETED, None)

    @_transaction
    def fail(self, task: ClaimedTask, reason: Reason) -> TaskEnded | None:
        row = self._held(task)
        return None if row is None else self._end(row, TaskStatus.FAILED, reason)

    @_transaction
    def release(self, task: ClaimedTask, reason: Reason) -> bool:
        row = self._held(task)
        if row is None:
            return False
        row.status, row.lease, row.reason = TaskStatus.QUEUED, None, reason
        row.queued_at = self.now()
        return True

    @_transaction
    def give_up(self, task_id: UUID, reason: Reason) -> TaskEnded | TaskBusy | None:
        row = self.rows.tasks.get(task_id)
        if row is None:
            return None
        if self._is_free(row):
            return self._end(row, TaskStatus.FAILED, row.reason or reason)
        return TaskBusy() if row.status == TaskStatus.PROCESSING else None

    # repairs

    def _expired(self) -> list[TaskRow]:
        return [
            task
            for task in self.rows.tasks.values()
            if task.status == TaskStatus.PROCESSING
            and self._is_free(task)
            and not self._is_deleted(task)
        ]

    @_transaction
    def requeue_expired(self, attempts: int, reason: Reason, limit: int) -> list[UUID]:
        tasks = [task for task in self._expired() if task.attempt < attempts][:limit]
        for task in tasks:
            task.status, task.lease, task.reason = TaskStatus.QUEUED, None, reason
            task.queued_at = self.now()
        return [task.id for task in tasks]

    @_transaction
    def fail_exhausted(self, attempts: int, reason: Reason, limit: int) -> list[UUID]:
        tasks = [task for task in self._expired() if task.attempt >= attempts][:limit]
        ended = Counter(
            end.run_id
            for end in [self._end(task, TaskStatus.FAILED, reason) for task in tasks]
            if end.run_ended
        )
        return list(ended)

    def _waiting(self) -> list[TaskRow]:
        open_statuses = (TaskStatus.QUEUED, TaskStatus.PROCESSING)
        tasks = [task for task in self.rows.tasks.values() if task.status in open_statuses]
        return [task for task in tasks if not self._is_deleted(task)]

    @_transaction
    def tasks_waiting(self) -> int:
        return len(self._waiting())

    @_transaction
    def stale_tasks(self, older_than_seconds: int, limit: int) -> list[UUID]:
        before = self.now() - timedelta(seconds=older_than_seconds)
        stale = [
            task
            for task in self._waiting()
            if task.status == TaskStatus.QUEUED and task.queued_at < before
        ]
        for task in stale[:limit]:
            task.queued_at = self.now()
        return [task.id for task in stale[:limit]]

    @_transaction
    def runs_without_successor(self, limit: int) -> list[UUID]:
        followed = {run.append_from for run in self.rows.runs.values()}
        return [
            run.id
            for run in self.rows.runs.values()
            if run.status in RUN_ENDS
            and run.id not in followed
            and self.rows.jobs[run.job_id].deleted_at is None
        ][:limit]

    @_transaction
    def sheets_to_purge(self, window_seconds: int, limit: int) -> list[DeletedSheet]:
        before = self.now() - timedelta(seconds=window_seconds)
        jobs = [j for j in self.rows.jobs.values() if j.deleted_at and j.deleted_at < before]
        return [DeletedSheet(job.id, job.user_id) for job in jobs][:limit]

    @_transaction
    def purge_sheet(self, job_id: UUID) -> None:
        job = self.rows.jobs.get(job_id)
        if job is None or job.deleted_at is None:
            return
        rows = self.rows
        del rows.jobs[job_id]
        rows.runs = {key: run for key, run in rows.runs.items() if run.job_id != job_id}
        rows.files = {key: row for key, row in rows.files.items() if row.run_id in rows.runs}
        rows.tasks = {key: task for key, task in rows.tasks.items() if task.run_id in rows.runs}
        rows.results = {key: row for key, row in rows.results.items() if key in rows.tasks}


class FakeEditableRun:
    """Implements ports.files.EditableRun."""

    def __init__(self, database: FakeDatabase, run: RunRow) -> None:
        self._database = database
        self.run_id = run.id
        self.job_id = run.job_id
        files = database._files(run.id)
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
            for row in self._database.rows.files.values()
            if row.new.sha256 in sha256s
            and row.new.sha256 is not None
            and row.status in taken
            and self._database.rows.runs[row.run_id].job_id == self.job_id
        ]

    def failed_file(self, file_id: UUID) -> FailedFile:
        row = self._database.rows.files.get(file_id)
        if row is None or self._database.rows.runs[row.run_id].job_id != self.job_id:
            raise NotFoundError
        task = self._database._task_of(file_id)
        if task is None or task.status != TaskStatus.FAILED or self._database._retry_of(file_id):
            raise FileNotRetryableError
        new = row.new
        return FailedFile(
            file_id, new.path, new.size, new.content_type, new.sha256, new.object_key, row.etag
        )

    def add(self, files: Sequence[NewFile]) -> None:
        for file in files:
            self._database.rows.files[file.file_id] = FileRow(file, self.run_id)

    def remove(self, file_id: UUID) -> str:
        row = self._database.rows.files.get(file_id)
        if row is None or row.run_id != self.run_id:
            raise NotFoundError
        del self._database.rows.files[file_id]
        return row.new.object_key

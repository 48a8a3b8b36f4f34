"""The tables in memory. Transactions are one lock and a snapshot."""

import copy
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast
from uuid import UUID

from cpe_tracker.model.reasons import Reason
from cpe_tracker.model.statuses import FileStatus, JobType, RunStatus, TaskStatus
from cpe_tracker.ports.files import NewFile

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


def transaction(
    method: Callable[Concatenate[Any, P], T],
) -> Callable[Concatenate[Any, P], T]:
    @wraps(method)
    def locked(self: Any, *args: P.args, **kwargs: P.kwargs) -> T:
        with self.transaction():
            return method(self, *args, **kwargs)

    return cast(Callable[Concatenate[Any, P], T], locked)


class FakeRows:
    """What every fake store stands on. `clock_offset` moves its clock."""

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

"""What submitting a run and opening its successor need of the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from cpe_tracker.model.reasons import Reason
from cpe_tracker.model.statuses import ProcessingMode, RunStatus
from cpe_tracker.schemas.sheets import RejectedFile


@dataclass(frozen=True, slots=True)
class NewestRun:
    """The newest run of a job, and the state it is kept for."""

    run_id: UUID
    job_id: UUID
    status: RunStatus
    state: str


@dataclass(frozen=True, slots=True)
class RegisteredFile:
    """A file of a pending run, in the order of registration."""

    file_id: UUID
    path: str
    size: int
    object_key: str


@dataclass(frozen=True, slots=True)
class FileFound:
    """A file whose object is there as declared. `etag` fixes which bytes will be read."""

    file_id: UUID
    etag: str


@dataclass(frozen=True, slots=True)
class FileRejected:
    """A file whose object is there but not as declared."""

    file_id: UUID
    path: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task to be, reading `file_ids` in order."""

    task_id: UUID
    position: int
    folder: str
    mode: ProcessingMode
    file_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Submission:
    """All that a submit writes. Files in neither list are marked missing."""

    run_id: UUID
    description: str
    found: Sequence[FileFound]
    rejected: Sequence[FileRejected]
    modes: dict[str, ProcessingMode]
    tasks: Sequence[NewTask]


@dataclass(frozen=True, slots=True)
class SubmittedRun:
    """A run that was submitted, with what was left out of it."""

    run_id: UUID
    status: RunStatus
    tasks_total: int
    missing: list[str]
    rejected: list[RejectedFile]


@dataclass(frozen=True, slots=True)
class Successor:
    """The run that appends to an ended one. `created` is False when it was there already."""

    run_id: UUID
    created: bool


class RunStore(Protocol):
    """Every method is one transaction and may raise TemporarilyUnavailableError."""

    def newest_run(self, user_id: str, job_id: UUID) -> NewestRun:
        """The newest run of one's own sheet. Raises NotFoundError."""
        ...

    def registered_files(self, run_id: UUID) -> list[RegisteredFile]:
        """The files of a pending run."""
        ...

    def submit_run(self, submission: Submission) -> bool:
        """Submit a pending run; False, and nothing changed, when it no longer is pending."""
        ...

    def submitted_run(self, run_id: UUID) -> SubmittedRun:
        """What the submit left. Raises NotFoundError for a run that is gone."""
        ...

    def open_successor(self, run_id: UUID) -> Successor | None:
        """The one successor of an ended run of a `cpe` job, opened if need be.

        None: the run has not ended, its job is of another type or deleted, or it is gone.
        """
        ...

"""What registering, listing and removing files needs of the database."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from cpe_tracker.model.statuses import FileStatus, RunStatus
from cpe_tracker.schemas.files import SourceFile


@dataclass(frozen=True, slots=True)
class NewFile:
    """A row to be, in `source_files`."""

    file_id: UUID
    position: int
    path: str
    size: int
    content_type: str
    sha256: str | None
    object_key: str
    retry_of: UUID | None = None


@dataclass(frozen=True, slots=True)
class SameContent:
    """A file of the sheet with the same SHA-256, neither missing nor rejected."""

    file_id: UUID
    run_id: UUID
    path: str
    size: int
    content_type: str
    sha256: str
    object_key: str
    status: FileStatus


@dataclass(frozen=True, slots=True)
class FailedFile:
    """A file of an ended task that failed, not retried so far."""

    file_id: UUID
    path: str
    size: int
    content_type: str
    sha256: str | None
    object_key: str
    object_etag: str


@dataclass(frozen=True, slots=True)
class StoredFile:
    """Where the bytes of a file are."""

    path: str
    content_type: str
    object_key: str


@dataclass(frozen=True, slots=True)
class RunFiles:
    """The files of a run or chain; `keys` maps file ids to object keys."""

    run_id: UUID
    job_id: UUID
    status: RunStatus
    files: list[SourceFile]
    keys: dict[UUID, str]


class EditableRun(Protocol):
    """A pending run, locked until the end of the transaction."""

    run_id: UUID
    job_id: UUID
    files_total: int
    next_position: int

    def files_with(self, sha256s: Sequence[str]) -> list[SameContent]:
        """Files anywhere in the job whose content has one of these hashes."""
        ...

    def failed_file(self, file_id: UUID) -> FailedFile:
        """A file to retry. Raises NotFoundError, FileNotRetryableError."""
        ...

    def add(self, files: Sequence[NewFile]) -> None:
        """Add rows, in one statement."""
        ...

    def remove(self, file_id: UUID) -> str:
        """Remove a file of this run; its object's key. Raises NotFoundError."""
        ...


class FileStore(Protocol):
    """Foreign and unknown ids are NotFoundError; all may raise TemporarilyUnavailableError."""

    def edit_run(
        self, user_id: str, job_id: UUID, run_id: UUID | None
    ) -> AbstractContextManager[EditableRun]:
        """One transaction on a pending run (the newest when `run_id` is None).

        Raises RunNotEditableError, naming the newest run, once the run is submitted.
        """
        ...

    def files(
        self, user_id: str, job_id: UUID, run_id: UUID | None, *, whole_chain: bool
    ) -> RunFiles:
        """The files of one run, or of it and the runs it appends to, in order."""
        ...

    def stored_file(self, user_id: str, job_id: UUID, file_id: UUID) -> StoredFile:
        """Where the file's bytes are."""
        ...

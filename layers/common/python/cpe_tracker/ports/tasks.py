"""What running tasks needs of the database."""

from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from certificate_reader.fields import FieldSpec
from certificate_reader.reading import Reading
from cpe_tracker.model.reasons import Reason


@dataclass(frozen=True, slots=True)
class TaskDocument:
    """One file of a task, and exactly which bytes of it."""

    path: str
    content_type: str
    object_key: str
    etag: str


@dataclass(frozen=True, slots=True)
class ClaimedTask:
    """A task under lease. Whoever ends it names `attempt`, so that a late worker can't."""

    task_id: UUID
    run_id: UUID
    attempt: int
    documents: tuple[TaskDocument, ...]
    fields: tuple[FieldSpec, ...]


@dataclass(frozen=True, slots=True)
class TaskEnded:
    """The guarded update ended the task. `run_ended`: it was the last of its run."""

    run_id: UUID
    run_ended: bool


@dataclass(frozen=True, slots=True)
class TaskBusy:
    """Another worker holds a live lease on the task."""


class TaskStore(Protocol):
    """Every method is one transaction and may raise TemporarilyUnavailableError."""

    def claim(self, task_id: UUID, lease_seconds: int) -> ClaimedTask | None:
        """Take a waiting task, or one whose lease has run out.

        None: it has ended, somebody holds it, or it (or its sheet) is gone.
        """
        ...

    def complete(
        self, task: ClaimedTask, reading: Reading, extracted_data: dict[str, Any], cells: list[Any]
    ) -> TaskEnded | None:
        """Store the result, end the task and count it. None: the task is no longer ours."""
        ...

    def fail(self, task: ClaimedTask, reason: Reason) -> TaskEnded | None:
        """End the task with its reason and count it. None: the task is no longer ours."""
        ...

    def release(self, task: ClaimedTask, reason: Reason) -> bool:
        """Put the task back to wait for a retry. False: it is no longer ours."""
        ...

    def give_up(self, task_id: UUID, reason: Reason) -> TaskEnded | TaskBusy | None:
        """Fail a task nobody holds; its last error, if it has one, is kept as the reason.

        None: it has ended before, or is gone.
        """
        ...

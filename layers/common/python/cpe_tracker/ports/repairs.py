"""What the reconcile schedule needs of the database: what should be moving and isn't."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from cpe_tracker.model.reasons import Reason


@dataclass(frozen=True, slots=True)
class DeletedSheet:
    """A sheet whose restore window is over."""

    job_id: UUID
    user_id: str


class RepairStore(Protocol):
    """Every method is one transaction, bounded by `limit`; sheets being deleted are left out."""

    def requeue_expired(self, attempts: int, reason: Reason, limit: int) -> list[UUID]:
        """Tasks whose lease ran out go back to wait, unless claimed `attempts` times already."""
        ...

    def fail_exhausted(self, attempts: int, reason: Reason, limit: int) -> list[UUID]:
        """Fail tasks whose lease ran out after `attempts` claims; the runs this ended."""
        ...

    def tasks_waiting(self) -> int:
        """How many tasks wait or are being read: as many messages should be in the queue."""
        ...

    def stale_tasks(self, older_than_seconds: int, limit: int) -> list[UUID]:
        """Tasks waiting for so long; marked as sent anew, oldest first."""
        ...

    def runs_without_successor(self, limit: int) -> list[UUID]:
        """Ended newest runs of `cpe` jobs."""
        ...

    def sheets_to_purge(self, window_seconds: int, limit: int) -> list[DeletedSheet]:
        """Jobs deleted longer ago than the window."""
        ...

    def purge_sheet(self, job_id: UUID) -> None:
        """Remove a deleted job with all its rows; a restored one is left alone."""
        ...

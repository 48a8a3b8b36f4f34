"""What the catalog of sheets needs of the database. Foreign and unknown ids are NotFoundError."""

from typing import Protocol
from uuid import UUID

from cpe_tracker.schemas.sheets import CreatedSheet, Sheet, State


class SheetStore(Protocol):
    """Every method is one transaction and may raise TemporarilyUnavailableError."""

    def states(self) -> list[State]:
        """The public templates of type `cpe`, by name."""
        ...

    def sheets(self, user_id: str) -> list[Sheet]:
        """The user's sheets, newest first."""
        ...

    def create_sheet(self, user_id: str, template_id: UUID, name: str | None) -> CreatedSheet:
        """A job of type `cpe` with its first run; `name` defaults to `CPE Tracker - {state}`."""
        ...

    def rename_sheet(self, user_id: str, job_id: UUID, name: str) -> None:
        """Give the sheet another name."""
        ...

    def delete_sheet(self, user_id: str, job_id: UUID) -> None:
        """Hide the sheet; it is purged when the restore window is over."""
        ...

    def restore_sheet(self, user_id: str, job_id: UUID, window_seconds: int) -> None:
        """Undo the deletion; raises RestoreWindowOverError when it is too long ago."""
        ...

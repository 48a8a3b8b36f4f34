"""What writing exports needs of the database."""

from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from cpe_tracker.model.statuses import ExportFormat


@dataclass(frozen=True, slots=True)
class ExportWanted:
    """Which file of which run's grid. `view` None: everything; `view_key` is a hash of it."""

    run_id: UUID
    format: ExportFormat
    view: dict[str, Any] | None
    view_key: str


@dataclass(frozen=True, slots=True)
class ExportAsked:
    """An export that waits to be written, and whose grid it is."""

    export_id: UUID
    user_id: str
    job_id: UUID
    wanted: ExportWanted


class ExportStore(Protocol):
    """Every method is one transaction and may raise TemporarilyUnavailableError."""

    def finished(self, wanted: ExportWanted, fingerprint: str, stale_seconds: int) -> str | None:
        """The object's key of the newest export of exactly this state of the grid.

        One that was finished less than `stale_seconds` ago counts whatever its state.
        """
        ...

    def keep(self, wanted: ExportWanted, fingerprint: str, key: str) -> None:
        """Remember an export that is written."""
        ...

    def ask(self, wanted: ExportWanted, patience_seconds: int) -> UUID | None:
        """Note that it shall be written; None when that was asked less than so long ago."""
        ...

    def asked(self, export_id: UUID) -> ExportAsked | None:
        """What is to be written; None when it is finished, withdrawn, or its sheet is gone."""
        ...

    def finish(self, export_id: UUID, fingerprint: str, key: str) -> None:
        """The file is there; a second finish changes nothing."""
        ...

    def withdraw(self, export_id: UUID) -> None:
        """It can't be written: whoever asks next asks anew. A finished one stays."""
        ...

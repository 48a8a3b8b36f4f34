"""Query strings, as they cross HTTP."""

from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from cpe_tracker.model.statuses import JobType


class JobsQuery(BaseModel, extra="forbid"):
    """Sheets are listed only when they are asked for by their type."""

    job_type: JobType = JobType.EXTRACTION


class RunQuery(BaseModel, extra="forbid"):
    """Which run is meant."""

    run_id: UUID | None = Field(default=None, description="The newest run when left out.")


class FilesQuery(BaseModel, extra="forbid"):
    """Which run's files are meant."""

    run_id: UUID | Literal["all"] | None = Field(
        default=None,
        description="The newest run when left out; `all`: it and every run it appends to.",
    )

    def is_whole_chain(self) -> bool:
        """Whether the runs appended to are meant too."""
        return self.run_id == "all"

    def named_run(self) -> UUID | None:
        """The run named; None for the newest."""
        return self.run_id if isinstance(self.run_id, UUID) else None

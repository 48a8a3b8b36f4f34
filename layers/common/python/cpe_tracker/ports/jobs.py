"""What looking at jobs and runs needs of the database. Foreign and unknown ids: NotFoundError."""

from typing import Protocol
from uuid import UUID

from cpe_tracker.model.statuses import JobType
from cpe_tracker.schemas.jobs import Events, Job, JobSummary, Run


class JobStore(Protocol):
    """Reads only. Every method is one statement and may raise TemporarilyUnavailableError."""

    def jobs(self, user_id: str, job_type: JobType) -> list[JobSummary]:
        """The user's jobs of this type, newest first."""
        ...

    def job(self, user_id: str, job_id: UUID, run_id: UUID | None) -> Job:
        """The job with the run asked for, else its newest."""
        ...

    def runs(self, user_id: str, job_id: UUID) -> list[Run]:
        """All runs of the job, oldest first."""
        ...

    def events(self, user_id: str, job_id: UUID) -> Events:
        """What a client polls."""
        ...

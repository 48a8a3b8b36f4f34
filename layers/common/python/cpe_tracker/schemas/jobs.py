"""Jobs and their runs, as they cross HTTP."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from cpe_tracker.model.statuses import ConfigStep, JobType, RunStatus


class Run(BaseModel):
    """One pass of a job. Its files can be changed while `status` is `pending`."""

    run_id: UUID
    status: RunStatus
    config_step: ConfigStep
    template_id: UUID | None
    append_from_run_id: UUID | None
    result_set_index: int
    tasks_total: int
    tasks_completed: int
    tasks_failed: int
    created_at: datetime
    submitted_at: datetime | None
    completed_at: datetime | None


class Job(BaseModel):
    """A job with one of its runs: the one asked for, else the newest."""

    job_id: UUID
    name: str
    job_type: JobType
    created_at: datetime
    run: Run
    latest_run_id: UUID
    active_run_id: UUID | None


class JobSummary(BaseModel):
    """One entry of the list of jobs."""

    job_id: UUID
    name: str
    job_type: JobType
    created_at: datetime
    latest_run_id: UUID
    status: RunStatus
    config_step: ConfigStep


class Jobs(BaseModel):
    """The caller's jobs of one type, newest first."""

    jobs: list[JobSummary]


class Runs(BaseModel):
    """All runs of a job, oldest first."""

    runs: list[Run]


class Events(BaseModel):
    """The state of a job that a client polls. Unchanged since the ETag sent: 304.

    `status` and `config_step` are the newest run's; `tasks_*` are of the run submitted last.
    """

    latest_run_id: UUID
    active_run_id: UUID | None
    status: RunStatus
    config_step: ConfigStep
    uploads_allowed: bool
    tasks_total: int
    tasks_completed: int
    tasks_failed: int
    tasks_retrying: int
    submitted_at: datetime | None
    estimated_seconds_left: int | None = Field(
        description="From the pace so far; null before the first task has ended."
    )

"""Sheets and states, as they cross HTTP."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from cpe_tracker.model.statuses import ConfigStep, RunStatus
from cpe_tracker.schemas.names import Name


class State(BaseModel):
    """A state a sheet can be kept for: a public template of type `cpe`."""

    template_id: UUID
    name: str


class CreateSheet(BaseModel, extra="forbid"):
    """`name` defaults to `CPE Tracker - {state}`."""

    template_id: UUID
    name: Name | None = None


class CreatedSheet(BaseModel):
    """The new sheet and its first run, which takes uploads."""

    job_id: UUID
    run_id: UUID


class RenameSheet(BaseModel, extra="forbid"):
    """What a sheet shall be called."""

    name: Name


class Sheet(BaseModel):
    """One entry of the list of sheets.

    `status` and `config_step` are the newest run's. `tasks_*` and `submitted_at` are of the run
    submitted last (the active one, while one is in progress); 0 and null before the first start.
    """

    job_id: UUID
    name: str
    state: str
    template_id: UUID
    latest_run_id: UUID
    active_run_id: UUID | None = Field(description="The run in progress, if there is one.")
    status: RunStatus
    config_step: ConfigStep
    created_at: datetime
    files_total: int = Field(description="Files registered in all runs of the sheet.")
    tasks_total: int
    tasks_completed: int
    tasks_failed: int
    submitted_at: datetime | None


class Sheets(BaseModel):
    """The caller's sheets, newest first."""

    sheets: list[Sheet]


class RejectedFile(BaseModel):
    """A file that was not taken: why, for a program and for a person."""

    path: str
    code: str
    detail: str


class StartedRun(BaseModel):
    """The run that is being read. `missing` and `rejected` tell what was left out of it."""

    active_run_id: UUID
    tasks_total: int
    missing: list[str]
    rejected: list[RejectedFile]

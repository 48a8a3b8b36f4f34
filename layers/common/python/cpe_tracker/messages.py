"""What travels through the queues. A message only points; the database holds the truth."""

from uuid import UUID

from pydantic import BaseModel


class TaskQueued(BaseModel, frozen=True):
    """A task waits to be read. May arrive twice, late, or never."""

    task_id: UUID


class ExportRequested(BaseModel, frozen=True):
    """An export waits to be written. May arrive twice, late, or never."""

    export_id: UUID


class RunCompleted(BaseModel, frozen=True):
    """A run's counters reached their end. May arrive twice, late, or never."""

    run_id: UUID


class RetryLater(Exception):  # noqa: N818 - not an error: the queue shall deliver again
    """A message can't be handled now; the same message may be handled later."""

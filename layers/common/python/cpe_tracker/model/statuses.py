"""Every closed set of values, and which changes of a status are allowed."""

from enum import StrEnum


class JobType(StrEnum):
    EXTRACTION = "extraction"
    CPE = "cpe"


class TemplateType(StrEnum):
    EXTRACTION = "extraction"
    CPE = "cpe"


class RunStatus(StrEnum):
    PENDING = "pending"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    PARTIALLY_COMPLETED = "partially_completed"
    FAILED = "failed"


class ConfigStep(StrEnum):
    UPLOAD = "upload"
    FIELDS = "fields"
    REVIEW = "review"
    SUBMITTED = "submitted"


class TaskStatus(StrEnum):
    QUEUED = "queued"
    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"


class FileStatus(StrEnum):
    AWAITING_UPLOAD = "awaiting_upload"
    UPLOADED = "uploaded"
    MISSING = "missing"
    REJECTED = "rejected"


class ProcessingMode(StrEnum):
    INDIVIDUAL = "individual"
    COMBINED = "combined"


class ExportFormat(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"


RUN_ENDS = frozenset({RunStatus.COMPLETED, RunStatus.PARTIALLY_COMPLETED, RunStatus.FAILED})
TASK_ENDS = frozenset({TaskStatus.COMPLETED, TaskStatus.FAILED})


def run_end_status(tasks_completed: int, tasks_failed: int) -> RunStatus:
    """The end status of a run all of whose tasks have ended."""
    if tasks_failed == 0:
        return RunStatus.COMPLETED
    if tasks_completed == 0:
        return RunStatus.FAILED
    return RunStatus.PARTIALLY_COMPLETED

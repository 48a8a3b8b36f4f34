"""The API's answers, as far as this client reads them. Ids are UUIDs, times ISO 8601 with Z."""

from typing import NotRequired, TypedDict


class State(TypedDict):
    template_id: str
    name: str


class Sheet(TypedDict):
    job_id: str
    name: str
    state: str
    template_id: str
    latest_run_id: str
    status: str
    config_step: str
    created_at: str
    files_total: int
    tasks_total: int
    tasks_completed: int
    tasks_failed: int
    active_run_id: str | None
    submitted_at: str | None


class SheetList(TypedDict):
    sheets: list[Sheet]


class CreatedSheet(TypedDict):
    job_id: str
    run_id: str


class Run(TypedDict):
    run_id: str
    status: str
    config_step: str
    tasks_total: int
    tasks_completed: int
    tasks_failed: int
    submitted_at: str | None
    completed_at: str | None


class Job(TypedDict):
    job_id: str
    name: str
    job_type: str
    run: Run
    latest_run_id: str
    active_run_id: str | None


class SheetFile(TypedDict):
    """A registered file. `task_status` is null until its run is started."""

    file_id: str
    run_id: str
    path: str
    size: int
    content_type: str
    sha256: str | None
    status: str
    task_status: str | None
    reason_code: str | None
    reason_detail: str | None
    retried_as: NotRequired[str | None]
    created_at: str


class RetriedFile(TypedDict):
    """What took a failed file's place in the open run."""

    file_id: str
    run_id: str


class FileList(TypedDict):
    run_id: str
    files: list[SheetFile]


class FileToRegister(TypedDict):
    path: str
    size: int
    content_type: str
    sha256: str
    add_anyway: NotRequired[bool]


class UploadForm(TypedDict):
    """A presigned POST: every one of `fields`, then the `file` field last."""

    url: str
    fields: dict[str, str]


class RegisteredFile(TypedDict):
    file_id: str
    path: str
    status: str
    upload: UploadForm


class Refusal(TypedDict):
    """Why a file was not taken: a stable code, and a sentence for its owner."""

    path: str
    code: str
    detail: str
    duplicate_of: NotRequired[str | None]


class Registration(TypedDict):
    run_id: str
    files: list[RegisteredFile]
    refused: list[Refusal]


class Started(TypedDict):
    active_run_id: str
    tasks_total: int
    missing: list[str]
    rejected: list[Refusal]


class Event(TypedDict):
    """Where a sheet stands. The counters are those of the run started last."""

    latest_run_id: str
    active_run_id: str | None
    status: str
    config_step: str
    tasks_total: int
    tasks_completed: int
    tasks_failed: int
    tasks_retrying: int


class Field(TypedDict):
    name: str
    data_type: str


class ExtractedData(TypedDict):
    columns: list[str]
    results: list[list[str | None]]


class TaskResult(TypedDict):
    task_id: str
    run_id: str
    source_files: list[str]
    extracted_data: ExtractedData


class ResultsPage(TypedDict):
    run_id: str
    columns: list[str]
    fields: NotRequired[list[Field]]
    total: int
    next_cursor: str | None
    results: list[TaskResult]


class ExportReady(TypedDict):
    url: str
    filename: str

"""Source files, as they cross HTTP."""

import unicodedata
from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from cpe_tracker.model.statuses import FileStatus

REGISTER_AT_ONCE = 200


def _as_one_path(path: str) -> str:
    """NFC, so that the same name typed on two systems is the same path."""
    path = unicodedata.normalize("NFC", path).replace("\\", "/").lstrip("/")
    if not path or path.endswith("/"):
        raise ValueError("must name a file")
    if any(unicodedata.category(character) == "Cc" for character in path):
        raise ValueError("must not contain control characters")
    return path


OriginalPath = Annotated[
    str, StringConstraints(min_length=1, max_length=1000), AfterValidator(_as_one_path)
]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class FileToRegister(BaseModel, extra="forbid"):
    """A file the caller is about to upload.

    A file that breaks a rule for files (type, size, duplicate) is refused by itself, in the
    answer; it does not fail the request. `add_anyway` overrides the refusal of a duplicate.
    """

    path: OriginalPath
    size: int = Field(ge=0, description="Bytes; the upload must have exactly as many.")
    content_type: Annotated[str, StringConstraints(max_length=100)]
    sha256: Sha256 | None = None
    add_anyway: bool = False


class RegisterFiles(BaseModel, extra="forbid"):
    """Up to 200 files at a time."""

    files: list[FileToRegister] = Field(min_length=1, max_length=REGISTER_AT_ONCE)


class Upload(BaseModel):
    """A presigned POST: send `fields` as a form to `url`, the part `file` last."""

    url: str
    fields: dict[str, str]


class RegisteredFile(BaseModel):
    """A file that may now be uploaded, within 15 minutes."""

    file_id: UUID
    path: str
    status: FileStatus
    upload: Upload


class RefusedFile(BaseModel):
    """A file that was not taken. `duplicate_of`: the path under which the sheet has it already."""

    path: str
    code: str
    detail: str
    duplicate_of: str | None = None


class RegisteredFiles(BaseModel):
    """The answer to a registration; `files` and `refused` keep the order of the request."""

    run_id: UUID
    files: list[RegisteredFile]
    refused: list[RefusedFile]


class ReadingState(StrEnum):
    """How the reading of a file stands. `retrying`: a passing fault; it will be tried again."""

    QUEUED = "queued"
    PROCESSING = "processing"
    RETRYING = "retrying"
    COMPLETED = "completed"
    FAILED = "failed"


class SourceFile(BaseModel):
    """A file of a sheet. `reason_*` say why it is missing, rejected, retrying or failed.

    `task_status` is null until the run is started. `retried_as` is the file in a later run that
    took the place of this failed one.
    """

    file_id: UUID
    run_id: UUID
    path: str
    size: int
    content_type: str
    sha256: str | None
    status: FileStatus
    task_status: ReadingState | None
    reason_code: str | None
    reason_detail: str | None
    retried_as: UUID | None
    created_at: datetime


class SourceFiles(BaseModel):
    """The files of a run, or of every run of the chain, in the order of their registration."""

    run_id: UUID
    files: list[SourceFile]


class FileContent(BaseModel):
    """A presigned GET of the file's bytes."""

    url: str
    content_type: str
    expires_in: int = Field(description="Seconds.")


class RetriedFile(BaseModel):
    """The failed file's successor in the open run."""

    file_id: UUID
    run_id: UUID

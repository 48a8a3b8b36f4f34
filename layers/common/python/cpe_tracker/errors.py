"""The family of errors that may reach a user. Each has a stable code and a sentence to act on.

Drivers' own errors never leave the adapters: they are translated where the driver is called.
"""

from typing import ClassVar
from uuid import UUID


class CpeTrackerError(Exception):
    """Base of all. `extras` is what the code documents beyond `detail`, ready for JSON."""

    code: ClassVar[str] = "error"

    def __init__(self, detail: str, **extras: object) -> None:
        super().__init__(detail)
        self.detail = detail
        self.extras = extras


class NotFoundError(CpeTrackerError):
    """Unknown, deleted or another user's: the answer is the same for all three."""

    code = "not_found"

    def __init__(self) -> None:
        super().__init__("There is nothing here, or it is not yours.")


class NotSignedInError(CpeTrackerError):
    """The request carries no identity token that can be trusted."""

    code = "not_signed_in"


class InvalidRequestError(CpeTrackerError):
    """The request breaks its schema. `errors` lists where and how."""

    code = "invalid_request"

    def __init__(self, detail: str, errors: list[dict[str, str]] | None = None) -> None:
        super().__init__(detail, errors=errors or [])


class RunNotEditableError(CpeTrackerError):
    """The run is submitted; `latest_run_id` is the run to use instead."""

    code = "run_not_editable"

    def __init__(self, latest_run_id: UUID) -> None:
        super().__init__(
            "This run has been started and can't be changed. Use the newest run of the sheet.",
            latest_run_id=str(latest_run_id),
        )


class NoProcessableFileError(CpeTrackerError):
    """Start found no file to read. `missing` and `rejected` say what it did find."""

    code = "no_processable_file"

    def __init__(self, missing: list[str], rejected: list[dict[str, str]]) -> None:
        super().__init__(
            "There is nothing to read yet. Upload at least one certificate, then start.",
            missing=missing,
            rejected=rejected,
        )


class TooManyFilesError(CpeTrackerError):
    """The run would hold more files than `limit`."""

    code = "too_many_files"

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"A run holds at most {limit:,} files. Start this one, then add the rest to the next.",
            limit=limit,
        )


class FileNotRetryableError(CpeTrackerError):
    """Only a file whose reading failed, and that was not retried yet, can be retried."""

    code = "file_not_retryable"

    def __init__(self) -> None:
        super().__init__("Only a file that could not be read can be retried, and only once.")


class RestoreWindowOverError(CpeTrackerError):
    """The sheet was deleted too long ago."""

    code = "restore_window_over"

    def __init__(self) -> None:
        super().__init__("This sheet was deleted too long ago to be restored.")


class TemporarilyUnavailableError(CpeTrackerError):
    """A service we stand on throttled, timed out or was away. Trying again may succeed."""

    code = "temporarily_unavailable"

    def __init__(self, service: str) -> None:
        super().__init__("Something we depend on is busy. Nothing was lost: try again shortly.")
        self.service = service


class ObjectChangedError(CpeTrackerError):
    """The stored object is no longer the one that was submitted, or is gone."""

    code = "changed"

    def __init__(self) -> None:
        super().__init__(
            "The file was replaced or removed after the start. Upload it again to the open run."
        )


class ConfigurationError(Exception):
    """The environment can't be used. The sentence names the variable, never its value.

    It is for whoever runs the system, so it is not of the family: no user is told.
    """

"""The one table from errors to statuses, and how a problem is written (RFC 9457)."""

from http import HTTPStatus

from cpe_tracker import errors
from cpe_tracker.schemas.results import Problem

STATUS_OF: dict[type[errors.CpeTrackerError], HTTPStatus] = {
    errors.NotFoundError: HTTPStatus.NOT_FOUND,
    errors.NotSignedInError: HTTPStatus.UNAUTHORIZED,
    errors.InvalidRequestError: HTTPStatus.BAD_REQUEST,
    errors.NoProcessableFileError: HTTPStatus.BAD_REQUEST,
    errors.RunNotEditableError: HTTPStatus.CONFLICT,
    errors.TooManyFilesError: HTTPStatus.CONFLICT,
    errors.FileNotRetryableError: HTTPStatus.CONFLICT,
    errors.ObjectChangedError: HTTPStatus.CONFLICT,
    errors.RestoreWindowOverError: HTTPStatus.CONFLICT,
    errors.TemporarilyUnavailableError: HTTPStatus.SERVICE_UNAVAILABLE,
}
INTERNAL_ERROR = Problem(
    type="urn:cpe-tracker:problem:internal_error",
    title=HTTPStatus.INTERNAL_SERVER_ERROR.phrase,
    status=HTTPStatus.INTERNAL_SERVER_ERROR,
    detail="Something went wrong on our side. Nothing was lost: try again, then tell us.",
    code="internal_error",
)


def problem_of(error: errors.CpeTrackerError) -> Problem:
    """What a client is told of an error."""
    status = STATUS_OF[type(error)]
    return Problem(
        type=f"urn:cpe-tracker:problem:{error.code}",
        title=status.phrase,
        status=status,
        detail=error.detail,
        code=error.code,
        **error.extras,
    )

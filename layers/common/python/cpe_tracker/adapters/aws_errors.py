"""Which of AWS's errors may pass by themselves."""

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectionError,  # noqa: A004 - botocore's own name
    HTTPClientError,
    ResponseStreamingError,
)

_TRANSIENT_CODES = frozenset(
    {
        "InternalError",
        "InternalFailure",
        "InternalServerError",
        "ModelTimeoutException",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "RequestThrottled",
        "RequestTimeout",
        "ServiceUnavailable",
        "ServiceUnavailableException",
        "SlowDown",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
        "LimitExceededException",
    }
)


def is_transient(error: ClientError | BotoCoreError) -> bool:
    """Throttling, timeouts, lost connections and the service's own failures."""
    if not isinstance(error, ClientError):
        return isinstance(error, (ConnectionError, HTTPClientError, ResponseStreamingError))
    answer = error.response
    status = answer.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    return answer.get("Error", {}).get("Code") in _TRANSIENT_CODES or status >= 500

"""Handling a batch of messages so that one bad message never takes the others along."""

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self, TypeVar

from pydantic import TypeAdapter, ValidationError

from cpe_tracker import log
from cpe_tracker.errors import TemporarilyUnavailableError
from cpe_tracker.messages import RetryLater

M = TypeVar("M")

_FIRST_DELAY, _LONGEST_DELAY = 4, 600


@dataclass(frozen=True, slots=True)
class Record:
    """A received message. `receives` counts this delivery too."""

    message_id: str
    receipt_handle: str
    receives: int
    body: str

    @classmethod
    def from_event(cls, record: Mapping[str, Any]) -> Self:
        """From one element of a Lambda SQS event's `Records`."""
        return cls(
            message_id=record["messageId"],
            receipt_handle=record["receiptHandle"],
            receives=int(record.get("attributes", {}).get("ApproximateReceiveCount", 1)),
            body=record["body"],
        )


def handle_batch(
    records: Iterable[Record],
    message_type: TypeAdapter[M],
    handle: Callable[[M], object],
    delay: Callable[[str, int], None],
    may_begin: Callable[[], bool] = lambda: True,
) -> dict[str, list[dict[str, str]]]:
    """Handle every record; the answer names those that shall be delivered again.

    A passing fault delays the next delivery (exponentially, with jitter). A body that is no
    `message_type` is dropped: no redelivery could mend it. An unexpected error is logged with
    its trace and the message goes back, to end in the dead-letter queue if it persists.
    After the first record, one that `may_begin` has no time left for goes back untouched.
    """
    failures = []
    for number, record in enumerate(records):
        if number and not may_begin():
            log.info("message put back", message_id=record.message_id)
            failures.append(record.message_id)
            _delay_quietly(record, delay)
            continue
        try:
            message = message_type.validate_json(record.body)
        except ValidationError:
            log.warning("message dropped", message_id=record.message_id, reason="malformed")
            continue
        try:
            handle(message)
        except (RetryLater, TemporarilyUnavailableError) as fault:
            log.info("message delayed", message_id=record.message_id, fault=type(fault).__name__)
            failures.append(record.message_id)
            _delay_quietly(record, delay)
        except Exception:  # noqa: BLE001 - one message's bug must not redeliver the others
            log.failure("message failed", message_id=record.message_id)
            failures.append(record.message_id)
    log.info("batch handled", failures=len(failures))
    return {"batchItemFailures": [{"itemIdentifier": message_id} for message_id in failures]}


def _delay_quietly(record: Record, delay: Callable[[str, int], None]) -> None:
    try:
        delay(record.receipt_handle, backoff_seconds(record.receives))
    except TemporarilyUnavailableError:
        # It then comes back after the queue's own visibility timeout.
        log.warning("delay not set", message_id=record.message_id)


def backoff_seconds(receives: int) -> int:
    """4 s after the first receive, doubling up to 10 minutes, up to a half less at random."""
    longest: int = min(_LONGEST_DELAY, _FIRST_DELAY * 2 ** max(0, receives - 1))
    return max(1, round(longest * random.uniform(0.5, 1)))  # noqa: S311 - jitter, no secret

"""Batches of messages, as Lambda hands them to a queue's handler."""

from collections.abc import Sequence
from types import ModuleType
from typing import Any

from chalice.test import Client


def delivered(app: ModuleType, handler: str, bodies: Sequence[str], receives: int = 1) -> list[int]:
    """The places in the batch of the messages that shall be delivered again."""
    client = Client(app.app)
    event: dict[str, Any] = client.events.generate_sqs_event(list(bodies))
    for place, record in enumerate(event["Records"]):
        # The client gives every record of a batch the same id.
        record["messageId"] = str(place)
        record["receiptHandle"] = f"receipt-{place}"
        record["attributes"]["ApproximateReceiveCount"] = str(receives)
    answer = client.lambda_.invoke(handler, event).payload
    assert set(answer) == {"batchItemFailures"}
    return [int(failure["itemIdentifier"]) for failure in answer["batchItemFailures"]]

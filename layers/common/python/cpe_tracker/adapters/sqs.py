"""Queues in SQS."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError
from pydantic import BaseModel

from cpe_tracker.adapters.aws_errors import is_transient
from cpe_tracker.adapters.batches import in_batches
from cpe_tracker.errors import TemporarilyUnavailableError
from cpe_tracker.messages import ExportRequested, RunCompleted, TaskQueued

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

_BATCH = 10
"""The most messages SQS takes in one request."""
_REQUESTS_AT_ONCE = 8
_NO_LONGER_HELD = frozenset(
    {
        "AWS.SimpleQueueService.MessageNotInflight",
        "InvalidParameterValue",
        "MessageNotInflight",
        "ReceiptHandleIsInvalid",
    }
)
"""What SQS says of a receipt whose message it has given to somebody else, or may soon."""


class SqsTaskQueue:
    """Implements ports.queues.TaskQueue."""

    def __init__(self, client: "SQSClient", queue_url: str) -> None:
        self._client = client
        self._queue_url = queue_url

    def send(self, messages: Sequence[TaskQueued | ExportRequested]) -> None:
        _send(self._client, self._queue_url, messages)

    def depth(self) -> int:
        with _translated_errors():
            attributes = self._client.get_queue_attributes(
                QueueUrl=self._queue_url,
                AttributeNames=[
                    "ApproximateNumberOfMessages",
                    "ApproximateNumberOfMessagesNotVisible",
                    "ApproximateNumberOfMessagesDelayed",
                ],
            )["Attributes"]
        return sum(int(count) for count in attributes.values())

    def check(self) -> None:
        """Raises TemporarilyUnavailableError when the queue does not answer."""
        self.depth()

    def delay(self, receipt_handle: str, seconds: int) -> None:
        """Let a received message come back after so many seconds (0 to 43,200).

        One that has come back already, because its time was up, is left alone.
        """
        with _translated_errors():
            try:
                self._client.change_message_visibility(
                    QueueUrl=self._queue_url,
                    ReceiptHandle=receipt_handle,
                    VisibilityTimeout=seconds,
                )
            except ClientError as error:
                if error.response.get("Error", {}).get("Code") not in _NO_LONGER_HELD:
                    raise


class SqsRunCompletedQueue:
    """Implements ports.queues.RunCompletedQueue."""

    def __init__(self, client: "SQSClient", queue_url: str) -> None:
        self._client = client
        self._queue_url = queue_url

    def send(self, messages: Sequence[RunCompleted]) -> None:
        _send(self._client, self._queue_url, messages)


def _send(client: "SQSClient", queue_url: str, messages: Sequence[BaseModel]) -> None:
    def send_batch(batch: list[BaseModel]) -> None:
        answer = client.send_message_batch(
            QueueUrl=queue_url,
            Entries=[
                {"Id": str(index), "MessageBody": message.model_dump_json()}
                for index, message in enumerate(batch)
            ],
        )
        if answer.get("Failed"):
            raise TemporarilyUnavailableError("queue")

    batches = list(in_batches(messages, _BATCH))
    with _translated_errors():
        if len(batches) == 1:
            send_batch(batches[0])
        elif batches:
            with ThreadPoolExecutor(_REQUESTS_AT_ONCE) as threads:
                list(threads.map(send_batch, batches))


@contextmanager
def _translated_errors() -> Iterator[None]:
    try:
        yield
    except (ClientError, BotoCoreError) as error:
        if is_transient(error):
            raise TemporarilyUnavailableError("queue") from error
        raise

"""Queues in SQS, on moto and on a real endpoint."""

from uuid import uuid4

import pytest

from cpe_tracker.adapters.sqs import SqsRunCompletedQueue, SqsTaskQueue
from cpe_tracker.errors import TemporarilyUnavailableError
from cpe_tracker.messages import RunCompleted, TaskQueued
from tests.integration.conftest import Aws, client_of_nothing


def received(aws: Aws, queue_url: str) -> list[str]:
    bodies: list[str] = []
    while messages := aws.sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get(
        "Messages"
    ):
        bodies.extend(message["Body"] for message in messages)
    return bodies


def test_more_messages_than_one_request_takes_all_arrive(aws: Aws) -> None:
    url = aws.queue()
    messages = [TaskQueued(task_id=uuid4()) for _ in range(25)]

    SqsTaskQueue(aws.sqs, url).send(messages)

    bodies = received(aws, url)
    assert {TaskQueued.model_validate_json(body) for body in bodies} == set(messages)


def test_the_depth_counts_what_waits_and_what_is_being_handled(aws: Aws) -> None:
    url = aws.queue()
    queue = SqsTaskQueue(aws.sqs, url)
    queue.send([TaskQueued(task_id=uuid4()) for _ in range(3)])
    aws.sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=1)

    assert queue.depth() == 3


def test_a_delayed_message_is_not_seen_before_its_time(aws: Aws) -> None:
    url = aws.queue()
    queue = SqsTaskQueue(aws.sqs, url)
    queue.send([TaskQueued(task_id=uuid4())])
    [message] = aws.sqs.receive_message(QueueUrl=url, VisibilityTimeout=0)["Messages"]

    queue.delay(message["ReceiptHandle"], 600)

    assert received(aws, url) == []


def test_a_run_is_announced(aws: Aws) -> None:
    url = aws.queue()
    message = RunCompleted(run_id=uuid4())

    SqsRunCompletedQueue(aws.sqs, url).send([message])

    assert received(aws, url) == [message.model_dump_json()]


def test_sending_nothing_asks_nothing(aws: Aws) -> None:
    SqsTaskQueue(aws.sqs, "http://127.0.0.1:9/no-queue").send([])


def test_a_queue_that_is_not_there_is_not_taken_for_a_passing_fault(aws: Aws) -> None:
    gone = aws.queue()
    aws.sqs.delete_queue(QueueUrl=gone)

    with pytest.raises(aws.sqs.exceptions.QueueDoesNotExist):
        SqsTaskQueue(aws.sqs, gone).depth()


def test_an_endpoint_that_is_away_is_a_passing_fault() -> None:
    away = client_of_nothing("sqs")
    queue = SqsTaskQueue(away, "http://127.0.0.1:9/queue")

    with pytest.raises(TemporarilyUnavailableError):
        queue.send([TaskQueued(task_id=uuid4())])

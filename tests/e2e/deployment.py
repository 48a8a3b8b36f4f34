"""The running stack as its operator sees it: functions, queues, objects, tables."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import boto3
from botocore.config import Config
from sqlalchemy import Row, create_engine, text

from local_stack.stack import STACK
from local_stack.state import StackState
from tests.e2e.polling import eventually

_COUNTS = (
    "ApproximateNumberOfMessages",
    "ApproximateNumberOfMessagesNotVisible",
    "ApproximateNumberOfMessagesDelayed",
)

_SCHEDULED_EVENT = {
    "version": "0",
    "id": "00000000-0000-0000-0000-000000000000",
    "detail-type": "Scheduled Event",
    "source": "aws.events",
    "account": "000000000000",
    "time": "2026-01-01T00:00:00Z",
    "region": "us-east-1",
    "resources": [],
    "detail": {},
}


class Deployment:
    """An administrator's clients of one stack."""

    def __init__(self, stack: StackState) -> None:
        self.stack = stack
        self.s3 = self._client("s3")
        self.sqs = self._client("sqs")
        self._lambda = self._client("lambda")
        self._cloudformation = self._client("cloudformation")
        self._engine = create_engine(stack.database_url)

    def close(self) -> None:
        self._engine.dispose()

    def rows(self, sql: str, **parameters: object) -> list[Row[Any]]:
        with self._engine.begin() as connection:
            return list(connection.execute(text(sql), parameters))

    def change(self, sql: str, **parameters: object) -> int:
        """How many rows were touched."""
        with self._engine.begin() as connection:
            return connection.execute(text(sql), parameters).rowcount

    def invoke(self, logical_id: str, event: Mapping[str, Any] | None = None) -> Any:
        """Calls a deployed function and waits for its answer."""
        answer = self._lambda.invoke(
            FunctionName=self._function(logical_id), Payload=json.dumps(event or {})
        )
        said = json.loads(answer["Payload"].read() or b"null")
        assert "FunctionError" not in answer, said
        return said

    def reconcile(self) -> None:
        """Does at once what the schedule does every minute."""
        self.invoke("Reconcile", _SCHEDULED_EVENT)

    @contextmanager
    def held(self, logical_id: str) -> Iterator[None]:
        """A function that takes messages takes none until the block ends; those it has, it ends."""
        (mapping,) = self._lambda.list_event_source_mappings(
            FunctionName=self._function(logical_id)
        )["EventSourceMappings"]
        self._lambda.update_event_source_mapping(UUID=mapping["UUID"], Enabled=False)
        try:
            yield
        finally:
            self._lambda.update_event_source_mapping(UUID=mapping["UUID"], Enabled=True)

    def send(self, queue_url: str, bodies: list[dict[str, str]]) -> None:
        for first in range(0, len(bodies), 10):
            entries = [
                {"Id": str(index), "MessageBody": json.dumps(body)}
                for index, body in enumerate(bodies[first : first + 10])
            ]
            answer = self.sqs.send_message_batch(QueueUrl=queue_url, Entries=entries)
            assert not answer.get("Failed"), answer

    def depth(self, queue_url: str) -> int:
        """How many messages wait or are being handled."""
        attributes = self.sqs.get_queue_attributes(QueueUrl=queue_url, AttributeNames=_COUNTS)
        return sum(int(count) for count in attributes["Attributes"].values())

    def wait_until_empty(self, queue_url: str) -> None:
        eventually(lambda: self.depth(queue_url) == 0)

    def object_keys(self, prefix: str) -> list[str]:
        listed = self.s3.list_objects_v2(Bucket=self.stack.files_bucket, Prefix=prefix)
        return [item["Key"] for item in listed.get("Contents", [])]

    def task_ids(self, run_id: str) -> list[str]:
        tasks = self.rows(
            "SELECT id FROM extraction_tasks WHERE run_id = :run_id ORDER BY position",
            run_id=run_id,
        )
        return [str(task.id) for task in tasks]

    def _function(self, logical_id: str) -> str:
        resource = self._cloudformation.describe_stack_resource(
            StackName=STACK, LogicalResourceId=logical_id
        )
        name: str = resource["StackResourceDetail"]["PhysicalResourceId"]
        return name

    def _client(self, service: str) -> Any:
        return boto3.client(  # type: ignore[call-overload]
            service,
            endpoint_url=self.stack.s3_endpoint,
            region_name=self.stack.region,
            aws_access_key_id=self.stack.access_key_id,
            aws_secret_access_key=self.stack.secret_access_key,
            config=Config(
                s3={"addressing_style": "path"},
                signature_version="s3v4" if service == "s3" else None,
            ),
        )

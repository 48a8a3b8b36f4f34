"""The same cases on moto, in this process, and on a real endpoint."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import boto3
import pytest
from botocore.config import Config
from moto import mock_aws

_CONFIG = Config(
    signature_version="s3v4",
    s3={"addressing_style": "path"},
    retries={"total_max_attempts": 1},
    read_timeout=20,
)


class Aws:
    """Clients of one endpoint, and a bucket of the test's own."""

    def __init__(self, endpoint: str | None) -> None:
        self.endpoint = endpoint
        self.s3 = boto3.client("s3", endpoint_url=endpoint, config=_CONFIG)
        self.sqs = boto3.client(
            "sqs", endpoint_url=endpoint, config=Config(retries={"total_max_attempts": 1})
        )
        self.bucket = f"test-{uuid4().hex}"
        self.s3.create_bucket(Bucket=self.bucket)

    def queue(self) -> str:
        """The URL of a new queue."""
        return self.sqs.create_queue(QueueName=f"test-{uuid4().hex}")["QueueUrl"]


def client_of_nothing(service: str) -> Any:
    """A client of an address where nobody listens."""
    return boto3.client(  # type: ignore[call-overload]
        service,
        endpoint_url="http://127.0.0.1:9",
        region_name="us-east-1",
        aws_access_key_id="x",
        aws_secret_access_key="x",
        config=Config(retries={"total_max_attempts": 1}, connect_timeout=1),
    )


@pytest.fixture(params=["moto", "endpoint"])
def aws(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Aws]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    if request.param == "endpoint":
        yield Aws(request.getfixturevalue("aws_endpoint"))
        return
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    with mock_aws():
        yield Aws(None)

"""The functions with real Postgres behind them, and moto's S3 and SQS."""

from collections.abc import Callable, Iterator
from uuid import uuid4

import boto3
import pytest
from chalice.test import Client
from moto import mock_aws

from cpe_tracker import wiring, worker_wiring
from cpe_tracker.adapters.postgres.database import Database
from cpe_tracker.wiring import Parts
from tests.functions.apps import API
from tests.functions.calling import Caller
from tests.functions.contract import Contract
from tests.functions.desk import Desk
from tests.functions.tokens import PROJECT

KEPT_WHILE_WARM = (
    wiring.settings,
    wiring.parts,
    wiring.token_verifier,
    worker_wiring.reader,
    worker_wiring.tasks,
)


@pytest.fixture(scope="module")
def s3_and_sqs() -> Iterator[None]:
    """An empty S3 and SQS. Making clients is slow the first time, so a module keeps them."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("AWS_ENDPOINT_URL", "AWS_PROFILE"):
            patch.delenv(name, raising=False)
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            patch.setenv(name, "testing")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        with mock_aws():
            yield


@pytest.fixture
def environment(
    s3_and_sqs: None,  # noqa: ARG001
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A function's environment, with a bucket and queues of the test's own."""
    test = uuid4().hex
    boto3.client("s3").create_bucket(Bucket=test)
    queues = boto3.client("sqs")
    for variable, name in (
        ("TASK_QUEUE_URL", f"tasks-{test}"),
        ("RUN_COMPLETED_QUEUE_URL", f"run-completed-{test}"),
    ):
        monkeypatch.setenv(variable, queues.create_queue(QueueName=name)["QueueUrl"])
    monkeypatch.setenv("CPE_MODE", "local")
    monkeypatch.setenv("FILES_BUCKET", test)
    monkeypatch.setenv("FIREBASE_PROJECT_ID", PROJECT)
    monkeypatch.setenv("FIREBASE_AUTH_EMULATOR_HOST", "127.0.0.1:9099")
    monkeypatch.setenv("DATABASE_URL", database_url)


@pytest.fixture
def cold() -> Iterator[None]:
    """Nothing is kept from the test before, nor for the test after."""
    for kept in KEPT_WHILE_WARM:
        kept.cache_clear()
    yield
    for kept in KEPT_WHILE_WARM:
        kept.cache_clear()


@pytest.fixture
def parts(
    environment: None,  # noqa: ARG001 - read by the wiring
    cold: None,  # noqa: ARG001
    database: Database,
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> Parts:
    """What the functions are made of, on the test's own database."""

    def engine_of_the_test(url: str) -> object:
        assert url == database_url
        return database.engine

    monkeypatch.setattr(wiring, "engine_for", engine_of_the_test)
    return wiring.parts()


@pytest.fixture(scope="session")
def contract() -> Contract:
    return Contract()


@pytest.fixture
def signed_in(parts: Parts, contract: Contract) -> Callable[[str], Caller]:  # noqa: ARG001
    """A caller for a user id."""
    client = Client(API.app)
    return lambda user_id: Caller(client, contract, user_id)


@pytest.fixture
def ada(signed_in: Callable[[str], Caller]) -> Caller:
    return signed_in("ada")


@pytest.fixture
def bob(signed_in: Callable[[str], Caller]) -> Caller:
    return signed_in("bob")


@pytest.fixture
def desk(ada: Caller, parts: Parts) -> Desk:
    """Where Ada keeps her sheets."""
    return Desk(ada, parts)

"""Real parts for the tests: a database of its own for each test, and an AWS endpoint."""

import os
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import boto3
import pytest
from sqlalchemy import create_engine, event, text

from cpe_tracker.adapters.postgres.database import Database, engine_for
from local_stack import emulator, postgres
from local_stack.folder import DataFolder
from local_stack.ports import reserve
from local_stack.processes import Processes
from migrations.schema import upgrade
from migrations.seed import seed
from tests.world import World, world_on_fakes, world_on_postgres


@pytest.fixture(autouse=True)
def _no_session_of_another_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """boto3 keeps its default session, and with it the environment of the test that made it."""
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)


@pytest.fixture(scope="session")
def server_folder() -> Iterator[DataFolder]:
    """Where the session's servers keep their data.

    Not below pytest's own folder: a second pytest at the same time takes the rights to enter it
    from the unprivileged user that Postgres runs as.
    """
    with TemporaryDirectory(prefix="cpe-tracker-tests-", ignore_cleanup_errors=True) as root:
        folder = DataFolder(Path(root))
        folder.make()
        yield folder


@pytest.fixture(scope="session")
def server_url(server_folder: DataFolder) -> Iterator[str]:
    """A Postgres server with a migrated and seeded database `pattern`; the URL of `postgres`."""
    processes = Processes(server_folder)
    ports = reserve(server_folder, {}, anew=True)
    server = postgres.start(server_folder, ports.database, processes)
    try:
        url = f"{server.url.rpartition('/')[0]}/postgres"
        # Nothing here must survive a crash, and a test should not wait for a disk.
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            _execute(url, f"ALTER SYSTEM SET {setting} = off")
        _execute(url, "SELECT pg_reload_conf()")
        _execute(url, "CREATE DATABASE pattern")
        engine = create_engine(_named(url, "pattern"))
        upgrade(engine)
        seed(engine)
        engine.dispose()
        yield url
    finally:
        server.stop()


@pytest.fixture
def database_url(server_url: str) -> Iterator[str]:
    """A database of this test's own."""
    name = f"test_{uuid4().hex}"
    _execute(server_url, f"CREATE DATABASE {name} TEMPLATE pattern STRATEGY file_copy")
    yield _named(server_url, name)
    _execute(server_url, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """What the adapters stand on."""
    engine = engine_for(database_url)
    yield Database(engine)
    engine.dispose()


@pytest.fixture
def statements(database: Database) -> list[str]:
    """The statements executed on `database` since the test asked for them."""
    seen: list[str] = []

    @event.listens_for(database.engine, "before_cursor_execute")
    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    return seen


@pytest.fixture(scope="session")
def aws_endpoint(server_folder: DataFolder) -> Iterator[str]:
    """AWS_ENDPOINT_URL if it is set, else an emulator without functions."""
    named = os.environ.get("AWS_ENDPOINT_URL")
    if named:
        if not _answers(named):
            pytest.exit(f"Nothing answers at AWS_ENDPOINT_URL={named}. Start it first.", 1)
        yield named
        return
    folder = DataFolder(server_folder.root / "emulator")
    folder.make()
    ports = reserve(folder, {}, anew=True)
    running = emulator.start(folder, ports.aws, Processes(folder))
    try:
        emulator.wait_for(running)
        yield running.url
    finally:
        running.stop()


def _answers(url: str) -> bool:
    try:
        urllib.request.urlopen(url, timeout=10).close()  # noqa: S310
    except urllib.error.HTTPError:
        return True
    except (OSError, ValueError):
        return False
    return True


@pytest.fixture(params=["fakes", "postgres"])
def world(request: pytest.FixtureRequest) -> World:
    """The pipeline's steps in two worlds; the facts are the same."""
    if request.param == "fakes":
        return world_on_fakes()
    return world_on_postgres(request.getfixturevalue("database"))


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of sample certificates."""
    return Path(__file__).parents[1] / "samples"


def _named(url: str, database: str) -> str:
    return f"{url.rpartition('/')[0]}/{database}"


def _execute(url: str, statement: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()

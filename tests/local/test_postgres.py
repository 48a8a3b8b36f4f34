"""The embedded Postgres and its data folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import create_engine, text

from local_stack import postgres
from local_stack.errors import StackError
from local_stack.folder import DataFolder
from local_stack.ports import reserve
from local_stack.processes import Processes


@pytest.fixture
def folder() -> Iterator[DataFolder]:
    # Postgres runs as another user, who may not enter pytest's own folders.
    with TemporaryDirectory(prefix="cpe-tracker-tests-", ignore_cleanup_errors=True) as root:
        data = DataFolder(Path(root))
        data.make()
        yield data


@contextmanager
def running(folder: DataFolder) -> Iterator[str]:
    ports = reserve(folder, {}, anew=True)
    server = postgres.start(folder, ports.database, Processes(folder))
    try:
        yield server.url
    finally:
        server.stop()


def run(url: str, sql: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(sql))
    engine.dispose()


@pytest.mark.parametrize("left", [None, '{"ports": {"datab'])
def test_what_was_stored_is_there_when_the_settings_are_lost(
    folder: DataFolder, left: str | None
) -> None:
    with running(folder) as url:
        run(url, "CREATE TABLE kept AS SELECT 1")

    folder.settings.unlink()
    if left is not None:
        folder.settings.write_text(left)

    with running(folder) as url:
        run(url, "TABLE kept")


def test_damaged_data_without_settings_are_told_in_a_sentence(folder: DataFolder) -> None:
    with running(folder):
        pass
    folder.settings.unlink()
    (folder.postgres / "global" / "pg_control").write_bytes(b"cut")

    with pytest.raises(StackError, match="doesn't start"), running(folder):
        pass

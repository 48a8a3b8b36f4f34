"""A Postgres server for one measurement."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine

from cpe_tracker.adapters.postgres.database import Database, engine_for
from local_stack import postgres
from local_stack.folder import DataFolder
from local_stack.ports import reserve
from local_stack.processes import Processes
from migrations.schema import upgrade
from migrations.seed import seed


@contextmanager
def prepared_database() -> Iterator[Database]:
    """A migrated and seeded database on a server of its own."""
    with tempfile.TemporaryDirectory() as root:
        folder = DataFolder(Path(root) / "data")
        folder.make()
        server = postgres.start(folder, reserve(folder, {}, anew=True).database, Processes(folder))
        try:
            engine = create_engine(server.url)
            upgrade(engine)
            seed(engine)
            engine.dispose()
            database = Database(engine_for(server.url))
            yield database
            database.engine.dispose()
        finally:
            server.stop()

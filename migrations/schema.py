"""Moving a database's schema up and down its history."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, text

_LOCK = 7_244_001
"""An arbitrary number, ours alone: two deploys at once migrate one after the other."""


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the schema up to `revision`, in one transaction."""
    with engine.begin() as connection:
        _take_the_time_it_takes(connection)
        command.upgrade(_config(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take the schema down to `revision` (`base`: nothing), in one transaction."""
    with engine.begin() as connection:
        _take_the_time_it_takes(connection)
        command.downgrade(_config(connection), revision)


def _take_the_time_it_takes(connection: Connection) -> None:
    connection.execute(text("SET LOCAL statement_timeout = 0"))
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def _config(connection: Connection) -> Config:
    config = Config(str(Path(__file__).parent / "alembic.ini"))
    config.attributes["connection"] = connection
    return config

"""Databases whose schema a test makes and takes apart."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from sqlalchemy import Engine, create_engine, text


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """The test's own database, migrated and seeded."""
    made = create_engine(database_url)
    yield made
    made.dispose()


@pytest.fixture(scope="module")
def shared(server_url: str) -> Iterator[Engine]:
    """A migrated and seeded database for all tests of a module, which leave nothing in it."""
    name = f"test_{uuid4().hex}"
    server = create_engine(server_url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE pattern"))
    made = create_engine(f"{server_url.rpartition('/')[0]}/{name}")
    yield made
    made.dispose()
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture
def empty(engine: Engine) -> Engine:
    """The same with nothing in it at all."""
    clear(engine)
    return engine


def clear(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))

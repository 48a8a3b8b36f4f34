"""Databases whose schema a test makes and takes apart."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, create_engine, text


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """The test's own database, migrated and seeded."""
    made = create_engine(database_url)
    yield made
    made.dispose()


@pytest.fixture
def empty(engine: Engine) -> Engine:
    """The same with nothing in it at all."""
    clear(engine)
    return engine


def clear(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))

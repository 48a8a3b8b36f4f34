"""The connection to Postgres, its transactions, and the translation of its errors."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from pg8000.exceptions import InterfaceError as DriverInterfaceError
from sqlalchemy import Connection, Engine, Row, create_engine, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, DisconnectionError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import ConnectionPoolEntry

from cpe_tracker.adapters.postgres.account import Account
from cpe_tracker.errors import TemporarilyUnavailableError

_TRANSIENT_STATES = ("08", "40", "53", "55P03", "57P")
"""SQLSTATE classes: connection, rollback (deadlock, serialisation), resources, lock, shutdown."""

_TRUSTED_SECONDS = 1.0
"""How long after its last use a connection is taken to be alive without asking."""


def engine_for(database_url: str, account: Callable[[], Account] | None = None) -> Engine:
    """An engine that keeps one connection per warm function, tested before use after a rest.

    `account` is asked at each new connection and wins over the URL. Statements give up after
    25 s, before the gateway does.
    """
    engine = create_engine(
        database_url,
        pool_size=1,
        max_overflow=4,
        connect_args={
            "timeout": 30,
            "startup_params": {"statement_timeout": "25000", "TimeZone": "UTC"},
        },
    )
    _test_after_a_rest(engine)
    if account is not None:

        @event.listens_for(engine, "do_connect")
        def connect_as(
            _dialect: object, _record: object, _arguments: object, parameters: dict[str, Any]
        ) -> None:
            parameters["user"], parameters["password"] = account()

    return engine


def _test_after_a_rest(engine: Engine) -> None:
    """A connection is lost while a function is frozen or idle, hardly between two statements."""

    @event.listens_for(engine, "checkin")
    def note(_connection: DBAPIConnection | None, entry: ConnectionPoolEntry) -> None:
        entry.info["used_at"] = time.time()

    @event.listens_for(engine, "checkout")
    def test(connection: DBAPIConnection, entry: ConnectionPoolEntry, _proxy: object) -> None:
        if time.time() - entry.info.get("used_at", time.time()) < _TRUSTED_SECONDS:
            return
        try:
            engine.dialect.do_ping(connection)
        except (engine.dialect.loaded_dbapi.Error, ConnectionError) as error:
            raise DisconnectionError from error


class StatementRefusedError(Exception):
    """Postgres refused a statement for good: a bug of ours. Says where, never with which values.

    A driver's own message quotes rows, and what stands on a certificate must not reach a log.
    """


class Database:
    """Transactions on one Postgres database.

    Its methods raise TemporarilyUnavailableError for what may pass: a lost connection, a deadlock,
    a shutdown, a statement that took too long; and StatementRefusedError for what won't.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @contextmanager
    def transaction(self) -> Iterator["Transaction"]:
        """Several statements. Commits on leaving, rolls back on any error."""
        with _translated_errors(), self.engine.begin() as connection:
            yield Transaction(connection)

    def rows(self, sql: str, parameters: Mapping[str, Any] | None = None) -> list[Row[Any]]:
        """All rows that one statement returns, which is a transaction of its own."""
        with self._one_statement() as statement:
            return statement.rows(sql, parameters)

    def first(self, sql: str, parameters: Mapping[str, Any] | None = None) -> Row[Any] | None:
        """The first row of one statement, which is a transaction of its own."""
        with self._one_statement() as statement:
            return statement.first(sql, parameters)

    def run(self, sql: str, parameters: Mapping[str, Any] | None = None) -> int:
        """Execute one statement, a transaction of its own; how many rows it touched."""
        with self._one_statement() as statement:
            return statement.run(sql, parameters)

    @contextmanager
    def _one_statement(self) -> Iterator["Transaction"]:
        """Postgres commits a lone statement with itself: BEGIN and COMMIT would be four of its
        seven exchanges with the driver."""
        with _translated_errors(), self.engine.connect() as connection:
            driver: Any = connection.connection.driver_connection
            driver.rollback()  # Ends what the test after a rest began; else it asks nothing.
            driver.autocommit = True
            try:
                yield Transaction(connection)
            finally:
                driver.autocommit = False

    def check(self) -> None:
        """Raises TemporarilyUnavailableError when the database does not answer."""
        self.first("SELECT 1")


class Transaction:
    """Statements on one connection. Parameters are named; `sql` is always a constant."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def rows(self, sql: str, parameters: Mapping[str, Any] | None = None) -> list[Row[Any]]:
        """All rows a statement returns."""
        return list(self._connection.execute(text(sql), parameters or {}))

    def first(self, sql: str, parameters: Mapping[str, Any] | None = None) -> Row[Any] | None:
        """The first row, if there is one."""
        return self._connection.execute(text(sql), parameters or {}).first()

    def run(self, sql: str, parameters: Mapping[str, Any] | None = None) -> int:
        """Execute a statement that returns no rows; how many it touched."""
        return self._connection.execute(text(sql), parameters or {}).rowcount


@contextmanager
def _translated_errors() -> Iterator[None]:
    try:
        yield
    except (OperationalError, InterfaceError, PoolTimeoutError) as error:
        raise TemporarilyUnavailableError("database") from error
    except (DriverInterfaceError, ConnectionError) as error:
        raise TemporarilyUnavailableError("database") from error
    except DBAPIError as error:
        if error.connection_invalidated or _told(error, "C").startswith(_TRANSIENT_STATES):
            raise TemporarilyUnavailableError("database") from error
        raise StatementRefusedError(
            f"SQLSTATE {_told(error, 'C')} table {_told(error, 't') or '-'}"
            f" constraint {_told(error, 'n') or '-'}"
        ) from None


def _told(error: DBAPIError, field: str) -> str:
    """A field of Postgres' error message, by its letter in the protocol; empty if there is none."""
    details = error.orig.args[0] if error.orig is not None and error.orig.args else None
    value = details.get(field) if isinstance(details, dict) else None
    return value if isinstance(value, str) else ""

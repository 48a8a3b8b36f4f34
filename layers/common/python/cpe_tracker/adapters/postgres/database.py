"""The connection to Postgres, its transactions, and the translation of its errors."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from pg8000.exceptions import InterfaceError as DriverInterfaceError
from sqlalchemy import Connection, Engine, Row, create_engine, event, text
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from cpe_tracker.adapters.postgres.account import Account
from cpe_tracker.errors import TemporarilyUnavailableError

_TRANSIENT_STATES = ("08", "40", "53", "55P03", "57P")
"""SQLSTATE classes: connection, rollback (deadlock, serialisation), resources, lock, shutdown."""


def engine_for(database_url: str, account: Callable[[], Account] | None = None) -> Engine:
    """An engine that keeps one connection per warm function, tested before use.

    `account` is asked at each new connection and wins over the URL. Statements give up after
    25 s, before the gateway does.
    """
    engine = create_engine(
        database_url,
        pool_size=1,
        max_overflow=4,
        pool_pre_ping=True,
        connect_args={
            "timeout": 30,
            "startup_params": {"statement_timeout": "25000", "TimeZone": "UTC"},
        },
    )
    if account is not None:

        @event.listens_for(engine, "do_connect")
        def connect_as(
            _dialect: object, _record: object, _arguments: object, parameters: dict[str, Any]
        ) -> None:
            parameters["user"], parameters["password"] = account()

    return engine


class StatementRefusedError(Exception):
    """Postgres refused a statement for good: a bug of ours. Says where, never with which values.

    A driver's own message quotes rows, and what stands on a certificate must not reach a log.
    """


class Database:
    """Transactions on one Postgres database."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @contextmanager
    def transaction(self) -> Iterator["Transaction"]:
        """Commits on leaving, rolls back on any error.

        Raises TemporarilyUnavailableError for what may pass: a lost connection, a deadlock,
        a shutdown, a statement that took too long. Raises StatementRefusedError for what won't.
        """
        try:
            with self.engine.begin() as connection:
                yield Transaction(connection)
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

    def check(self) -> None:
        """Raises TemporarilyUnavailableError when the database does not answer."""
        with self.transaction() as transaction:
            transaction.first("SELECT 1")


class Transaction:
    """Statements within one transaction. Parameters are named; `sql` is always a constant."""

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


def _told(error: DBAPIError, field: str) -> str:
    """A field of Postgres' error message, by its letter in the protocol; empty if there is none."""
    details = error.orig.args[0] if error.orig is not None and error.orig.args else None
    value = details.get(field) if isinstance(details, dict) else None
    return value if isinstance(value, str) else ""

"""What the worker needs beside `wiring`: only it knows, and pays for, the reader."""

from functools import cache

from certificate_reader.child.parent import ChildReader
from cpe_tracker.adapters.postgres.tasks import PostgresTasks
from cpe_tracker.ports.reader import Reader
from cpe_tracker.ports.tasks import TaskStore
from cpe_tracker.wiring import parts


@cache
def reader() -> Reader:
    """The embedded reader in a child process of its own, kept while the function is warm.

    What a hostile document does to the child, it can't do to the worker.
    """
    return ChildReader()


@cache
def tasks() -> TaskStore:
    """The tasks, in the same database as the rest."""
    return PostgresTasks(parts().database)

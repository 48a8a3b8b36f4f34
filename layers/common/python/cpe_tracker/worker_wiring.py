"""What the worker needs beside `wiring`: only it knows, and pays for, the reader."""

from functools import cache

from certificate_reader.child.limits import Limits
from certificate_reader.child.parent import ChildReader
from cpe_tracker.adapters.postgres.tasks import PostgresTasks
from cpe_tracker.ports.reader import Reader
from cpe_tracker.ports.tasks import TaskStore
from cpe_tracker.wiring import parts

_LIMITS = Limits(memory=1500 * 1024 * 1024, cpu_seconds=80, wall_seconds=90)
"""Within the worker's own: 2 GB of memory and 120 s for a task, of which some go to the rest."""


@cache
def reader() -> Reader:
    """The embedded reader in a child process of its own, kept while the function is warm.

    What a hostile document does to the child, it can't do to the worker.
    """
    return ChildReader(_LIMITS)


@cache
def tasks() -> TaskStore:
    """The tasks, in the same database as the rest."""
    return PostgresTasks(parts().database)

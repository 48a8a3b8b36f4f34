"""What the worker needs beside `wiring`: only it knows, and pays for, the reader."""

import sys
from functools import cache
from typing import TYPE_CHECKING

import boto3

from certificate_reader.child.limits import Limits
from certificate_reader.child.parent import ChildReader
from cpe_tracker.adapters.postgres.tasks import PostgresTasks
from cpe_tracker.ports.reader import Reader
from cpe_tracker.ports.tasks import TaskStore
from cpe_tracker.wiring import AWS_CONFIG, parts, settings

if TYPE_CHECKING:
    from certificate_reader.ocr.textract import TextractOcr

_LIMITS = Limits(memory=1500 * 1024 * 1024, cpu_seconds=80, wall_seconds=90)
"""Within the worker's own: 2 GB of memory and 120 s for a task, of which some go to the rest."""


@cache
def reader() -> Reader:
    """The embedded reader in a child process of its own, kept while the function is warm.

    What a hostile document does to the child, it can't do to the worker.
    """
    chosen = settings()
    return ChildReader(
        _LIMITS,
        ocr=_textract() if chosen.ocr == "textract" else None,
        python=chosen.reader_python or sys.executable,
    )


def _textract() -> "TextractOcr":
    from certificate_reader.ocr.textract import TextractOcr

    return TextractOcr(boto3.client("textract", config=AWS_CONFIG))


@cache
def tasks() -> TaskStore:
    """The tasks, in the same database as the rest."""
    return PostgresTasks(parts().database)

"""What the worker needs beside `wiring`: only it knows, and pays for, the reader."""

from collections.abc import Sequence
from functools import cache

from certificate_reader.documents import Document
from certificate_reader.fields import FieldSpec
from certificate_reader.read import read
from certificate_reader.reading import Reading
from cpe_tracker.adapters.postgres.tasks import PostgresTasks
from cpe_tracker.ports.reader import Reader
from cpe_tracker.ports.tasks import TaskStore
from cpe_tracker.wiring import parts


class LayoutReader:
    """Implements ports.reader.Reader with the embedded layout reader, in this process."""

    def read(self, documents: Sequence[Document], fields: Sequence[FieldSpec]) -> Reading:
        return read(documents, fields)


@cache
def reader() -> Reader:
    """The reader of this deployment, kept while the function is warm."""
    return LayoutReader()


@cache
def tasks() -> TaskStore:
    """The tasks, in the same database as the rest."""
    return PostgresTasks(parts().database)

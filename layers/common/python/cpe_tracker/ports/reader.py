"""What the worker needs of a reader."""

from collections.abc import Sequence
from typing import Protocol

from certificate_reader.documents import Document
from certificate_reader.fields import FieldSpec
from certificate_reader.reading import Reading


class Reader(Protocol):
    """Reads the documents of one task."""

    def read(self, documents: Sequence[Document], fields: Sequence[FieldSpec]) -> Reading:
        """A table with one column for each of `fields`, in order.

        Raises certificate_reader's UnreadableDocumentError (for good) or
        TransientReadingError (try again).
        """
        ...

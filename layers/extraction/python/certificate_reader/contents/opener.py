"""What opens documents for readers that ask a service."""

from collections.abc import Sequence
from typing import Protocol

from certificate_reader.contents.contents import Contents, Wanted
from certificate_reader.documents import Document
from certificate_reader.fields import FieldSpec


class Opener(Protocol):
    """Opens documents away from this process, such as `ChildReader`."""

    def contents(
        self, documents: Sequence[Document], fields: Sequence[FieldSpec], wanted: Wanted
    ) -> Contents:
        """The documents' contents. Raises UnreadableDocumentError or TransientReadingError."""
        ...

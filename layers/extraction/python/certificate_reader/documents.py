"""What is read: the bytes of a file, and what its owner says it is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """A file to read.

    `media_type` is what the uploader declared. Readers decide by the content and never trust it;
    `name` serves messages only.
    """

    name: str
    media_type: str
    content: bytes

"""The contents of documents, as a reader that asks a service gets them."""

from dataclasses import dataclass
from typing import Literal

from certificate_reader.pages import Page
from certificate_reader.reading import Reading

Service = Literal["bedrock", "textract"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which service gets the files, and whether the layout reader's reading is wanted too."""

    service: Service
    with_reading: bool = False


@dataclass(frozen=True, slots=True)
class ServiceFile:
    """A document, or one page of it, in a form the service takes.

    `page` counts from 1; None: the whole document. `content` None: the document's own bytes.
    """

    document: int
    page: int | None
    media_type: str
    content: bytes | None


@dataclass(frozen=True, slots=True)
class Contents:
    """Every page of the documents, in order, and the files for the service.

    `refused` lists documents the service takes in no form. `seen` counts the pictures that a
    remote OCR was asked about.
    """

    pages: tuple[Page, ...]
    files: tuple[ServiceFile, ...]
    refused: tuple[int, ...] = ()
    reading: Reading | None = None
    seen: int = 0

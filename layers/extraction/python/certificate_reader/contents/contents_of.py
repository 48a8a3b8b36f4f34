"""Opens documents and makes contents of them. Runs where a hostile file may do harm: the child."""

from collections.abc import Sequence

from certificate_reader.contents.contents import Contents, Wanted
from certificate_reader.contents.service_files import service_files
from certificate_reader.documents import Document
from certificate_reader.fields import FieldSpec
from certificate_reader.layout.read_pages import read_pages
from certificate_reader.read import pages_of


def contents_of(
    documents: Sequence[Document], fields: Sequence[FieldSpec], wanted: Wanted
) -> Contents:
    """The pages of the documents, and their files for the wanted service.

    Raises UnreadableDocumentError like `certificate_reader.read.read`.
    """
    pages = [page for index, each in enumerate(documents) for page in pages_of(each, index)]
    files, refused = service_files(documents, wanted.service)
    reading = read_pages(pages, fields) if wanted.with_reading else None
    return Contents(tuple(pages), tuple(files), tuple(refused), reading)

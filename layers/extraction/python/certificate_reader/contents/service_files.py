"""Brings documents into a form that a service takes: as they are, if that is at all possible."""

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from certificate_reader.contents.contents import Service, ServiceFile
from certificate_reader.documents import Document
from certificate_reader.media_types import PDF, media_type_of
from certificate_reader.proposals.load import load_data
from certificate_reader.text_layer.open_pdf import open_pdf

if TYPE_CHECKING:
    from PIL import Image

JPEG = "image/jpeg"
QUALITIES = (88, 70, 50)


def service_files(
    documents: Sequence[Document], service: Service
) -> tuple[list[ServiceFile], list[int]]:
    """The files, in order, and the indices of documents that fit in no form."""
    files: list[ServiceFile] = []
    refused: list[int] = []
    left: int = load_data("contents", "service_limits")[service]["all_bytes"]
    for index, document in enumerate(documents):
        of_document: list[ServiceFile] = []
        for file in _files(document.content, index, service):
            content = document.content if file.content is None else file.content
            left -= len(content)
            if not content or left < 0:
                refused.append(index)
                break
            of_document.append(file)
        else:
            files.extend(of_document)
    return files, refused


def _files(content: bytes, index: int, service: Service) -> Iterator[ServiceFile]:
    limits = load_data("contents", "service_limits")[service]
    if media_type_of(content) == PDF:
        if service == "textract":
            yield from _single_pages(content, index, limits["document_bytes"])
        elif len(content) <= limits["document_bytes"]:
            yield ServiceFile(index, None, PDF, None)
        else:
            yield from _drawn_pages(content, index, limits)
        return
    media_type = _as_it_is(content, limits)
    if media_type:
        yield ServiceFile(index, None if service == "bedrock" else 1, media_type, None)
    else:
        yield from _frames(content, index, limits["picture_bytes"])


def _as_it_is(content: bytes, limits: dict[str, Any]) -> str | None:
    """The picture's media type, if the service takes it unchanged."""
    from certificate_reader.pictures.open_picture import open_picture

    media_type = media_type_of(content)
    if media_type not in limits["pictures_as_they_are"]:
        return None
    if len(content) > limits["picture_bytes"]:
        return None
    with open_picture(content) as picture:
        return media_type if max(picture.size) <= limits["picture_side"] else None


def _single_pages(content: bytes, index: int, most: int) -> Iterator[ServiceFile]:
    """Each page as a PDF of its own: Textract takes no more than one at a time."""
    import pypdfium2

    with open_pdf(content) as pdf:
        if len(pdf) == 1 and len(content) <= most:
            yield ServiceFile(index, 1, PDF, None)
            return
        for number in range(len(pdf)):
            single = pypdfium2.PdfDocument.new()
            try:
                single.import_pages(pdf, [number])
                target = io.BytesIO()
                single.save(target)
            finally:
                single.close()
            fits = target.tell() <= most
            yield ServiceFile(index, number + 1, PDF, target.getvalue() if fits else b"")


def _drawn_pages(content: bytes, index: int, limits: dict[str, Any]) -> Iterator[ServiceFile]:
    """Each page of a large PDF as a picture."""
    with open_pdf(content) as pdf:
        if len(pdf) > limits["pictures"]:
            yield ServiceFile(index, None, PDF, b"")
            return
        from certificate_reader.pictures.render import render_page

        for number in range(len(pdf)):
            drawn = _jpeg(render_page(pdf, number), limits["picture_bytes"])
            yield ServiceFile(index, number + 1, JPEG, drawn)


def _frames(content: bytes, index: int, most: int) -> Iterator[ServiceFile]:
    from certificate_reader.pictures.frames import frames_of

    for number, frame in enumerate(frames_of(content), 1):
        yield ServiceFile(index, number, JPEG, _jpeg(frame, most))


def _jpeg(picture: "Image.Image", most: int) -> bytes:
    """The picture as a JPEG of at most so many bytes, or nothing where it can't be so small."""
    for quality in QUALITIES:
        target = io.BytesIO()
        picture.save(target, "JPEG", quality=quality)
        if target.tell() <= most:
            return target.getvalue()
    return b""

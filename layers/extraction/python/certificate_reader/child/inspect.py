"""Looks at a document before it is read: is it of a kind that is read, and within the limits?"""

from certificate_reader.child.inflation import check_inflated, check_picture_sizes
from certificate_reader.child.limits import Limits
from certificate_reader.documents import Document
from certificate_reader.errors import UnreadableDocumentError
from certificate_reader.media_types import PDF, media_type_of
from certificate_reader.text_layer.open_pdf import open_pdf


def inspect(document: Document, limits: Limits) -> None:
    """Raises UnreadableDocumentError, its code one of: `empty`, `file_too_large`,
    `unsupported_type`, `encrypted`, `corrupt`, `no_pages`, `too_many_pages`, `too_many_pixels`,
    `too_much_inflated`.
    """
    content = document.content
    if not content:
        raise UnreadableDocumentError("empty", "The file is empty. Upload it again.")
    if len(content) > limits.file_bytes:
        raise UnreadableDocumentError(
            "file_too_large",
            f"The file is larger than {limits.file_bytes >> 20} MiB. Split it or save it smaller.",
        )
    kind = media_type_of(content)
    if kind is None:
        raise UnreadableDocumentError(
            "unsupported_type",
            "The file is neither a PDF nor a PNG, JPEG, WebP, TIFF or HEIC picture, "
            "whatever its name says. Save it as one of these.",
        )
    if kind == PDF:
        check_inflated(content, limits.inflated_bytes)
        check_picture_sizes(content, limits.pixels)
        with open_pdf(content) as pdf:
            _check_pages(len(pdf), limits)
    else:
        # Pillow is paid for only by those who bring a picture.
        from certificate_reader.pictures.open_picture import open_picture

        with open_picture(content, limits.pixels) as picture:
            _check_pages(getattr(picture, "n_frames", 1), limits)


def _check_pages(count: int, limits: Limits) -> None:
    if count > limits.pages:
        raise UnreadableDocumentError(
            "too_many_pages",
            f"The file has {count} pages; at most {limits.pages} are read. "
            "Split it and upload the parts.",
        )

"""Pages from pictures: picture files, and PDF pages whose text can't be used."""

import pypdfium2

from certificate_reader.ocr.port import Ocr
from certificate_reader.ocr.upright_page import upright_page
from certificate_reader.pages import Page
from certificate_reader.pictures.frames import frames_of
from certificate_reader.pictures.render import render_page


def pages_of_picture(content: bytes, document: int, ocr: Ocr) -> list[Page]:
    """The pages of a PNG, JPEG, WebP, TIFF or HEIC file; a page without text has no lines.

    Raises UnreadableDocumentError (`corrupt`, `too_many_pixels`, `too_many_pages`,
    `unsupported_type`), and what the OCR raises.
    """
    return [
        upright_page(ocr.lines(frame), document, number, frame.width, frame.height, ocr.origin)
        for number, frame in enumerate(frames_of(content), 1)
    ]


def picture_page_of_pdf(pdf: pypdfium2.PdfDocument, index: int, document: int, ocr: Ocr) -> Page:
    """Page `index` (from 0) of an open PDF, read as a picture of what a person sees.

    Raises UnreadableDocumentError `corrupt`, and what the OCR raises.
    """
    picture = render_page(pdf, index)
    width, height = pdf.get_page_size(index)
    return upright_page(ocr.lines(picture), document, index + 1, width, height, ocr.origin)

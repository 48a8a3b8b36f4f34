"""The pages of a PDF: by their text layers where these can be trusted, else by what is seen."""

import pypdfium2

from certificate_reader.errors import UnreadableDocumentError
from certificate_reader.ocr.drawn_boxes import with_drawn_boxes
from certificate_reader.ocr.page_contents import PageContents, contents_of
from certificate_reader.ocr.trust import MOST_INVISIBLE, is_trusted
from certificate_reader.pages import Page
from certificate_reader.text_layer.open_pdf import open_pdf
from certificate_reader.text_layer.read_text_layer import read_text_layer_and


def pages_of_pdf(content: bytes, document: int) -> list[Page]:
    """Every page of the PDF, in order; a page on which nothing can be seen has no lines.

    OCR is loaded for pages whose text layer is missing or not to be trusted; where it is not
    installed, an untrusted layer is better than nothing. Raises UnreadableDocumentError (`corrupt`,
    `encrypted`, `no_pages`, `too_many_pages`; `ocr_not_installed` for a page that is a picture
    alone), and what the OCR at hand raises.
    """
    with open_pdf(content) as pdf:
        try:
            layers = read_text_layer_and(pdf, document, contents_of)
        except pypdfium2.PdfiumError as error:
            raise UnreadableDocumentError(
                "corrupt", "A page of the PDF is damaged. Download it again and upload it."
            ) from error
        return [_page(pdf, layer, contents) for layer, contents in layers]


def _page(pdf: pypdfium2.PdfDocument, layer: Page, contents: PageContents) -> Page:
    if contents.is_empty:
        return layer
    if is_trusted(layer, contents):
        return with_drawn_boxes(layer, contents.boxes)
    return _looked_at(pdf, layer, contents)


def _looked_at(pdf: pypdfium2.PdfDocument, layer: Page, contents: PageContents) -> Page:
    # Imported with the first page that needs it: a digital PDF never pays for it.
    from certificate_reader.ocr.at_hand import ocr_at_hand
    from certificate_reader.ocr.merge import merged, onto_layer
    from certificate_reader.ocr.read_pictures import picture_page_of_pdf
    from certificate_reader.ocr.trust import agrees

    try:
        seen = picture_page_of_pdf(pdf, layer.number - 1, layer.document, ocr_at_hand())
    except UnreadableDocumentError as error:
        if error.code == "ocr_not_installed" and layer.lines:
            return layer
        raise
    if not layer.lines or contents.invisible_share > MOST_INVISIBLE:
        return seen
    same_way_up = onto_layer(seen, layer)
    return merged(layer, same_way_up) if agrees(layer, same_way_up) else seen

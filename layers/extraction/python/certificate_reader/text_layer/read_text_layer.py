"""The pages of a PDF file as its text layer tells them."""

from collections.abc import Callable
from typing import Any, TypeVar

import pypdfium2
import pypdfium2.raw as pdfium

from certificate_reader.pages import Line, Page, Word
from certificate_reader.reading import Box
from certificate_reader.text_layer.characters import characters_of
from certificate_reader.text_layer.lines import lines_of
from certificate_reader.text_layer.rows import rows_of
from certificate_reader.text_layer.upright import upright
from certificate_reader.text_layer.words import PlacedWord, advance_of_f, words_of

_TYPED_TEXT = frozenset(
    {pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP}
)

Seen = TypeVar("Seen")


def read_text_layer(pdf: pypdfium2.PdfDocument, document: int) -> list[Page]:
    """One Page for each page of the file, in order; a page without text has no lines."""
    return [page for page, _ in read_text_layer_and(pdf, document, lambda _: None)]


def read_text_layer_and(
    pdf: pypdfium2.PdfDocument, document: int, inspect: Callable[[Any], Seen]
) -> list[tuple[Page, Seen]]:
    """Each page's text, and what `inspect` says of the open page: opening one twice is dear.

    What was filled into form fields and typed into text boxes counts as text of its page.
    """
    if pdf.get_formtype():
        # Fields without a drawn appearance get one.
        pdf.init_forms()
    return [_page(pdf, index, document, inspect) for index in range(len(pdf))]


def _page(
    pdf: pypdfium2.PdfDocument, index: int, document: int, inspect: Callable[[Any], Seen]
) -> tuple[Page, Seen]:
    pdf_page = pdf[index]
    if _holds_typed_text(pdf_page):
        pdfium.FPDFPage_Flatten(pdf_page, pdfium.FLAT_NORMALDISPLAY)
        pdf_page.close()
        pdf_page = pdf[index]
    # A page without any extent shows nothing, whatever it is divided by.
    width, height = (edge or 1.0 for edge in pdf_page.get_size())
    text_page = pdf_page.get_textpage()
    try:
        characters = characters_of(pdf_page, text_page)
        seen = inspect(pdf_page)
    finally:
        text_page.close()
        pdf_page.close()
    characters, turn, width, height = upright(characters, width, height)
    rows = rows_of(characters)
    f_advance = advance_of_f(rows)
    lines = tuple(
        _line(words, width, height) for row in rows for words in lines_of(words_of(row, f_advance))
    )
    return Page(document, index + 1, width, height, "text_layer", lines, turn), seen


def _holds_typed_text(pdf_page: Any) -> bool:
    """Whether annotations draw text on the page: form fields, text boxes, stamps."""
    for index in range(pdfium.FPDFPage_GetAnnotCount(pdf_page)):
        annotation = pdfium.FPDFPage_GetAnnot(pdf_page, index)
        subtype = pdfium.FPDFAnnot_GetSubtype(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
        if subtype in _TYPED_TEXT:
            return True
    return False


def _line(words: list[PlacedWord], width: float, height: float) -> Line:
    return Line(tuple(Word(word.text, _box(word, width, height)) for word in words))


def _box(word: PlacedWord, width: float, height: float) -> Box:
    edges = word.left / width, word.top / height, word.right / width, word.bottom / height
    if min(edges) >= 0 and max(edges) <= 1:
        return Box(*edges)
    return Box(*(min(1.0, max(0.0, edge)) for edge in edges))

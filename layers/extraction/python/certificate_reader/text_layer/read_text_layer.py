"""The pages of a PDF file as its text layer tells them."""

from typing import Any

import pypdfium2

from certificate_reader.pages import Line, Page, Word
from certificate_reader.reading import Box
from certificate_reader.text_layer.characters import characters_of
from certificate_reader.text_layer.lines import lines_of
from certificate_reader.text_layer.upright import upright
from certificate_reader.text_layer.words import PlacedWord, advance_of_f, rows_of, words_of


def read_text_layer(pdf: pypdfium2.PdfDocument, document: int) -> list[Page]:
    """One Page for each page of the file, in order; a page without text has no lines."""
    return [_page(pdf[index], document, index + 1) for index in range(len(pdf))]


def _page(pdf_page: Any, document: int, number: int) -> Page:
    width, height = pdf_page.get_size()
    text_page = pdf_page.get_textpage()
    try:
        characters = characters_of(pdf_page, text_page)
    finally:
        text_page.close()
        pdf_page.close()
    characters, turn, width, height = upright(characters, width, height)
    rows = rows_of(characters)
    f_advance = advance_of_f(rows)
    lines = tuple(
        _line(words, width, height) for row in rows for words in lines_of(words_of(row, f_advance))
    )
    return Page(document, number, width, height, "text_layer", lines, turn)


def _line(words: list[PlacedWord], width: float, height: float) -> Line:
    return Line(tuple(Word(word.text, _box(word, width, height)) for word in words))


def _box(word: PlacedWord, width: float, height: float) -> Box:
    return Box(
        _fraction(word.left, width),
        _fraction(word.top, height),
        _fraction(word.right, width),
        _fraction(word.bottom, height),
    )


def _fraction(value: float, whole: float) -> float:
    return min(1.0, max(0.0, value / whole)) if whole else 0.0

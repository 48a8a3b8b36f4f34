"""What a PDF page is made of, told without drawing it."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from certificate_reader.ocr.drawn_boxes import DrawnBox, drawn_boxes
from certificate_reader.text_layer.by_address import (
    address_of,
    kind_of_object,
    object_in_form,
    object_on_page,
    render_mode_of_text,
)

DEPTH = 3
LOOKED_AT = 300
LOOKED_AT_FIRST = 60


@dataclass(frozen=True, slots=True)
class PageContents:
    """What is drawn on a page: about how many texts and paths, the share of the texts in invisible
    ink, the page's share under its largest picture, and boxes to tick."""

    texts: int
    invisible_share: float
    paths: int
    picture_share: float
    boxes: tuple[DrawnBox, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.texts or self.paths or self.picture_share)


def contents_of(page: Any) -> PageContents:
    """Looks at all objects of a plain page, those within forms included; where every character is
    an object of its own, at the first ones, such as a background, and at some spread over the rest.
    """
    texts = invisible = 0
    paths: list[Any] = []
    share = 0.0
    for address, kind in _objects(page.raw):
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            texts += 1
            invisible += render_mode_of_text(address) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            paths.append(_object(address))
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            share = max(share, _area(_object(address)))
    width, height = page.get_size()
    picture_share = min(1.0, share / max(1.0, width * height))
    return PageContents(
        texts,
        invisible / texts if texts else 0.0,
        len(paths),
        picture_share,
        drawn_boxes(page, paths),
    )


def _objects(page: Any) -> Iterator[tuple[int, int]]:
    """The addresses and the kinds of a page's objects."""
    page_address = address_of(page)
    for place in _places(pdfium.FPDFPage_CountObjects(page)):
        address = object_on_page(page_address, place)
        kind = kind_of_object(address)
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _within(address, DEPTH)
        else:
            yield address, kind


def _within(form: int, depth: int) -> Iterator[tuple[int, int]]:
    for place in _places(pdfium.FPDFFormObj_CountObjects(_object(form))):
        address = object_in_form(form, place)
        kind = kind_of_object(address)
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield address, kind
        elif depth > 1:
            yield from _within(address, depth - 1)


def _object(address: int) -> Any:
    return ctypes.cast(address, pdfium.FPDF_PAGEOBJECT)


def _places(count: int) -> Iterator[int]:
    yield from range(min(count, LOOKED_AT_FIRST))
    yield from range(LOOKED_AT_FIRST, count, count // LOOKED_AT + 1)


def _area(thing: Any) -> float:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
        return 0.0
    return abs((right.value - left.value) * (top.value - bottom.value))

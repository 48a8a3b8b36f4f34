"""What a PDF page is made of, told without drawing it."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

DEPTH = 3
MOST_OBJECTS = 20_000


@dataclass(frozen=True, slots=True)
class PageContents:
    """Counts of drawn objects; `picture_share` is the page's share under its largest picture."""

    visible_texts: int
    invisible_texts: int
    paths: int
    picture_share: float

    @property
    def is_empty(self) -> bool:
        return not (self.visible_texts or self.invisible_texts or self.paths or self.picture_share)


def contents_of(page: Any) -> PageContents:
    """Looks at the first `MOST_OBJECTS` objects, those within forms included."""
    width, height = page.get_size()
    visible = invisible = paths = 0
    share = 0.0
    for place in range(min(pdfium.FPDFPage_CountObjects(page.raw), MOST_OBJECTS)):
        for thing, kind in _flattened(pdfium.FPDFPage_GetObject(page.raw, place), DEPTH):
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                mode = pdfium.FPDFTextObj_GetTextRenderMode(thing)
                is_invisible = mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
                invisible += is_invisible
                visible += not is_invisible
            elif kind == pdfium.FPDF_PAGEOBJ_PATH:
                paths += 1
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                share = max(share, _area(thing) / max(1.0, width * height))
    return PageContents(visible, invisible, paths, min(1.0, share))


def _flattened(thing: Any, depth: int) -> Iterator[tuple[Any, int]]:
    kind = pdfium.FPDFPageObj_GetType(thing)
    if kind != pdfium.FPDF_PAGEOBJ_FORM or depth == 0:
        yield thing, kind
        return
    for place in range(min(pdfium.FPDFFormObj_CountObjects(thing), MOST_OBJECTS)):
        yield from _flattened(pdfium.FPDFFormObj_GetObject(thing, place), depth - 1)


def _area(thing: Any) -> float:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
        return 0.0
    return abs((right.value - left.value) * (top.value - bottom.value))

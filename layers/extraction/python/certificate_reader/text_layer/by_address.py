"""pdfium's functions that are called for every character or object of a page.

They take and give plain addresses: to make a typed pointer for each call costs as much as the call.
"""

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium

ADDRESS, NUMBER = ctypes.c_void_p, ctypes.c_int


def address_of(handle: Any) -> int:
    """The address that a typed handle of pypdfium2 holds."""
    return ctypes.cast(handle, ADDRESS).value or 0


def _taking(function: Any, result: Any, *arguments: Any) -> Callable[..., int]:
    return ctypes.CFUNCTYPE(result, *arguments)(address_of(function))


loose_box_of_character = _taking(pdfium.FPDFText_GetLooseCharBox, NUMBER, ADDRESS, NUMBER, ADDRESS)
is_generated = _taking(pdfium.FPDFText_IsGenerated, NUMBER, ADDRESS, NUMBER)
object_on_page = _taking(pdfium.FPDFPage_GetObject, ADDRESS, ADDRESS, NUMBER)
object_in_form = _taking(pdfium.FPDFFormObj_GetObject, ADDRESS, ADDRESS, ctypes.c_ulong)
kind_of_object = _taking(pdfium.FPDFPageObj_GetType, NUMBER, ADDRESS)
render_mode_of_text = _taking(pdfium.FPDFTextObj_GetTextRenderMode, NUMBER, ADDRESS)

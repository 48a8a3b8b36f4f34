"""The characters that a PDF page draws, each with its place on the page as it is shown."""

import ctypes
import math
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

MAX_CHARACTERS = 60_000
# In quarter turns: text tilted further off the page's edges is a watermark or a stamp.
MOST_TILT = 0.2
SLANTED = 4
# Below it no code is a ligature, a surrogate or a hyphen in disguise.
ORDINARY = 0xAD


@dataclass(slots=True)
class Character:
    """One drawn character; its box in points from the top left corner of the shown page.

    `turn` counts the quarter turns clockwise by which it is rotated on the shown page; text that
    runs slantwise has SLANTED.
    `undecodable` is true where the font names no Unicode character for the glyph.
    `after_space` is true where the file sets a space character before it.
    `index` is its place in content order.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    turn: int
    undecodable: bool
    after_space: bool
    index: int


def characters_of(page: Any, text_page: Any) -> list[Character]:
    """Every visible mark in content order, without white space. At most MAX_CHARACTERS."""
    raw = text_page.raw
    count = min(pdfium.FPDFText_CountChars(raw), MAX_CHARACTERS)
    rectangle = pdfium.FS_RECTF()
    reference = ctypes.byref(rectangle)
    shown = _ShownPage(page)
    found: list[Character] = []
    after_space = False
    turn, baseline, reach = 0, math.nan, 0.0
    unicode_at, box_at = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    angle_at = pdfium.FPDFText_GetCharAngle
    for index in range(count):
        code = unicode_at(raw, index)
        if code <= 32 or code == 160:
            after_space = after_space or not pdfium.FPDFText_IsGenerated(raw, index)
            continue
        text = chr(code) if code < ORDINARY else _text_of(code)
        if text.isspace() or not box_at(raw, index, reference):
            after_space = True
            continue
        # On one baseline the angle is one: asking for each character again is dear.
        if rectangle.bottom != baseline or rectangle.left < reach:
            angle = angle_at(raw, index)
            turn = 0 if abs(angle) < 0.1 else _quarter_turns(angle)
        baseline, reach = rectangle.bottom, rectangle.left
        character = shown.place(text, rectangle, turn, after_space, index)
        if shown.holds(character):
            found.append(character)
        after_space = False
    return found


def _quarter_turns(angle: float) -> int:
    turns = angle / (math.pi / 2)
    return round(turns) % 4 if abs(turns - round(turns)) < MOST_TILT else SLANTED


def _text_of(code: int) -> str:
    if code in _LIGATURES:
        return _LIGATURES[code]
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0x00AD: "-",
    0x0002: "-",
}


class _ShownPage:
    """Turns user space, whose origin is anywhere, into the page that a viewer shows."""

    def __init__(self, page: Any) -> None:
        self._left, self._bottom, self._right, self._top = page.get_bbox()
        self._turn = (page.get_rotation() // 90) % 4

    def holds(self, character: Character) -> bool:
        """Whether any of the mark can be seen: some files hide text beyond the page's edge."""
        width, height = self._right - self._left, self._top - self._bottom
        if self._turn % 2:
            width, height = height, width
        return (
            character.right >= 0
            and character.left <= width
            and character.bottom >= 0
            and character.top <= height
        )

    def place(self, text: str, box: Any, turn: int, after_space: bool, index: int) -> Character:
        left, right = box.left - self._left, box.right - self._left
        top, bottom = self._top - box.top, self._top - box.bottom
        undecodable = text == "\ufffd" or "\ue000" <= text <= "\uf8ff"
        if not self._turn:
            return Character(text, left, top, right, bottom, turn, undecodable, after_space, index)
        width, height = self._right - self._left, self._top - self._bottom
        if self._turn == 1:
            left, top, right, bottom = height - bottom, left, height - top, right
        elif self._turn == 2:
            left, top, right, bottom = (
                width - right,
                height - bottom,
                width - left,
                height - top,
            )
        elif self._turn == 3:
            left, top, right, bottom = top, width - right, bottom, width - left
        turn = SLANTED if turn == SLANTED else (turn + self._turn) % 4
        return Character(text, left, top, right, bottom, turn, undecodable, after_space, index)

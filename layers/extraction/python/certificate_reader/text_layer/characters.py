"""The characters that a PDF page draws, each with its place on the page as it is shown."""

import ctypes
import math
from dataclasses import dataclass
from functools import cache
from itertools import compress, pairwise
from typing import Any

import pypdfium2.raw as pdfium

from certificate_reader.text_layer.by_address import (
    address_of,
    is_generated,
    loose_box_of_character,
)

MAX_CHARACTERS = 60_000
# In quarter turns: text tilted further off the page's edges is a watermark or a stamp.
MOST_TILT = 0.2
SLANTED = 4


@dataclass(slots=True)
class Characters:
    """Drawn characters in content order, as columns of one length: a page has many hundreds.

    Boxes are in points from the top left corner of the shown page. `turns` counts the quarter turns
    clockwise by which each is rotated on the shown page; text that runs slantwise has SLANTED.
    `after_space` is true where the file sets a space character before it.
    """

    texts: list[str]
    lefts: list[float]
    tops: list[float]
    rights: list[float]
    bottoms: list[float]
    turns: list[int]
    after_space: list[bool]

    def only(self, wanted: list[bool]) -> "Characters":
        """Those characters for which `wanted` is true."""
        return Characters(
            list(compress(self.texts, wanted)),
            list(compress(self.lefts, wanted)),
            list(compress(self.tops, wanted)),
            list(compress(self.rights, wanted)),
            list(compress(self.bottoms, wanted)),
            list(compress(self.turns, wanted)),
            list(compress(self.after_space, wanted)),
        )


def characters_of(page: Any, text_page: Any) -> Characters:
    """Every visible mark in content order, without white space. At most MAX_CHARACTERS."""
    raw = text_page.raw
    codes = _codes(raw, max(0, min(pdfium.FPDFText_CountChars(raw), MAX_CHARACTERS)))
    edges = (ctypes.c_float * (4 * len(codes)))()
    text_address, box_address = address_of(raw), ctypes.addressof(edges)
    places = [
        place
        for place, code in enumerate(codes)
        if code not in _SPACES
        and loose_box_of_character(text_address, place, box_address + _BOX * place)
    ]
    numbers: list[float] = edges[:]
    lefts, tops, rights, bottoms = (
        [numbers[4 * place + edge] for place in places] for edge in range(4)
    )
    drawn = Characters(
        [_text_of(codes[place]) for place in places],
        lefts,
        tops,
        rights,
        bottoms,
        _turns(raw, places, lefts, bottoms),
        _after_space(text_address, places),
    )
    heighten_ligatures(drawn)
    return _on_shown_page(drawn, page)


def heighten_ligatures(drawn: Characters) -> None:
    """Gives the parts of a ligature the height of the type, in user space: pdfium divides the box
    of its ink among them."""
    texts, tops, bottoms = drawn.texts, drawn.tops, drawn.bottoms
    for place, text in enumerate(texts):
        if text != "f" or not _is_parted(drawn, place):
            continue
        end = place + 2
        while end < len(texts) and _is_parted(drawn, end - 1):
            end += 1
        for beside in (end, place - 1):
            if not 0 <= beside < len(texts):
                continue
            if tops[beside] >= tops[place] > bottoms[place] >= bottoms[beside]:
                tops[place:end] = [tops[beside]] * (end - place)
                bottoms[place:end] = [bottoms[beside]] * (end - place)
                break


def _is_parted(drawn: Characters, place: int) -> bool:
    """Whether the character and the next one are equal parts of one box."""
    following = place + 1
    if following >= len(drawn.texts) or drawn.lefts[following] != drawn.rights[place]:
        return False
    widths = [drawn.rights[each] - drawn.lefts[each] for each in (place, following)]
    return (
        drawn.tops[following] == drawn.tops[place]
        and drawn.bottoms[following] == drawn.bottoms[place]
        and abs(widths[0] - widths[1]) < 0.01
    )


def _after_space(text_address: int, places: list[int]) -> list[bool]:
    """Of the characters at these places, which the file sets something unseen before."""
    return [
        place - before > 1
        and not all(is_generated(text_address, each) for each in range(before + 1, place))
        for before, place in pairwise([-1, *places])
    ]


def _codes(raw: Any, count: int) -> list[int]:
    """The code of each character: asked for in one call, unless some take two places or none."""
    buffer = (ctypes.c_ushort * (count + 1))()
    if count and pdfium.FPDFText_GetText(raw, 0, count, buffer) == count + 1:
        return list(buffer)[:count]
    return [pdfium.FPDFText_GetUnicode(raw, index) for index in range(count)]


_BOX = ctypes.sizeof(pdfium.FS_RECTF)
# How pdfium writes a hyphen at the end of a line, in the whole text and character by character.
_HYPHENS = (0xFFFE, 0x0002)
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st"}
# Where Adobe's older fonts have them, in the area for private use.
_LIGATURES |= {0xF001: "fi", 0xF002: "fl"}
_SPACES = frozenset(
    {code for code in range(0x3001) if code <= 32 or chr(code).isspace()} - {*_HYPHENS}
)


@cache
def _text_of(code: int) -> str:
    if code in _LIGATURES:
        return _LIGATURES[code]
    if code == 0xAD or code in _HYPHENS:
        return "-"
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _turns(raw: Any, places: list[int], lefts: list[float], bottoms: list[float]) -> list[int]:
    # What goes on to the right on a line that is known runs as that does: asking for the angle of
    # every character is dear.
    turns: list[int] = []
    known: dict[float, int] = {}
    reach = 0.0
    for place, left, bottom in zip(places, lefts, bottoms, strict=True):
        if left < reach or bottom not in known:
            angle = pdfium.FPDFText_GetCharAngle(raw, place)
            known[bottom] = 0 if abs(angle) < 0.1 else _quarter_turns(angle)
        reach = left
        turns.append(known[bottom])
    return turns


def _quarter_turns(angle: float) -> int:
    turns = angle / (math.pi / 2)
    return round(turns) % 4 if abs(turns - round(turns)) < MOST_TILT else SLANTED


def _on_shown_page(drawn: Characters, page: Any) -> Characters:
    """From user space, whose origin is anywhere, onto the page that a viewer shows. What some
    files hide beyond the page's edges is left out."""
    low, bottom, high, top = page.get_bbox()
    width, height = high - low, top - bottom
    drawn.lefts = [each - low for each in drawn.lefts]
    drawn.rights = [each - low for each in drawn.rights]
    drawn.tops = [top - each for each in drawn.tops]
    drawn.bottoms = [top - each for each in drawn.bottoms]
    turn = (page.get_rotation() // 90) % 4
    if turn:
        drawn = turned(drawn, turn, width, height)
        width, height = (height, width) if turn % 2 else (width, height)
    if not drawn.texts or (
        min(drawn.rights) >= 0
        and max(drawn.lefts) <= width
        and min(drawn.bottoms) >= 0
        and max(drawn.tops) <= height
    ):
        return drawn
    boxes = zip(drawn.lefts, drawn.tops, drawn.rights, drawn.bottoms, strict=True)
    return drawn.only(
        [
            right >= 0 and left <= width and bottom >= 0 and top <= height
            for left, top, right, bottom in boxes
        ]
    )


def turned(drawn: Characters, turn: int, width: float, height: float) -> Characters:
    """The characters of a page of this size after `turn` quarter turns clockwise of it."""
    lefts, tops, rights, bottoms = drawn.lefts, drawn.tops, drawn.rights, drawn.bottoms
    if turn == 1:
        lefts, rights = [height - each for each in bottoms], [height - each for each in tops]
        tops, bottoms = drawn.lefts, drawn.rights
    elif turn == 2:
        lefts, rights = [width - each for each in rights], [width - each for each in lefts]
        tops, bottoms = [height - each for each in bottoms], [height - each for each in tops]
    elif turn == 3:
        lefts, rights = tops, bottoms
        tops = [width - each for each in drawn.rights]
        bottoms = [width - each for each in drawn.lefts]
    turns = [each if each == SLANTED else (each + turn) % 4 for each in drawn.turns]
    return Characters(drawn.texts, lefts, tops, rights, bottoms, turns, drawn.after_space)

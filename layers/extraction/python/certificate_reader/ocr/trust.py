"""Whether a page's text layer says what a person sees on it."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

from certificate_reader.ocr.page_contents import PageContents
from certificate_reader.pages import Line, Page
from certificate_reader.reading import Box

# Distinct known words a layer must hold: over a picture or among many drawn paths the labels may
# be drawn rather than written, so that a title's one or two known words prove nothing.
ENOUGH = 2
ENOUGH_OVER_PICTURE = 6
LARGE_PICTURE = 0.3
MANY_PATHS = 60
MOST_UNDECODABLE = 0.03
MOST_INVISIBLE = 0.5
LEAST_LIKENESS = 0.6
LEAST_EQUAL_DIGITS = 0.5
UNDECODABLE = re.compile("[\ufffd\ue000-\uf8ff\x00-\x1f]")
# A bullet or a tick of a symbol font stands apart; beside letters it was one of them.
_WITHIN_A_WORD = re.compile(rf"[^\W\d_]{UNDECODABLE.pattern}|{UNDECODABLE.pattern}[^\W\d_]")


def is_trusted(layer: Page, contents: PageContents) -> bool:
    """Whether the layer can be used without looking at the page.

    Not if there is no text, if most of it is invisible (the work of somebody's OCR), if characters
    are undecodable or one stands within a word, or if hardly any of the words that a document's
    design prints are in it.
    """
    if not layer.lines or contents.invisible_share > MOST_INVISIBLE:
        return False
    text = " ".join(word.text for line in layer.lines for word in line.words)
    if len(UNDECODABLE.findall(text)) > MOST_UNDECODABLE * len(text):
        return False
    if _WITHIN_A_WORD.search(text):
        return False
    is_drawn_over = contents.picture_share >= LARGE_PICTURE or contents.paths >= MANY_PATHS
    known = _known_words() & set(re.findall(r"[a-z]+", text.casefold()))
    return len(known) >= (ENOUGH_OVER_PICTURE if is_drawn_over else ENOUGH)


def agrees(layer: Page, seen: Page) -> bool:
    """Whether the layer says what OCR sees in the same places, its numbers included.

    Both pages must be in the same orientation.
    """
    likeness = length = equal = numbers = 0.0
    for line in layer.lines:
        said = _plain(word.text for word in line.words)
        there = _plain(
            word.text
            for other in seen.lines
            for word in other.words
            if _is_inside(word.box, _bounds(line))
        )
        if not said or not there:
            continue
        likeness += len(said) * SequenceMatcher(None, said, there, autojunk=False).ratio()
        length += len(said)
        digits = Counter(re.findall(r"\d", said))
        numbers += digits.total()
        equal += (digits & Counter(re.findall(r"\d", there))).total()
    if length == 0:
        return True
    return likeness >= LEAST_LIKENESS * length and equal >= LEAST_EQUAL_DIGITS * numbers


@cache
def _known_words() -> frozenset[str]:
    path = Path(__file__).with_name("known_words.toml")
    return frozenset(tomllib.loads(path.read_text("utf-8"))["words"])


def _plain(texts: Iterable[str]) -> str:
    return re.sub(r"\W", "", "".join(texts)).casefold()


def _bounds(line: Line) -> Box:
    boxes = [word.box for word in line.words]
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def _is_inside(box: Box, bounds: Box) -> bool:
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return bounds.left <= x <= bounds.right and bounds.top <= y <= bounds.bottom

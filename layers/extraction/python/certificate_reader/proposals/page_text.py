"""A page's words as one text that quotes are looked for in."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from certificate_reader.pages import Page, Word
from certificate_reader.reading import Box, Evidence
from certificate_reader.shown import shown_box

_NUMBERS = re.compile(r"\d+(?:[.,:/-]\d+)*")
_MARKS = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2010": "-", "\u2011": "-",
        "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-", "\u00ad": None, "\u200b": None,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PageText:
    """The words of a page in reading order.

    `text` holds them as printed, one space between; `starts` where each begins in it; `lines` on
    which line each stands. `normal` is the text in `normalised` form, and `places` tells for each
    of its characters the index in `text` that it came from.
    """

    page: Page
    words: tuple[Word, ...]
    lines: tuple[int, ...]
    text: str
    starts: tuple[int, ...]
    normal: str
    places: tuple[int, ...]

    def words_between(self, start: int, end: int) -> list[int]:
        """Indices of the words that the characters of `text` from start to end touch."""
        return [
            index
            for index, place in enumerate(self.starts)
            if place < end and place + len(self.words[index].text) > start
        ]

    def line_of(self, index: int) -> str:
        """The whole line on which a word stands."""
        line = self.lines[index]
        return " ".join(
            word.text for word, of in zip(self.words, self.lines, strict=True) if of == line
        )

    def evidence(self, indices: list[int], quote: str) -> Evidence:
        """The box around words, on the page as it is shown."""
        boxes = [self.words[index].box for index in indices]
        around = Box(
            min(box.left for box in boxes),
            min(box.top for box in boxes),
            max(box.right for box in boxes),
            max(box.bottom for box in boxes),
        )
        page = self.page
        return Evidence(page.document, page.number, shown_box(page, around), quote)


def page_text(page: Page) -> PageText:
    """The text of a page; one without words has an empty one."""
    words = tuple(word for line in page.lines for word in line.words if word.text.strip())
    lines = tuple(
        number for number, line in enumerate(page.lines) for word in line.words if word.text.strip()
    )
    starts, end = [], 0
    for word in words:
        starts.append(end)
        end += len(word.text) + 1
    text = " ".join(word.text for word in words)
    normal, places = normalised_with_places(text)
    return PageText(page, words, lines, text, tuple(starts), normal, places)


def normalised(text: str) -> str:
    """Text with single spaces, in small letters, with plain marks for typographic ones."""
    return normalised_with_places(text)[0].strip()


def normalised_with_places(text: str) -> tuple[str, tuple[int, ...]]:
    """The normalised text, and for each of its characters the index it came from."""
    characters: list[str] = []
    places: list[int] = []
    for index, character in enumerate(text):
        for form in _form(character):
            if form == " " and characters[-1:] == [" "]:
                continue
            characters.append(form)
            places.append(index)
    return "".join(characters), tuple(places)


def numbers_in(text: str) -> list[str]:
    """The numbers of a text as they are written: `1.5` is another one than `15`."""
    return _NUMBERS.findall(text)


@cache
def _form(character: str) -> str:
    if character.isspace():
        return " "
    return unicodedata.normalize("NFKC", character).translate(_MARKS).casefold()

"""Groups the characters of a row into words by the gaps between them.

A PDF's own spaces can't be relied on: many producers place words by position alone, and others
set space characters between the letters of a heading.
"""

from dataclasses import dataclass
from itertools import pairwise
from operator import sub
from statistics import median

from certificate_reader.text_layer.rows import Strip

# Fractions of the type's height. Loose boxes span a character's whole advance, so within a word
# the gap is the letter spacing, and a space adds about a quarter of the height.
WORD_GAP = 0.12
SET_SPACE_GAP = -0.05
LETTER_SPACED = 0.06
OVERLAP = 0.1
# Where a file sets spaces between words and not between letters, they tell the words: then even
# boxes that overlap this far, in heights, belong to two words.
OVERLAPPING_WORDS = -0.6
# In heights: edges this near each other are one.
FLUSH = 0.005
MOST_SPACES = 0.34
# A gap this wide ends a run, so that letter spacing is judged heading by heading.
RUN_GAP = 1.2


@dataclass(slots=True)
class PlacedWord:
    """A run of characters without a gap; its box in points of the upright page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    letter_gap: float

    @property
    def height(self) -> float:
        return self.bottom - self.top


def advance_of_f(rows: list[Strip]) -> float:
    """How far the next character of a word stands from an f, in heights; 0 where there is no f.

    An f hangs over what follows it, so that its box hides the space behind it. Its usual advance
    within words tells that space.
    """
    advances = sorted(
        (row.lefts[index + 1] - row.lefts[index]) / (row.bottoms[index] - row.tops[index])
        for row in rows
        for index, text in enumerate(row.texts[:-1])
        if text == "f"
        and row.lefts[index + 1] > row.lefts[index]
        and row.bottoms[index] > row.tops[index]
    )
    return advances[len(advances) // 4] if advances else 0.0


def words_of(row: Strip, f_advance: float = 0.0) -> list[PlacedWord]:
    """The words of one row, left to right. `f_advance` is what `advance_of_f` tells."""
    heights = list(map(sub, row.bottoms, row.tops))
    taller = [heights[0], *map(max, heights[1:], heights)]
    # Each character's distance from the one before it.
    gaps = [0.0, *map(sub, row.lefts[1:], row.rights)]
    runs = [place for place, gap in enumerate(gaps) if gap > RUN_GAP * heights[place]]
    words: list[PlacedWord] = []
    for start, end in pairwise([0, *runs, len(gaps)]):
        letter_gap = _letter_gap(gaps[start + 1 : end], heights[start])
        spaces = row.after_space[start + 1 : end].count(True)
        telling = 0 < spaces <= MOST_SPACES * (end - start)
        if f_advance and not telling and letter_gap <= 0:
            _part_from_f(row, start, end, gaps, taller, f_advance)
        at_space = OVERLAPPING_WORDS if telling else SET_SPACE_GAP
        limits = [WORD_GAP, at_space if letter_gap <= 0 else WORD_GAP]
        cuts = [
            place
            for place in range(start + 1, end)
            if gaps[place] > letter_gap + limits[row.after_space[place]] * taller[place]
        ]
        words += [_word(row, *ends, letter_gap) for ends in pairwise([start, *cuts, end])]
    return words


def _letter_gap(gaps: list[float], height: float) -> float:
    if len(gaps) < 4:
        return 0.0
    gap = median(gaps)
    # Slanted characters overlap their neighbours: there the usual gap is below zero.
    return gap if gap > LETTER_SPACED * height else max(min(gap, 0.0), -OVERLAP * height)


def _part_from_f(
    row: Strip, start: int, end: int, gaps: list[float], taller: list[float], advance: float
) -> None:
    """Widens the gaps behind an f by how far it hangs over them.

    Where the next box begins just where that of the f ends, it spans the advance: nothing hangs.
    Where the boxes overlap far, as in italics, no space is between them.
    """
    for place, before in enumerate(row.texts[start : end - 1], start + 1):
        gap = gaps[place] / taller[place]
        if before == "f" and gap > SET_SPACE_GAP and abs(gap) > FLUSH:
            parted = row.lefts[place] - row.lefts[place - 1] - advance * taller[place]
            gaps[place] = max(gaps[place], parted)


def _word(row: Strip, start: int, end: int, letter_gap: float) -> PlacedWord:
    return PlacedWord(
        "".join(row.texts[start:end]),
        row.lefts[start],
        min(row.tops[start:end]),
        max(row.rights[start:end]),
        max(row.bottoms[start:end]),
        letter_gap,
    )

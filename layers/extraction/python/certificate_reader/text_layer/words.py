"""Groups characters into words by the gaps between them.

A PDF's own spaces can't be relied on: many producers place words by position alone, and others
set space characters between the letters of a heading.
"""

import itertools
from dataclasses import dataclass
from statistics import median

from certificate_reader.text_layer.characters import Character

# Fractions of the type's height. Loose boxes span a character's whole advance, so within a word
# the gap is the letter spacing, and a space adds about a quarter of the height.
WORD_GAP = 0.12
SET_SPACE_GAP = -0.05
LETTER_SPACED = 0.06
OVERLAP = 0.1
SAME_ROW = 0.5
DUPLICATE = 0.15
# Where a file sets spaces between words and not between letters, they tell the words: then even
# boxes that overlap this far, in heights, belong to two words.
OVERLAPPING_WORDS = -0.6
MOST_SPACES = 0.34
# In points: how far two runs of one row may overlap and still follow each other.
TOUCHING = 0.5


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


def rows_of(characters: list[Character]) -> list[list[Character]]:
    """Characters that stand on one line over the page's width, each row from left to right."""
    rows: list[list[Character]] = []
    current: list[Character] = []
    for character in characters:
        if current and not _same_row(current[-1], character):
            rows.append(current)
            current = []
        current.append(character)
    if current:
        rows.append(current)
    return [_without_duplicates(row) for row in _merged(rows)]


def _same_row(one: Character, other: Character) -> bool:
    if one.top == other.top and one.bottom == other.bottom:
        return True
    height = min(one.bottom - one.top, other.bottom - other.top)
    taller = max(one.bottom - one.top, other.bottom - other.top)
    if taller > 1.6 * height:
        # A drop capital or a superscript stays with its line only where it touches it.
        touching = min(abs(other.left - one.right), abs(one.left - other.right)) < 0.35 * height
        return touching and min(one.bottom, other.bottom) - max(one.top, other.top) > 0.7 * height
    return abs(one.top + one.bottom - other.top - other.bottom) < SAME_ROW * taller


def _merged(runs: list[list[Character]]) -> list[list[Character]]:
    """Runs drawn at different times but standing on one line, joined and sorted."""
    rows: list[list[list[Character]]] = []
    for run in sorted(runs, key=lambda run: run[0].top + run[0].bottom):
        for row in reversed(rows[-6:]):
            if _one_size(row[0][0], run[0]):
                row.append(run)
                break
        else:
            rows.append([run])
    return [_from_left_to_right(row) for row in rows]


def _from_left_to_right(runs: list[list[Character]]) -> list[Character]:
    """The characters of a row as they are read.

    Boxes of script and italic type overlap so far that their left edges may change places; where
    the file draws from left to right, its own order is right.
    """
    runs = sorted(runs, key=lambda run: run[0].left)
    apart = all(
        max(each.right for each in before[-3:]) <= after[0].left + TOUCHING
        for before, after in itertools.pairwise(runs)
    )
    row = [character for run in runs for character in run]
    drawn_in_order = all(
        before.left + before.right <= after.left + after.right
        for before, after in itertools.pairwise(row)
    )
    if not (apart and drawn_in_order):
        row.sort(key=lambda character: character.left)
    return row


def _one_size(one: Character, other: Character) -> bool:
    heights = sorted((one.bottom - one.top, other.bottom - other.top))
    centres = abs(one.top + one.bottom - other.top - other.bottom) / 2
    baselines = abs(one.bottom - other.bottom)
    return heights[1] < 1.6 * max(heights[0], 0.1) and min(centres, baselines) < 0.3 * heights[0]


def _without_duplicates(row: list[Character]) -> list[Character]:
    """The row with each mark once: bold type is often imitated by drawing the text twice.

    The parts of a ligature share one box and follow each other; they are not duplicates.
    """
    kept: list[Character] = []
    for character in row:
        reach = DUPLICATE * (character.bottom - character.top)
        place = len(kept) - 1
        twice = False
        while place >= 0 and character.left - kept[place].left < reach and not twice:
            before = kept[place]
            twice = (
                before.text == character.text
                and abs(before.right - character.right) < reach
                and abs(before.index - character.index) > 1
            )
            place -= 1
        if not twice:
            kept.append(character)
    return kept


def advance_of_f(rows: list[list[Character]]) -> float:
    """How far the next character of a word stands from an f, in heights; 0 where there is no f.

    An f hangs over what follows it, so that its box hides the space behind it. Its usual advance
    within words tells that space.
    """
    advances = sorted(
        (after.left - before.left) / (before.bottom - before.top)
        for row in rows
        for before, after in itertools.pairwise(row)
        if before.text == "f" and after.left > before.left and before.bottom > before.top
    )
    return advances[len(advances) // 4] if advances else 0.0


def words_of(row: list[Character], f_advance: float = 0.0) -> list[PlacedWord]:
    """The words of one row, left to right. `f_advance` is what `advance_of_f` tells."""
    words: list[PlacedWord] = []
    for run in _runs(row):
        letter_gap = _letter_gap(run)
        set_spaces = sum(character.after_space for character in run[1:])
        telling = 0 < set_spaces <= MOST_SPACES * len(run)
        current = [run[0]]
        for before, character in itertools.pairwise(run):
            height = max(before.bottom - before.top, character.bottom - character.top)
            spaced = character.after_space and letter_gap <= 0
            limit = WORD_GAP
            if spaced:
                limit = OVERLAPPING_WORDS if telling else SET_SPACE_GAP
            gap = character.left - before.right
            if before.text == "f" and f_advance and not telling:
                gap = max(gap, character.left - before.left - f_advance * height)
            if gap > letter_gap + limit * height:
                words.append(_word(current, letter_gap))
                current = []
            current.append(character)
        words.append(_word(current, letter_gap))
    return words


def _runs(row: list[Character]) -> list[list[Character]]:
    """The row cut at wide gaps, so that letter spacing is judged heading by heading."""
    runs = [[row[0]]]
    for before, character in itertools.pairwise(row):
        if character.left - before.right > 1.2 * (character.bottom - character.top):
            runs.append([])
        runs[-1].append(character)
    return runs


def _letter_gap(run: list[Character]) -> float:
    if len(run) < 5:
        return 0.0
    gap = median(after.left - before.right for before, after in itertools.pairwise(run))
    height = run[0].bottom - run[0].top
    # Slanted characters overlap their neighbours: there the usual gap is below zero.
    return gap if gap > LETTER_SPACED * height else max(min(gap, 0.0), -OVERLAP * height)


def _word(characters: list[Character], letter_gap: float) -> PlacedWord:
    return PlacedWord(
        "".join(character.text for character in characters),
        characters[0].left,
        min(character.top for character in characters),
        max(character.right for character in characters),
        max(character.bottom for character in characters),
        letter_gap,
    )

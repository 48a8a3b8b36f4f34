"""Groups characters into rows: what stands on one line over the page's width."""

from dataclasses import dataclass
from itertools import count, pairwise

from certificate_reader.text_layer.characters import Characters

# Fractions of the type's height.
SAME_ROW = 0.5
DUPLICATE = 0.15
# In points: how far two runs of one row may overlap and still follow each other.
TOUCHING = 0.5


@dataclass(slots=True)
class Strip:
    """Characters of one line from left to right, in columns of one length; never empty.

    `first` is the first one's place in content order, where the others follow it.
    """

    texts: list[str]
    lefts: list[float]
    tops: list[float]
    rights: list[float]
    bottoms: list[float]
    after_space: list[bool]
    first: int = 0


def rows_of(drawn: Characters) -> list[Strip]:
    """The rows from top to bottom."""
    return [_row(runs) for runs in _merged(_runs(drawn))]


def _runs(drawn: Characters) -> list[list[Strip]]:
    """What is drawn on one line before the next, in strips that never go back."""
    tops, bottoms, lefts = drawn.tops, drawn.bottoms, drawn.lefts
    uneven = [
        place
        for place, (top, last_top, bottom, last_bottom, left, last_left) in enumerate(
            zip(tops[1:], tops, bottoms[1:], bottoms, lefts[1:], lefts, strict=False), 1
        )
        if top != last_top or bottom != last_bottom or left < last_left
    ]
    runs: list[list[Strip]] = []
    start, is_new = 0, True
    for place in uneven:
        goes_on = _same_row(drawn, place)
        if goes_on and lefts[place] >= lefts[place - 1]:
            continue
        _add(runs, _strip(drawn, start, place), is_new)
        start, is_new = place, not goes_on
    if tops:
        _add(runs, _strip(drawn, start, len(tops)), is_new)
    return runs


def _add(runs: list[list[Strip]], strip: Strip, is_new: bool) -> None:
    if is_new:
        runs.append([strip])
    else:
        runs[-1].append(strip)


def _strip(drawn: Characters, start: int, end: int) -> Strip:
    return Strip(
        drawn.texts[start:end],
        drawn.lefts[start:end],
        drawn.tops[start:end],
        drawn.rights[start:end],
        drawn.bottoms[start:end],
        drawn.after_space[start:end],
        start,
    )


def _same_row(drawn: Characters, place: int) -> bool:
    """Whether a character stands in the row of the one drawn before it."""
    top, bottom = drawn.tops[place], drawn.bottoms[place]
    last_top, last_bottom = drawn.tops[place - 1], drawn.bottoms[place - 1]
    if top == last_top and bottom == last_bottom:
        return True
    height, taller = sorted((bottom - top, last_bottom - last_top))
    if taller > 1.6 * height:
        # A drop capital or a superscript stays with its line only where it touches it.
        apart = min(
            abs(drawn.lefts[place] - drawn.rights[place - 1]),
            abs(drawn.lefts[place - 1] - drawn.rights[place]),
        )
        shared = min(last_bottom, bottom) - max(last_top, top)
        return apart < 0.35 * height and shared > 0.7 * height
    return abs(last_top + last_bottom - top - bottom) < SAME_ROW * taller


def _merged(runs: list[list[Strip]]) -> list[list[list[Strip]]]:
    """Runs drawn at different times but standing on one line."""
    rows: list[list[list[Strip]]] = []
    for run in sorted(runs, key=lambda run: run[0].tops[0] + run[0].bottoms[0]):
        for row in reversed(rows[-6:]):
            if _one_size(row[0][0], run[0]):
                row.append(run)
                break
        else:
            rows.append([run])
    return rows


def _one_size(one: Strip, other: Strip) -> bool:
    top, bottom, other_top, other_bottom = (
        one.tops[0],
        one.bottoms[0],
        other.tops[0],
        other.bottoms[0],
    )
    shorter, taller = sorted((bottom - top, other_bottom - other_top))
    centres = abs(top + bottom - other_top - other_bottom) / 2
    baselines = abs(bottom - other_bottom)
    return taller < 1.6 * max(shorter, 0.1) and min(centres, baselines) < 0.3 * shorter


def _row(runs: list[list[Strip]]) -> Strip:
    """The characters of a row as they are read.

    Boxes of script and italic type overlap so far that their left edges may change places; where
    the file draws from left to right, its own order is right.
    """
    runs.sort(key=lambda run: run[0].lefts[0])
    strips = [strip for run in runs for strip in run]
    if all(_stands_clear(before, after) for before, after in pairwise(strips)):
        return _joined(strips)
    apart = all(_reach(before) <= after[0].lefts[0] + TOUCHING for before, after in pairwise(runs))
    in_order = all(_centre(before, -1) <= _centre(after, 0) for before, after in pairwise(strips))
    marks = _marks(strips)
    if not (apart and in_order):
        marks.sort(key=lambda mark: mark.left)
    return _once(marks)


def _stands_clear(before: Strip, after: Strip) -> bool:
    """Whether a strip begins behind the end of another, so that it can't repeat any of it."""
    height = after.bottoms[0] - after.tops[0]
    return (
        max(before.rights[-3:]) <= after.lefts[0] + TOUCHING
        and after.lefts[0] - before.lefts[-1] >= DUPLICATE * height
        and _centre(before, -1) <= _centre(after, 0)
    )


def _centre(strip: Strip, place: int) -> float:
    return strip.lefts[place] + strip.rights[place]


def _reach(run: list[Strip]) -> float:
    return max(right for strip in run[-3:] for right in strip.rights[-3:])


def _joined(strips: list[Strip]) -> Strip:
    row, *others = strips
    for strip in others:
        row.texts += strip.texts
        row.lefts += strip.lefts
        row.tops += strip.tops
        row.rights += strip.rights
        row.bottoms += strip.bottoms
        row.after_space += strip.after_space
    return row


@dataclass(slots=True)
class _Mark:
    text: str
    left: float
    top: float
    right: float
    bottom: float
    after_space: bool
    place: int


def _marks(strips: list[Strip]) -> list[_Mark]:
    return [
        _Mark(*columns)
        for strip in strips
        for columns in zip(
            strip.texts,
            strip.lefts,
            strip.tops,
            strip.rights,
            strip.bottoms,
            strip.after_space,
            count(strip.first),
            strict=False,
        )
    ]


def _once(marks: list[_Mark]) -> Strip:
    """The row with each mark once: bold type is often imitated by drawing the text twice.

    The parts of a ligature share one box and follow each other; they are no repeats.
    """
    kept: list[_Mark] = []
    for mark in marks:
        if not _repeats(kept, mark):
            kept.append(mark)
    return Strip(
        [mark.text for mark in kept],
        [mark.left for mark in kept],
        [mark.top for mark in kept],
        [mark.right for mark in kept],
        [mark.bottom for mark in kept],
        [mark.after_space for mark in kept],
    )


def _repeats(kept: list[_Mark], mark: _Mark) -> bool:
    reach = DUPLICATE * (mark.bottom - mark.top)
    for before in reversed(kept):
        if mark.left - before.left >= reach:
            return False
        if (
            before.text == mark.text
            and abs(before.right - mark.right) < reach
            and abs(before.place - mark.place) > 1
        ):
            return True
    return False

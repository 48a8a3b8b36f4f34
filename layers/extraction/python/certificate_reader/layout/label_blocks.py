"""Blocks of labels and blocks of their values, in the same order but not level with each other.

All labels may come first and then all values; or both stand side by side while a wrapped value
pushes the ones after it down.
"""

from collections.abc import Sequence

from certificate_reader.layout.anchors import Anchor
from certificate_reader.layout.neighbours import right_of
from certificate_reader.layout.segments import Segment, Span, whole
from certificate_reader.layout.sheet import Sheet
from certificate_reader.layout.typed_values import typed_value
from certificate_reader.lexicon.families import value_type_of

FEWEST = 3
# The share of the values that must fit their labels' types.
ENOUGH = 0.7
MOST_LINES = 3
WRAPPED = 0.12
WRAPPING = frozenset({"title", "organisation", "text", "field_of_study"})


def values_of_blocks(sheet: Sheet) -> dict[int, tuple[Span, ...]]:
    """The value of each label of such blocks, by the order of the label's segment."""
    found: dict[int, tuple[Span, ...]] = {}
    used: set[int] = set()
    for anchor in sheet.anchors:
        if anchor.first.order in used or not _is_lone_label(anchor):
            continue
        labels = _stacked(sheet, anchor)
        if len(labels) < FEWEST:
            continue
        used.update(label.first.order for label in labels)
        values = _values_beside(sheet, labels) or _values_beneath(sheet, labels)
        for label, value in zip(labels, _matched(labels, values), strict=False):
            found[label.first.order] = tuple(whole(segment) for segment in value)
    return found


def _is_lone_label(anchor: Anchor) -> bool:
    return anchor.is_label and anchor.stand == "alone" and anchor.first is anchor.last


def _stacked(sheet: Sheet, top: Anchor) -> list[Anchor]:
    """The labels beneath one another with the same left edge, evenly spaced or nearly so."""
    column = [
        anchor
        for anchor in sheet.anchors
        if _is_lone_label(anchor)
        and anchor.first.page is top.first.page
        and abs(anchor.first.left - top.first.left) < 0.5 * top.first.height
        and anchor.first.top >= top.first.top
    ]
    column.sort(key=lambda anchor: anchor.first.top)
    run = [top]
    for anchor in column[1:]:
        if anchor.first.top - run[-1].first.bottom > 2.2 * anchor.first.height:
            break
        if anchor.first is not run[-1].first:
            run.append(anchor)
    return run


def _values_beside(sheet: Sheet, labels: list[Anchor]) -> list[Segment]:
    """The column of values to the right, where the values level with the labels don't fit them."""
    first = right_of(labels[0].first, sheet.segments)
    if first is None or sheet.is_caption(first):
        return []
    level = [right_of(label.first, sheet.segments) for label in labels]
    misfits = sum(
        _fit(label, (value,)) == 0.0
        for label, value in zip(labels, level, strict=True)
        if value is not None
    )
    if misfits < 2:
        return []
    bottom = labels[-1].first.bottom + 3 * labels[-1].first.height
    return [
        segment
        for segment in sorted(sheet.segments, key=lambda segment: segment.top)
        if segment.page is first.page
        and abs(segment.left - first.left) < 0.5 * first.height
        and first.top - 1 <= segment.top <= bottom
        and not sheet.is_caption(segment)
    ]


def _values_beneath(sheet: Sheet, labels: list[Anchor]) -> list[Segment]:
    """As many lines as there are labels, right after them in reading order."""
    if any(
        (beside := right_of(label.first, sheet.segments)) and not sheet.is_caption(beside)
        for label in labels
    ):
        return []
    first = labels[-1].first.order + 1
    values = sheet.segments[first : first + len(labels)]
    captions = any(sheet.is_caption(value) for value in values)
    return [] if captions or len(values) < len(labels) else values


def _matched(labels: list[Anchor], values: list[Segment]) -> list[list[Segment]]:
    """The lines of each label's value, by the division of the values that fits the labels best."""
    if len(values) < len(labels):
        return []
    best: dict[tuple[int, int], tuple[float, list[list[Segment]]]] = {(0, 0): (0.0, [])}
    for number, label in enumerate(labels):
        for start in range(len(values)):
            if (number, start) not in best:
                continue
            score, division = best[number, start]
            for end in range(start + 1, min(start + MOST_LINES, len(values)) + 1):
                lines = values[start:end]
                total = score + _fit(label, lines) - WRAPPED * (len(lines) - 1)
                if (number + 1, end) not in best or total > best[number + 1, end][0]:
                    best[number + 1, end] = (total, [*division, lines])
    ends = [best[key] for key in best if key[0] == len(labels)]
    if not ends:
        return []
    division = max(ends, key=lambda each: each[0])[1]
    fitting = sum(_fit(label, lines) > 0 for label, lines in zip(labels, division, strict=True))
    return division if fitting >= ENOUGH * len(labels) else []


def _fit(label: Anchor, lines: Sequence[Segment]) -> float:
    """How well lines fit a label, from 0 to 1; more than one line only where the type wraps."""
    text = " ".join(line.text for line in lines)
    kinds = [value_type_of(family) for family in label.families]
    if len(lines) > 1:
        kinds = [kind for kind in kinds if kind in WRAPPING]
    values = [typed_value(kind, text) for kind in kinds]
    fit = max((value.fit for value in values if value), default=0.0)
    return fit if fit >= 0.5 else 0.0

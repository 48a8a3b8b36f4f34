"""Blocks of labels followed by a block of their values in the same order."""

from certificate_reader.layout.anchors import Anchor
from certificate_reader.layout.segments import Segment
from certificate_reader.layout.sheet import Sheet
from certificate_reader.layout.typed_values import typed_value
from certificate_reader.lexicon.families import value_type_of

FEWEST = 3
# The share of the values that must fit their labels' types.
ENOUGH = 0.7


def values_of_blocks(sheet: Sheet) -> dict[int, Segment]:
    """The value of each label of such blocks, by the order of the label's segment."""
    found: dict[int, Segment] = {}
    order = 0
    while order < len(sheet.segments):
        labels = _run_of_labels(sheet, order)
        if len(labels) < FEWEST:
            order += max(1, len(labels))
            continue
        first = labels[-1].last.order + 1
        values = sheet.segments[first : first + len(labels)]
        if len(values) == len(labels) and _fit(labels, values):
            found.update(
                (label.first.order, value) for label, value in zip(labels, values, strict=True)
            )
        order = first
    return found


def _run_of_labels(sheet: Sheet, order: int) -> list[Anchor]:
    run: list[Anchor] = []
    while order < len(sheet.segments):
        alone = [
            anchor
            for anchor in sheet.anchors_of[order]
            if anchor.is_label and anchor.stand == "alone"
        ]
        if not alone or (run and alone[0].first.left - run[0].first.left > run[0].first.height):
            break
        run.append(alone[0])
        order = alone[0].last.order + 1
    return run


def _fit(labels: list[Anchor], values: list[Segment]) -> bool:
    if any(value.middle < labels[-1].last.middle for value in values):
        return False
    fits = [
        any(_fits(value_type_of(family), value.text) for family in label.families)
        for label, value in zip(labels, values, strict=True)
    ]
    return sum(fits) >= ENOUGH * len(fits)


def _fits(kind: str, text: str) -> bool:
    value = typed_value(kind, text)
    return value is not None and value.fit >= 0.5

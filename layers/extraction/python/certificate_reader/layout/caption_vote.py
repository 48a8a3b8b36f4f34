"""Decides for a whole page whether captions stand above or below their values."""

from dataclasses import dataclass

from certificate_reader.layout.neighbours import above, below, right_of
from certificate_reader.layout.segments import Segment
from certificate_reader.layout.sheet import Sheet
from certificate_reader.layout.typed_values import typed_value
from certificate_reader.lexicon.families import value_type_of

TELLING = frozenset({"date", "credits", "sponsor_id", "method", "field_of_study", "person"})
CONVINCING = 0.6


@dataclass(frozen=True, slots=True)
class CaptionSides:
    """How far a value below, and one above, a caption is to be believed, from 0 to 1."""

    below: float
    above: float


def caption_sides(sheet: Sheet) -> CaptionSides:
    """Counts the captions whose value of a telling type stands on one side alone."""
    votes_below = votes_above = 0.0
    for anchor in sheet.anchors:
        if anchor.stand != "alone" or not anchor.is_label:
            continue
        kinds = [value_type_of(family) for family in anchor.families]
        telling = [kind for kind in kinds if kind in TELLING]
        if not telling:
            continue
        beside = right_of(anchor.last, sheet.segments)
        if beside is not None and _fits(sheet, beside, telling):
            continue
        under = _fits(sheet, below(anchor.last, sheet.segments), telling)
        over = _fits(sheet, above(anchor.first, sheet.segments), telling)
        votes_below += under and not over
        votes_above += over and not under
    if votes_above > votes_below:
        return CaptionSides(0.3, 0.92)
    if votes_below:
        return CaptionSides(0.95, 0.15)
    return CaptionSides(0.85, 0.5)


def _fits(sheet: Sheet, segment: Segment | None, kinds: list[str]) -> bool:
    if segment is None or sheet.is_caption(segment) or sheet.begins_with_anchor(segment):
        return False
    values = [typed_value(kind, segment.text) for kind in kinds]
    return any(value is not None and value.fit >= CONVINCING for value in values)

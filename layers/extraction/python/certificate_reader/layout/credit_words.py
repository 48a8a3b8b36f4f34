"""Words and amounts that credits are told by."""

import re

from certificate_reader.layout.anchors import Anchor
from certificate_reader.layout.headings import is_heading
from certificate_reader.layout.neighbours import above, is_level, shares_column
from certificate_reader.layout.segments import Segment
from certificate_reader.layout.sheet import Sheet
from certificate_reader.values.amounts import amounts_in
from certificate_reader.values.vocabularies import vocabulary

_UNITS = re.compile(r"(?i)\b(?:cpe|nasba|credits?|hours?|hrs?|units?|and|total|in|of)\b")
_CREDIT_WORDS = re.compile(
    r"(?i)\bcredits?\b|\bCPEs?\b\s*(?:hours?|hrs|[:–-]|\d)|\d\s*CPEs?\b|\bcredit\s*hours?\b|\bhours?\s+of\s+continuing\b"
)
SHORT_LINE = 9
OTHER_NUMBERS = frozenset({"other_credits", "score", "level", "location", "contact"})


def speaks_of_credits(sheet: Sheet) -> bool:
    """Whether a label, or a short line, speaks of credits: bare numbers may be credits then."""
    labelled = any(anchor.is_label and "credits" in anchor.families for anchor in sheet.anchors)
    return labelled or any(
        len(segment.words) <= SHORT_LINE and _CREDIT_WORDS.search(segment.text)
        for segment in sheet.segments
    )


def belongs_elsewhere(sheet: Sheet, segment: Segment) -> bool:
    """Whether the label that last came before announces other numbers: scores, other schemes."""
    over = above(segment, sheet.segments)
    if over is not None and sheet.is_caption(over):
        families = {family for anchor in sheet.anchors_of[over.order] for family in anchor.families}
        if families & OTHER_NUMBERS and not families & {"credits", "field_of_study"}:
            return True
    for order in range(segment.order, -1, -1):
        if is_heading(sheet.segments[order]):
            return False
        own = order == segment.order
        labels = [
            anchor
            for anchor in sheet.anchors_of[order]
            if anchor.is_label and not (own and anchor.start)
        ]
        if labels:
            families = {family for anchor in labels for family in anchor.families}
            if not families & OTHER_NUMBERS or families & {"credits", "field_of_study"}:
                return False
            if any(_is_over(anchor, segment) for anchor in labels):
                return True
    return False


def _is_over(anchor: Anchor, segment: Segment) -> bool:
    """Whether a label that came before may still speak of a line: it shares a column with it, or
    stands alone left of it."""
    label = anchor.last
    if label.page is not segment.page or label is segment or shares_column(label, segment):
        return True
    if label.right > segment.left + segment.height:
        return False
    counts = bool({"other_credits", "score"} & set(anchor.families))
    return anchor.stand == "alone" or (counts and is_level(label, segment))


def holds_only_values(text: str) -> bool:
    """Whether a text names fields of study, methods and amounts of credits, and nothing else."""
    fields, methods = (vocabulary(each).terms_in(text) for each in ("field_of_study", "method"))
    if not fields and not methods:
        return False
    places = [(term.start, term.end) for term in (*fields, *methods)]
    places += [(amount.start, amount.end) for amount in amounts_in(text)]
    for start, end in sorted(places, reverse=True):
        text = text[:start] + " " * (end - start) + text[end:]
    return not re.search(r"[^\W\d_]{2}", _UNITS.sub(" ", text))

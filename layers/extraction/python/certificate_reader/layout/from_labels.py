"""Candidates that a label announces: on its line, to its right, below or above it."""

import re
from collections.abc import Sequence

from certificate_reader.layout.anchors import Anchor
from certificate_reader.layout.caption_vote import CaptionSides
from certificate_reader.layout.continuation import continued, continued_upwards, line_beneath
from certificate_reader.layout.label_blocks import values_of_blocks
from certificate_reader.layout.neighbours import above, below, right_of
from certificate_reader.layout.segments import Segment, Span, part_of, text_of
from certificate_reader.layout.sheet import Candidate, Sheet
from certificate_reader.layout.signature_block import signature_labels
from certificate_reader.layout.tables import Table
from certificate_reader.layout.typed_values import typed_value
from certificate_reader.lexicon.families import value_type_of
from certificate_reader.values.names import person_likeness
from certificate_reader.values.titles import title_in_sentence
from certificate_reader.values.vocabularies import vocabulary

WRAPPING = frozenset({"title", "organisation", "text", "field_of_study"})
TRUST = {"labels": 1.0, "weak": 0.85, "soft": 0.8}
# A colon makes up for a short label's doubt.
WEAK_WITH_COLON = 0.94
INLINE = {"colon": 0.97, "run_in": 0.88, "alone": 0.0, "prose": 0.9}
RIGHT = 0.95
# Of these types anything can be a value, also what stands behind a colon in a cell of a table.
FREE = frozenset({"text", "title", "organisation", "person"})
BLOCK = 0.93
SURE_NUMBER = 1.0
# How far to believe hours that could be earned, where a page may tell those that were.
AVAILABLE = 0.7
_AVAILABLE = re.compile(r"(?i)\b(?:max(?:imum)?|available|possible|up\s+to)\b")
_STATE_BOARD = re.compile(r"(?i)\bstate\s+board\b|\bboard\s+of\s+(?:public\s+)?account")
NUMBERS = frozenset({"sponsor_id", "identifier", "approval_number"})
_NUMBER_LINE = re.compile(
    r"(?i)\W*(?:(?:id|no|number|#)(?!\w)[\s.:#]*){1,3}([A-Z]{0,4}-?\d[\w-]*)\W*"
)
# How many words of a name may stand on the line after its first.
MOST_WORDS_BENEATH = 3


def from_labels(sheet: Sheet, sides: CaptionSides, tables: Sequence[Table]) -> list[Candidate]:
    """The candidates of all labels but those that head a table of several rows."""
    found: list[Candidate] = []
    in_blocks = values_of_blocks(sheet)
    signed = signature_labels(sheet)
    for anchor in sheet.anchors:
        if id(anchor) in signed:
            continue
        if anchor.kind not in TRUST:
            continue
        if any(table.heads(anchor) for table in tables):
            continue
        in_cell = any(table.holds(anchor) for table in tables)
        block = in_blocks.get(anchor.first.order)
        if block:
            found.extend(_block_candidates(anchor, block))
            continue
        places = _places(sheet, anchor, sides)
        for span, belief, source in places:
            for family in anchor.families:
                if in_cell and value_type_of(family) in FREE:
                    continue
                if family == "sponsor_id" and _is_of_a_state(sheet, anchor):
                    continue
                trust = _trust(anchor) * (AVAILABLE if _is_available(family, anchor) else 1.0)
                candidate = candidate_at(sheet, family, span, belief * trust, source)
                if candidate:
                    found.append(candidate)
    return found


def _is_available(family: str, anchor: Anchor) -> bool:
    """Whether a label tells what could be earned: `Maximum CPE hours`."""
    told = anchor.first.text[: anchor.end if anchor.first is anchor.last else None]
    return family == "credits" and bool(_AVAILABLE.search(told))


def _is_of_a_state(sheet: Sheet, anchor: Anchor) -> bool:
    """Whether the line over a label names a state's board: `Texas State Board | Sponsor No.`"""
    over = sheet.previous_segment(anchor.first) if anchor.start == 0 else None
    if over is None or anchor.first.top - over.bottom > over.height:
        return False
    if any(character.isdigit() for character in over.text):
        # The line has its own number: the label beneath begins another.
        return False
    return bool(_STATE_BOARD.search(over.text)) or any(
        each.stand == "alone" and "state_sponsor_id" in each.families
        for each in sheet.anchors_of[over.order]
    )


def _trust(anchor: Anchor) -> float:
    colon = anchor.last.text[anchor.end :].lstrip(" ._").startswith(":")
    return WEAK_WITH_COLON if anchor.kind == "weak" and colon else TRUST[anchor.kind]


def _block_candidates(anchor: Anchor, spans: tuple[Span, ...]) -> list[Candidate]:
    text = text_of(spans)
    return [
        Candidate(family, value.value, spans, BLOCK * _trust(anchor) * value.fit, "block")
        for family in anchor.families
        if (value := typed_value(value_type_of(family), text))
    ]


def _places(sheet: Sheet, anchor: Anchor, sides: CaptionSides) -> list[tuple[Span, float, str]]:
    """Where the value of a label may stand, how far to believe each place, and its name."""
    end = sheet.boundary(anchor.last, anchor.end)
    inline = any(character.isalnum() for character in anchor.last.text[anchor.end : end])
    if inline and anchor.stand != "alone":
        return [(Span(anchor.last, anchor.end, end), INLINE[anchor.stand], "inline")]
    if end < len(anchor.last.text) and not inline:
        return []
    places: list[tuple[Span, float, str]] = []
    right = right_of(anchor.last, sheet.segments)
    if right is None and anchor.first is not anchor.last:
        right = right_of(anchor.first, sheet.segments)
    if right and (span := _value_span(sheet, right)):
        gap = (right.left - anchor.last.right) / max(anchor.last.page.width, 1.0)
        places.append((span, RIGHT if gap < 0.4 else 0.6, "right"))
    under = below(anchor.last, sheet.segments)
    if under and (number := _number_span(anchor, under)):
        places.append((number, SURE_NUMBER, "below"))
    elif under and (span := _value_span(sheet, under)):
        places.append((span, 0.97 * sides.below, "below"))
    over = above(anchor.first, sheet.segments)
    if anchor.stand == "alone" and over and (span := _value_span(sheet, over)):
        colon = anchor.last.text[anchor.end :].lstrip().startswith(":")
        places.append((span, (0.2 if colon else 0.97) * sides.above, "above"))
    return places


def _value_span(sheet: Sheet, segment: Segment) -> Span | None:
    if sheet.is_caption(segment):
        return None
    end = sheet.boundary(segment, 0)
    return Span(segment, 0, end) if end else None


def _number_span(anchor: Anchor, segment: Segment) -> Span | None:
    """The number of a line such as `No. 123456` under a label for one."""
    if not all(value_type_of(family) in NUMBERS for family in anchor.families):
        return None
    line = _NUMBER_LINE.fullmatch(segment.text)
    return Span(segment, line.start(1), line.end(1)) if line else None


def candidate_at(
    sheet: Sheet, family: str, span: Span, belief: float, source: str
) -> Candidate | None:
    """The candidate of a family at a place where its value is announced."""
    kind = value_type_of(family)
    spans = _lines(sheet, kind, span, source)
    text = text_of(spans)
    if kind == "title" and source == "prose":
        spans = part_of(spans, *title_in_sentence(text))
        text = text_of(spans)
    value = typed_value(kind, text)
    if value is None and kind == "date":
        return _wrapped_date(sheet, family, span, belief, source)
    if value is None:
        return None
    spans = part_of(spans, value.start, value.end)
    return Candidate(family, value.value, spans, belief * value.fit, source)


def _lines(sheet: Sheet, kind: str, span: Span, source: str) -> tuple[Span, ...]:
    if kind == "person" and source == "prose":
        return _name_over_lines(sheet, span)
    if kind == "method":
        return (_with_whole_term(span),)
    if kind not in WRAPPING:
        return (span,)
    if source == "above":
        return continued_upwards(sheet, span.segment) if span.start == 0 else (span,)
    return continued(sheet, span)


def _with_whole_term(span: Span) -> Span:
    """The piece up to the end of a method that an anchor within its name would cut off: `webcast
    presented by` ends `live webcast` as well."""
    for term in vocabulary("method").terms_in(span.segment.text):
        if span.start <= term.start < span.end < term.end:
            return span._replace(end=term.end)
    return span


def _name_over_lines(sheet: Sheet, span: Span) -> tuple[Span, ...]:
    """A name that begins within a line of a paragraph and may end on the next."""
    at_end = span.end == len(span.segment.text.rstrip()) and span.start > 0
    beneath = line_beneath(sheet, span.segment) if at_end else None
    if beneath is None:
        return (span,)
    boundary = sheet.boundary(beneath, 0)
    ends = [word.end() for word in re.finditer(r"\S+", beneath.text[:boundary])]
    for end in reversed(ends[:MOST_WORDS_BENEATH]):
        rest = Span(beneath, 0, end)
        whole_name = text_of((span, rest)).strip(" ,")
        if person_likeness(whole_name) >= 0.9:
            return (span, rest)
    return (span,)


def _wrapped_date(
    sheet: Sheet, family: str, span: Span, belief: float, source: str
) -> Candidate | None:
    """A date whose year stands on the next line."""
    beneath = line_beneath(sheet, span.segment)
    if beneath is None:
        return None
    value = typed_value("date", f"{span.text} {beneath.text[:12]}")
    if value is None or value.start > len(span.text):
        return None
    rest = max(0, value.end - len(span.text) - 1)
    spans = (Span(span.segment, span.start + value.start, span.end), Span(beneath, 0, rest))
    return Candidate(family, value.value, spans[: 2 if rest else 1], belief * value.fit, source)

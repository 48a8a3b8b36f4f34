"""Follows a value over the lines that it wraps onto."""

import re

from certificate_reader.layout.neighbours import left_of
from certificate_reader.layout.places import is_place
from certificate_reader.layout.segments import Segment, Span, whole
from certificate_reader.layout.sheet import Sheet
from certificate_reader.lexicon.label_words import word_set
from certificate_reader.lexicon.load import word_list
from certificate_reader.values.dates import dates_in
from certificate_reader.values.vocabularies import vocabulary

# In heights of the type: how far the next line of one value may stand, edge to edge.
LINE_GAP = 0.9
SAME_SIZE = 1.25
# Against the usual height of the page's type.
LARGE = 1.25
# The share of the way to the rightmost text that a full line reaches.
MARGIN = 0.8
MOST_LINES = 4
MOSTLY = 0.5
_BY_SOMEBODY = re.compile(r"(?:with|by|from|through|presented by|hosted by)\s+(?:[Tt]he\s+)?[A-Z]")
_ENDS_METHOD = re.compile(r"\s+[-–—|•·(]|\s+via\b|[,;]")
# What may follow a label on its line: its number, a colon.
_ENDS_LABEL = re.compile(r"[\W_]*(?:\d{1,2}[\W_]*)?$")


def continued(sheet: Sheet, span: Span) -> tuple[Span, ...]:
    """The piece and those on the lines beneath it that go on with the same value."""
    spans = [span]
    while len(spans) < MOST_LINES:
        last = spans[-1]
        if last.end < len(last.segment.text.rstrip()):
            break
        following = _line_beneath(sheet, last, spans[0])
        if following is None:
            break
        end = sheet.boundary(following, 0)
        if end == 0 and _goes_on(sheet, following, spans[0]):
            end = len(following.text)
        if end == 0 or _is_subject(sheet, following, end):
            break
        spans.append(Span(following, 0, end))
    return tuple(spans)


def _is_subject(sheet: Sheet, line: Segment, end: int) -> bool:
    """Whether what a line begins with is whom its own sentence is about: `The earner completed`."""
    return end < len(line.text) and any(
        anchor.kind == "after" and anchor.first is line and anchor.start == end
        for anchor in sheet.anchors_of[line.order]
    )


def _line_beneath(sheet: Sheet, last: Span, first: Span) -> Segment | None:
    beneath = line_beneath(sheet, last.segment, first)
    if beneath is None:
        return None
    if sheet.begins_with_anchor(beneath) and not _goes_on(sheet, beneath, first):
        return None
    # Where labels stand beside their values, the next label begins the next value.
    in_form = first.start > 0 or _is_labelled(sheet, first.segment)
    if in_form and _is_labelled(sheet, beneath):
        return None
    if _begins_anew(last.text, beneath.text) or _says_where_or_how(beneath):
        return None
    dated = sum(date.end - date.start for date in dates_in(beneath.text))
    return None if dated > MOSTLY * len(beneath.text) else beneath


def _says_where_or_how(line: Segment) -> bool:
    """Whether a line is a place, or begins with a method that is no part of a sentence."""
    if is_place(line.text) or _names_who(line.text):
        return True
    methods = vocabulary("method").terms_in(line.text)
    if not methods or methods[0].start:
        return False
    method, rest = line.text[: methods[0].end], line.text[methods[0].end :]
    # One word, such as `Workshop`, may be a title's last.
    return " " in method if not rest.strip() else bool(_ENDS_METHOD.match(rest))


def _goes_on(sheet: Sheet, beneath: Segment, first: Span) -> bool:
    return _is_last_word(sheet, beneath, first) or _is_set_large(sheet, beneath, first)


def _is_set_large(sheet: Sheet, beneath: Segment, first: Span) -> bool:
    """Whether what only its words make a label is set as large as the value's first line, which no
    label of the page is: `… as a Finance | Business Partner`."""
    largest = max((each.first.height for each in sheet.anchors if each.is_label), default=0.0)
    return (
        all(each.kind == "soft" for each in sheet.anchors_of[beneath.order])
        and first.start == 0
        and abs(beneath.height - first.segment.height) < 0.05 * first.segment.height
        and beneath.height >= LARGE * sheet.usual_height
        and largest <= beneath.height
    )


def _names_who(text: str) -> bool:
    """Whether a line says with whom or by whom: `with the Engine & Co Academy`."""
    by = _BY_SOMEBODY.match(text)
    words = {re.sub(r"[^A-Z]", "", word.upper()) for word in text.split()}
    return by is not None and not words.isdisjoint(word_list("organisations"))


def _is_last_word(sheet: Sheet, beneath: Segment, first: Span) -> bool:
    """Whether what may be a label ends a value that stands in a column right of its label."""
    anchors = sheet.anchors_of[beneath.order]
    return (
        all(anchor.kind == "weak" and anchor.stand == "alone" for anchor in anchors)
        and not beneath.text.rstrip().endswith(":")
        and abs(beneath.left - first.segment.left) < 0.2 * beneath.height
        and _is_labelled(sheet, first.segment)
        and not _is_labelled(sheet, beneath)
    )


def _begins_anew(line: str, beneath: str) -> bool:
    """Whether the next line is a clause in small letters under a line set in capitals."""
    words = re.findall(r"[^\W\d_]{4,}", line)
    capitals = len(words) >= 2 and all(word[0].isupper() for word in words)
    first = re.match(r"\W*([^\W_]+)", beneath)
    small = word_set("document_words", "small_in_titles")
    return capitals and first is not None and first[1][0].islower() and not small.has_word(first[1])


def _is_labelled(sheet: Sheet, segment: Segment) -> bool:
    """Whether a label stands on the same row, left of the segment and next to it."""
    left = left_of(segment, sheet.segments)
    return left is not None and any(
        anchor.last is left
        and (anchor.is_label or anchor.kind == "before")
        and _ENDS_LABEL.match(left.text, anchor.end)
        for anchor in sheet.anchors_of[left.order]
    )


def continued_upwards(sheet: Sheet, segment: Segment) -> tuple[Span, ...]:
    """The line and those over it that begin the same value, top to bottom."""
    lines = [segment]
    while len(lines) < MOST_LINES:
        over = [
            other
            for other in sheet.segments
            if other.page is segment.page and line_beneath(sheet, other) is lines[0]
        ]
        if len(over) != 1 or sheet.anchors_of[over[0].order]:
            break
        lines.insert(0, over[0])
    return tuple(Span(line, 0, len(line.text)) for line in lines)


def line_beneath(sheet: Sheet, segment: Segment, first: Span | None = None) -> Segment | None:
    """The next line of the same paragraph: close, of the same size, aligned with it.

    `first` is where the paragraph's first line begins, if not at the start of its segment.
    """
    if first is None or (first.segment is segment and first.start == 0):
        known = sheet.lines_beneath
        if segment.order not in known:
            known[segment.order] = _found_beneath(sheet, segment, whole(segment))
        return known[segment.order]
    return _found_beneath(sheet, segment, first)


def _found_beneath(sheet: Sheet, segment: Segment, first: Span) -> Segment | None:
    page_right = sheet.right_edges[id(segment.page)]
    candidates = [
        other
        for other in sheet.segments
        if other.page is segment.page
        and other.top > segment.middle
        and other.top - segment.bottom < LINE_GAP * segment.height
        and _aligned(first, segment, other, page_right)
    ]
    if not candidates:
        return None
    beneath = min(candidates, key=lambda other: other.top)
    sizes = sorted((beneath.height, _height_at_end(segment)))
    return beneath if sizes[1] <= SAME_SIZE * sizes[0] else None


def _height_at_end(segment: Segment) -> float:
    """The height of the type with which a line ends: a name may be set larger within a sentence."""
    box = segment.words[-1].box
    return min(segment.height, (box.bottom - box.top) * segment.page.height)


def _reaches_margin(segment: Segment, page_right: float) -> bool:
    return segment.right > MARGIN * page_right


def _aligned(first: Span, segment: Segment, other: Segment, page_right: float) -> bool:
    """Whether the line has the same left edge, or the same centre, as the lines before it."""
    value_left = first.segment.left if first.start == 0 else _left_of(first)
    reach = 0.8 * segment.height
    indented = other.left > first.segment.left + 1.5 * segment.height
    if first.start and indented and abs(other.left - value_left) < 2.5 * segment.height:
        return True
    if first.start and first.segment is segment and not _reaches_margin(segment, page_right):
        # Under a short line of a list of labels the next line begins another one.
        return abs(other.left - value_left) < reach
    return (
        abs(other.left - value_left) < reach
        or abs(other.left - segment.left) < reach
        or abs(other.centre - segment.centre) < reach
    )


def _left_of(span: Span) -> float:
    words = span.segment.words_between(span.start + 1, span.end)
    return words[0].box.left * span.segment.page.width if words else span.segment.left

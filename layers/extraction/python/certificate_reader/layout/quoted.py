"""Titles in quotes, within a sentence and over the ends of its lines."""

import re

from certificate_reader.layout.continuation import line_beneath
from certificate_reader.layout.segments import Segment, Span
from certificate_reader.layout.sheet import Sheet
from certificate_reader.values.titles import names_a_kind, only_leads_to_title

QUOTES = {"“": "”", '"': '"', "‘": "’", "«": "»", "”": "”"}
_OPENING = re.compile(r"[“\"«]")
MOST_LINES = 4


def quoted_at(sheet: Sheet, span: Span) -> tuple[Span, ...] | None:
    """The text in quotes that begins a piece, over as many lines as it takes."""
    span = _up_to_quote(sheet, span)
    text = span.text
    start = len(text) - len(text.lstrip(" :,"))
    lead = _OPENING.search(text)
    if lead and only_leads_to_title(text[: lead.start()]):
        start = lead.start()
    closing = QUOTES.get(text[start : start + 1])
    if closing is None:
        return None
    pieces: list[Span] = []
    segment: Segment | None = span.segment
    place = span.start + start + 1
    while segment is not None and len(pieces) < MOST_LINES:
        end = segment.text.find(closing, place)
        if end >= 0:
            pieces.append(Span(segment, place, end))
            return tuple(piece for piece in pieces if piece.text.strip())
        pieces.append(Span(segment, place, len(segment.text)))
        segment, place = sheet.next_segment(segment), 0
    return None


def _up_to_quote(sheet: Sheet, span: Span) -> Span:
    """The piece, or the quote that its sentence leads to: `the ethics | course, “Title”`."""
    line: Segment | None = span.segment
    for lead in (span, None):
        if line is None:
            break
        text = lead.text if lead else line.text
        opening = _OPENING.search(text)
        if opening and names_a_kind(text[: opening.start()]):
            place = (lead.start if lead else 0) + opening.start()
            return Span(line, place, len(line.text))
        if opening or span.end < len(span.segment.text.rstrip()):
            break
        line = line_beneath(sheet, line)
    return span

"""Leaves out what a browser prints in a page's margins: date, address, page number."""

import re

from certificate_reader.layout.segments import Segment

MARGIN = 0.06
_PRINT_MARK = re.compile(
    r"(?i)^\s*(?:\d{1,2}/\d{1,2}/\d{2,4},?\s+\d{1,2}:\d{2}.*|(?:https?://|www\.|file:/|about:).*"
    r"|(?:page\s*)?\d{1,3}\s*(?:/|of)\s*\d{1,3})\s*$"
)


def without_print_marks(segments: list[Segment]) -> list[Segment]:
    """The segments but for print marks, and for the page's title that stands beside one on top."""
    marks = [each for each in segments if _in_margin(each) and _PRINT_MARK.match(each.text)]
    if not marks:
        return segments
    on_top = [mark for mark in marks if mark.top < 0.5 * mark.page.height]
    return [
        each
        for each in segments
        if each not in marks
        and not (
            _in_margin(each)
            and any(abs(each.middle - mark.middle) < 0.5 * mark.height for mark in on_top)
        )
    ]


def _in_margin(segment: Segment) -> bool:
    height = segment.page.height
    return segment.bottom < MARGIN * height or segment.top > (1 - MARGIN) * height

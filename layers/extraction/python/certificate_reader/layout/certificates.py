"""Divides pages into certificates, and tells certificates from other documents."""

import re
from itertools import groupby

from certificate_reader.layout.anchors import find_anchors
from certificate_reader.layout.reading_order import in_reading_order
from certificate_reader.layout.segments import Segment, segments_of
from certificate_reader.layout.sheet import Candidate, Sheet
from certificate_reader.lexicon.families import FamilyLexicon
from certificate_reader.pages import Page

_HEADING = re.compile(
    r"(?i)certificate\s*of\s*(?:completion|attendance|achievement|participation|training)|certificate\s+of|cpe\s*certificate|record\s+of\s+(?:completion|attendance)|proof\s+of\s+(?:completion|attendance)|verification\s+of\s+(?:completion|attendance)|this\s+certif|hereby\s+certif|certif(?:y|ies)\s+that|letter\s+confirms|statement\s+of\s+(?:completion|attendance)|attendance\s+(?:record|verification)"
)
_SUBJECT = re.compile(
    r"(?i)\bCPE\b|continuing\s+(?:professional\s+)?education|NASBA|credit\s+hours|has\s+(?:successfully\s+)?(?:completed|attended)"
)


def sheets_of(pages: list[Page], lexicon: FamilyLexicon) -> list[Sheet]:
    """One sheet for each page with text; a page that names nobody goes on with the one before."""
    sheets: list[Sheet] = []
    for _, of_document in groupby(pages, key=lambda page: page.document):
        first = True
        for page in of_document:
            segments = in_reading_order(segments_of(page))
            if not segments:
                continue
            anchors = find_anchors(segments, lexicon)
            if first or _begins(segments):
                sheets.append(Sheet(segments, anchors))
                first = False
            else:
                sheets[-1] = _joined(sheets[-1], segments, lexicon)
    return sheets


def _begins(segments: list[Segment]) -> bool:
    text = " ".join(segment.text for segment in segments)
    return bool(_HEADING.search(text))


def _joined(sheet: Sheet, segments: list[Segment], lexicon: FamilyLexicon) -> Sheet:
    together = [*sheet.segments, *segments]
    for order, segment in enumerate(together):
        segment.order = order
    return Sheet(together, find_anchors(together, lexicon))


def is_certificate(sheet: Sheet, chosen: dict[str, Candidate]) -> bool:
    """Whether the sheet says that somebody completed something."""
    text = " ".join(segment.text for segment in sheet.segments)
    signs = bool(_HEADING.search(text)) + bool(_SUBJECT.search(text))
    values = sum(
        family in chosen for family in ("participant", "title", "completion_date", "sponsor_id")
    )
    return signs >= 1 and values >= 2

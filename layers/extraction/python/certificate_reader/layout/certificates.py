"""Divides pages into certificates."""

from itertools import groupby

from certificate_reader.layout.anchors import Anchor, find_anchors
from certificate_reader.layout.headings import names_a_certificate, speaks_of_a_certificate
from certificate_reader.layout.margins import without_print_marks
from certificate_reader.layout.reading_order import in_reading_order
from certificate_reader.layout.segments import Segment, segments_of
from certificate_reader.layout.sheet import Sheet
from certificate_reader.layout.soft_labels import soft_labels
from certificate_reader.layout.typed_values import typed_value
from certificate_reader.lexicon.families import FamilyLexicon
from certificate_reader.pages import Page
from certificate_reader.values.names import (
    person_at_end,
    person_likeness,
    without_credentials,
)

LIKELY = 0.75
SURE = 0.9
LINES_OF_A_HEAD = 6


def sheets_of(pages: list[Page], lexicon: FamilyLexicon) -> list[Sheet]:
    """One sheet for each page with text; a page that names nobody goes on with the one before."""
    sheets: list[Sheet] = []
    for _, of_document in groupby(pages, key=lambda page: page.document):
        first = True
        for page in of_document:
            segments = in_reading_order(without_print_marks(segments_of(page)))
            if not segments:
                continue
            anchors = with_soft_labels(segments, lexicon)
            if first or _begins(segments, anchors):
                sheets.append(Sheet(segments, anchors))
                first = False
            else:
                sheets[-1] = _joined(sheets[-1], segments, lexicon)
    return sheets


def with_soft_labels(segments: list[Segment], lexicon: FamilyLexicon) -> list[Anchor]:
    """The anchors of segments in reading order, with labels that only their place betrays."""
    anchors = find_anchors(segments, lexicon)
    anchors += soft_labels(segments, anchors, lexicon)
    return sorted(anchors, key=lambda anchor: (anchor.first.order, anchor.start))


def _begins(segments: list[Segment], anchors: list[Anchor]) -> bool:
    """Whether a page has the makings of a certificate of its own: it names somebody."""
    families = {family for anchor in anchors for family in anchor.families}
    headed = any(
        names_a_certificate(segment) or speaks_of_a_certificate(segment) for segment in segments
    )
    if not headed and "title" not in families:
        return False
    if headed and any(_is_a_name(segment) for segment in segments[:LINES_OF_A_HEAD]):
        return True
    return any(
        "participant" in anchor.families and _names_somebody(anchor, segments) for anchor in anchors
    )


def _is_a_name(segment: Segment) -> bool:
    return person_likeness(without_credentials(segment.text)[0]) >= SURE


def _names_somebody(anchor: Anchor, segments: list[Segment]) -> bool:
    """Whether a name stands where an anchor for the participant leads."""
    if anchor.kind == "after":
        place = anchor.first.order - 1
        lines = [anchor.first.text[: anchor.start], segments[place].text if place >= 0 else ""]
        return any(person_at_end(line.rstrip(" ,"))[1] >= LIKELY for line in lines)
    place = anchor.last.order + 1
    rest = anchor.last.text[anchor.end :]
    lines = [rest, segments[place].text if place < len(segments) else ""]
    values = [typed_value("person", line) for line in lines if line.strip()]
    return any(value is not None and value.fit >= LIKELY for value in values)


def _joined(sheet: Sheet, segments: list[Segment], lexicon: FamilyLexicon) -> Sheet:
    together = [*sheet.segments, *segments]
    for order, segment in enumerate(together):
        segment.order = order
    return Sheet(together, with_soft_labels(together, lexicon))

"""Lines that are a value by their form alone: a person's name, a field of study, a method."""

import re

from certificate_reader.layout.continuation import line_beneath
from certificate_reader.layout.headings import is_heading
from certificate_reader.layout.neighbours import above, below, left_of
from certificate_reader.layout.segments import Segment, Span, part_of, text_of, whole
from certificate_reader.layout.sheet import Candidate, Sheet
from certificate_reader.layout.typed_values import typed_value
from certificate_reader.layout.value_in_text import trimmed
from certificate_reader.lexicon.fold import fold
from certificate_reader.lexicon.label_words import family_by_words
from certificate_reader.values.dates import dates_in
from certificate_reader.values.names import (
    person_likeness,
    starts_with_given_name,
    without_credentials,
)
from certificate_reader.values.vocabularies import vocabulary

PERSON = 0.55
KNOWN_NAME = 0.15
LARGE = 0.1
REPEATED = 0.1
TERM = 0.66
NAMED_AT_END = 0.66
SPONSOR_ID = 0.72
_PIECES = re.compile(r"\s*[|•·;/]\s+|\s+[-–—]\s+|\s*\|\s*")
_SPONSOR_ID = re.compile(
    r"(?i)(?:NASBA|national\s+registry|registry)\D{0,90}?(?<!\d)(\d{6})(?!\d)"
    r"|(?<!\d)(\d{6})(?!\d)\D{0,30}(?:NASBA|national\s+(?:registry|association))"
)
_SIX_DIGITS = re.compile(r"\W*(\d{6})\W*")
_REGISTRY = re.compile(r"(?i)\bNASBA\b|registry|\bsponsor")
_OTHER_REGISTRY = re.compile(
    r"(?i)\b(?:state|IRS|CTEC|CFP|board|bar|new\s+york|texas|course|learner|member)\b"
)
_OF_SOMEBODY = re.compile(r"^(?:\S+\s+){1,8}?(?:for|of|to)\s+(?=[A-Z])")
_SIGNATURE = re.compile(r"_{4,}")


def typed_lines(sheet: Sheet, announced: list[Candidate]) -> list[Candidate]:
    """Candidates for the families that nothing announces."""
    families = {each.family for each in announced if each.score >= 0.5}
    found: list[Candidate] = []
    if "participant" not in families:
        found += _people(sheet, announced)
    for family in ("field_of_study", "method"):
        if family not in families:
            found += _terms(sheet, family)
    if "sponsor_id" not in families:
        found += _sponsor_ids(sheet)
    return found


def _people(sheet: Sheet, announced: list[Candidate]) -> list[Candidate]:
    """The one name that stands on a line of its own and is no signature."""
    taken = [span for each in announced if each.score > 0.6 for span in each.spans]
    found: dict[str, Candidate] = {}
    text = sheet.folded
    for segment in sheet.segments:
        colon = segment.text.find(": ") + 1
        start, end = trimmed(segment.text[colon:])
        span = Span(segment, colon + start, colon + end)
        if (
            person_likeness(span.text) < 0.9
            or sheet.anchors_of[segment.order]
            or is_heading(segment)
            or any(span.overlaps(other) for other in taken)
            or _signs(sheet, segment)
        ):
            continue
        score = PERSON + KNOWN_NAME * starts_with_given_name(span.text)
        score += REPEATED * (text.count(fold(span.text)) > 1)
        value = typed_value("person", span.text)
        if value:
            found[fold(span.text)] = Candidate("participant", value.value, (span,), score, "form")
    known = [each for each in found.values() if starts_with_given_name(each.value)]
    lone = known if len(known) == 1 else list(found.values())
    return lone if len(lone) == 1 else _largest(list(found.values()))


def named_at_ends(sheet: Sheet) -> list[Candidate]:
    """People of whom short lines speak."""
    return [each for segment in sheet.segments if (each := _named_at_end(segment))]


def _named_at_end(segment: Segment) -> Candidate | None:
    """Somebody of whom a short line speaks: `Record of credits for Ada Lovelace, CPA`."""
    match = _OF_SOMEBODY.match(segment.text)
    if match is None or dates_in(segment.text):
        return None
    name = segment.text[match.end() :].strip()
    bare, credentials = without_credentials(name)
    if person_likeness(bare) < 0.9 or not (credentials or starts_with_given_name(bare)):
        return None
    span = Span(segment, match.end(), len(segment.text.rstrip()))
    return Candidate("participant", name, (span,), NAMED_AT_END, "form")


def _largest(candidates: list[Candidate]) -> list[Candidate]:
    """The one set clearly larger than all others."""
    by_size = sorted(candidates, key=lambda each: -each.spans[0].segment.height)
    if len(by_size) < 2:
        return by_size
    first, second = (each.spans[0].segment.height for each in by_size[:2])
    return by_size[:1] if first > 1.25 * second else []


def _signs(sheet: Sheet, segment: Segment) -> bool:
    """Whether the name stands over a function, or over or under a line to sign on."""
    beside = [
        other
        for other in sheet.segments
        if other.page is segment.page
        and other is not segment
        and abs(other.middle - segment.middle) < 2.6 * segment.height
        and min(other.right, segment.right) > max(other.left, segment.left) - segment.height
    ]
    return any(
        _SIGNATURE.search(other.text)
        or any(
            family in ("signatory", "instructor")
            for anchor in sheet.anchors_of[other.order]
            for family in anchor.families
        )
        or family_by_words(other.text) in ("signatory", "instructor")
        for other in beside
    )


def _terms(sheet: Sheet, family: str) -> list[Candidate]:
    """The one term of a vocabulary that is a line, or a piece of one between separators."""
    found: list[Candidate] = []
    for segment in sheet.segments:
        if is_heading(segment):
            continue
        if any(anchor.kind != "soft" for anchor in sheet.anchors_of[segment.order]):
            continue
        for span in _pieces(segment):
            entry = vocabulary(family).named(span.text)
            if entry and entry.listed and len(span.text) > 3:
                found.append(Candidate(family, entry.value, (span,), TERM, "form"))
    return found[:1] if len({each.value for each in found}) == 1 else []


def _pieces(segment: Segment) -> list[Span]:
    pieces, start = [], 0
    for separator in [*_PIECES.finditer(segment.text), None]:
        end = separator.start() if separator else len(segment.text)
        low, high = trimmed(segment.text[start:end])
        if high > low:
            pieces.append(Span(segment, start + low, start + high))
        start = separator.end() if separator else end
    whole_line = Span(segment, *trimmed(segment.text))
    return pieces if len(pieces) > 1 else [whole_line]


def _sponsor_ids(sheet: Sheet) -> list[Candidate]:
    """The one six-digit number that stands right beside the registry's name."""
    found = []
    for segment in sheet.segments:
        beneath = line_beneath(sheet, segment)
        lines = (whole(segment), whole(beneath)) if beneath else (whole(segment),)
        for match in _SPONSOR_ID.finditer(text_of(lines)):
            if _OTHER_REGISTRY.search(match.group()):
                continue
            group = 1 if match[1] else 2
            spans = part_of(lines, match.start(group), match.end(group))
            found.append(Candidate("sponsor_id", match[group], spans, SPONSOR_ID, "form"))
    found = found or _captioned_ids(sheet)
    return found[:1] if len({each.value for each in found}) == 1 else []


def _captioned_ids(sheet: Sheet) -> list[Candidate]:
    """Six digits alone on a line, beside, under or over words that speak of the registry."""
    found = []
    for segment in sheet.segments:
        match = _SIX_DIGITS.fullmatch(segment.text)
        if match is None:
            continue
        around = [find(segment, sheet.segments) for find in (left_of, above, below)]
        labels = [each.text for each in around if each is not None]
        if any(_REGISTRY.search(each) and not _OTHER_REGISTRY.search(each) for each in labels):
            span = Span(segment, match.start(1), match.end(1))
            found.append(Candidate("sponsor_id", match[1], (span,), SPONSOR_ID, "form"))
    return found

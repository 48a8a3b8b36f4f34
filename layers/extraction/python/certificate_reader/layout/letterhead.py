"""Sponsors that no label names: letterheads, lines with an address, names known or repeated."""

import re
from statistics import median

from certificate_reader.layout.continuation import continued, continued_upwards, line_beneath
from certificate_reader.layout.headings import is_heading
from certificate_reader.layout.organisation_names import (
    ADDRESS,
    JOINING,
    MOST_WORDS,
    SITE,
    is_known_sponsor,
    is_marked,
    is_ruled_out,
    may_name_an_organisation,
    plain_words,
    signs,
)
from certificate_reader.layout.segments import Segment, Span, text_of, whole
from certificate_reader.layout.sheet import Candidate, Sheet
from certificate_reader.layout.value_in_text import trimmed
from certificate_reader.lexicon.fold import fold
from certificate_reader.lexicon.load import word_list
from certificate_reader.values.dates import dates_in
from certificate_reader.values.names import person_likeness

WITHADDRESS = 0.8
KNOWN = 0.78
ORGANISATION_ON_TOP = 0.64
ORGANISATION = 0.55
BEHIND_A_DATE = 0.66
TOP_LINE = 0.45
LARGE_TOP_LINE = 0.66
REPEATED = 0.15
SURE_PERSON = 0.9
OWN_WEBSITE = 0.25

_WITH = re.compile(r"(?i)\W*(?:with|by|from|through)\s+(?=[A-Z])")
_BY = re.compile(r"(?i:(?:[a-z]+ed\s+)?by|from|with|of|at)\s+(?=[A-Z])")
_SENDER = re.compile(r"(?:From:\s*)?([^<>@:]{3,60}?)\s*<[^<>@\s]+@[^<>\s]+>")
_DOMAIN = re.compile(
    r"(?i)\b(?:www\.|https?://(?:www\.)?|@)?([a-z0-9-]{3,})\.(?:com|org|net|edu|gov)\b"
)
_SOCIETY = re.compile(r"(?i)\b(?:society|association|institute)\b")
_GOES_ON = frozenset({"of", "for", "and", "&"})
_OPEN_ENDED = JOINING | {"certified", "public"}
_SEPARATOR = re.compile(
    r"\s*[|•·]\s*|\s+[-–—]\s+|\s{3,}"
    r"|,\s+(?=www\.|http|\d|(?:an?\s+)?NASBA|National\sRegistry)"
)


def sponsors_by_place(sheet: Sheet) -> list[Candidate]:
    """Candidates for the sponsor, each with evidence of its own besides its place."""
    text = sheet.folded
    domains = _domains(sheet)
    found: list[Candidate] = []
    for segment in sheet.segments:
        spans = name_at(sheet, segment)
        score = _score(sheet, spans, text, domains) if spans else 0.0
        if score > 0:
            found.append(Candidate("provider", text_of(spans), spans, score, "letterhead"))
        found += _behind_a_date(segment)
    return found


def _behind_a_date(segment: Segment) -> list[Candidate]:
    """`completed May 5, 2025 with Somebody Inc`"""
    for date in dates_in(segment.text):
        match = _WITH.match(segment.text, date.end)
        if match and match.end() < len(segment.text):
            start, end = trimmed(segment.text[match.end() :])
            span = Span(segment, match.end() + start, match.end() + end)
            if may_name_an_organisation(span.text):
                return [Candidate("provider", span.text, (span,), BEHIND_A_DATE, "letterhead")]
    return []


def name_at(sheet: Sheet, segment: Segment) -> tuple[Span, ...]:
    """What of a line, or of it and its neighbour, may name an organisation; empty if nothing."""
    if segment.order not in sheet.names:
        sheet.names[segment.order] = _name_at(sheet, segment)
    return sheet.names[segment.order]


def _name_at(sheet: Sheet, segment: Segment) -> tuple[Span, ...]:
    if is_heading(segment):
        return ()
    span = _leading_piece(segment) or _before_mail_address(segment)
    if any(
        anchor.kind != "after" or anchor.start == 0 for anchor in sheet.anchors_of[segment.order]
    ):
        if span is None or _touched(sheet, span):
            return ()
    elif span is None:
        start, end = trimmed(segment.text)
        by = _BY.match(segment.text, start)
        span = Span(segment, by.end() if by else start, end)
    if not span.text.strip() or is_ruled_out(span.text):
        return ()
    if _is_signature(sheet, span):
        return ()
    spans = _whole_name(sheet, span)
    return spans if may_name_an_organisation(text_of(spans)) else ()


def _is_signature(sheet: Sheet, span: Span) -> bool:
    """Whether the words are a person's, whose name and function stand beneath once more.

    Script is set so tightly that its spaces are lost: `AdaLovelace`.
    """
    folded = fold(span.text)
    run_together = len(span.text.split()) == 1
    return any(
        each is not span.segment
        and each.folded.startswith(folded)
        and (signs(each.text) or (run_together and person_likeness(each.text) >= SURE_PERSON))
        for each in sheet.segments
    )


def _touched(sheet: Sheet, span: Span) -> bool:
    return any(
        anchor.first is span.segment and anchor.start < span.end
        for anchor in sheet.anchors_of[span.segment.order]
    )


def _before_mail_address(segment: Segment) -> Span | None:
    """The sender of a message: `Somebody & Co <cpe@example.com>`"""
    match = _SENDER.fullmatch(segment.text) if "@" in segment.text else None
    return Span(segment, match.start(1), match.end(1)) if match else None


def _leading_piece(segment: Segment) -> Span | None:
    """The name before an address on the same line: `Name • 1 Main Street`, `Name - www...`."""
    separator = _SEPARATOR.search(segment.text)
    if separator is None or not ADDRESS.search(segment.text[separator.end() :]):
        return None
    start, end = trimmed(segment.text[: separator.start()])
    return Span(segment, start, end) if end > start else None


def _whole_name(sheet: Sheet, span: Span) -> tuple[Span, ...]:
    """The name with its second line, where the first can't be all of it."""
    over = _line_above(sheet, span) if stands_over_address(sheet, span.segment) else None
    if over is not None:
        return (whole(over), span)
    if (rest := _smaller_rest(sheet, span)) is not None:
        return (span, whole(rest))
    if (society := _society_of_chapter(sheet, span)) is not None:
        return (span, whole(society))
    spans = continued(sheet, span)[:2]
    if len(spans) == 2 and sheet.folded.count(fold(text_of(spans))) > 1:
        return spans
    if len(spans) < 2 or is_heading(spans[1].segment) or ADDRESS.search(spans[1].text):
        return (span,)
    words = spans[1].text.split()
    open_ended = span.text.split()[-1].lower() in _OPEN_ENDED
    completed = len(words) <= 3 and (
        plain_words(words[-1:]) <= word_list("parts_of_organisations") | word_list("legal_forms")
        if is_marked(span.text)
        else is_marked(words[-1])
    )
    return spans if open_ended or completed else (span,)


def _smaller_rest(sheet: Sheet, span: Span) -> Segment | None:
    """The line right under a name that goes on with it, often smaller: `of the United States`."""
    beneath = _line_right_under(sheet, span) if is_marked(span.text) else None
    if beneath is None:
        return None
    words = beneath.text.split()
    named = all(word in JOINING or word[0].isupper() for word in words)
    goes_on = words[0] in _GOES_ON or plain_words(words[-1:]) <= word_list("parts_of_organisations")
    return beneath if 2 <= len(words) <= MOST_WORDS and named and goes_on else None


def _society_of_chapter(sheet: Sheet, span: Span) -> Segment | None:
    """The line right under a chapter's name that names what it is a chapter of."""
    is_chapter = span.text.split()[-1].lower() == "chapter"
    beneath = _line_right_under(sheet, span) if is_chapter else None
    if beneath is None or not _SOCIETY.search(beneath.text) or is_heading(beneath):
        return None
    return beneath if may_name_an_organisation(beneath.text) else None


def _line_right_under(sheet: Sheet, span: Span) -> Segment | None:
    """The line close under the end of one, in line with it, that announces nothing."""
    one, beneath = span.segment, sheet.next_segment(span.segment)
    if beneath is None or beneath.page is not one.page or span.end < len(one.text.rstrip()):
        return None
    close = 0 <= beneath.top - one.bottom + 2 < 0.8 * one.height
    aligned = min(abs(beneath.centre - one.centre), abs(beneath.left - one.left)) < one.height
    return beneath if close and aligned and not sheet.anchors_of[beneath.order] else None


def _line_above(sheet: Sheet, span: Span) -> Segment | None:
    """The first line of a name that the line over an address ends."""
    above = continued_upwards(sheet, span.segment)[:-1] if span.start == 0 else ()
    if len(above) != 1 or is_heading(above[0].segment):
        return None
    one, other = above[0].segment, span.segment
    sizes = sorted((one.height, other.height))
    return one if sizes[1] < 1.05 * sizes[0] else None


def _score(sheet: Sheet, spans: tuple[Span, ...], text: str, domains: set[str]) -> float:
    span, segment, name = spans[-1], spans[-1].segment, text_of(spans)
    height = segment.page.height
    on_top = spans[0].segment.top < 0.3 * height
    score = 0.0
    if is_known_sponsor(name):
        score = KNOWN
    elif person_likeness(name) >= 0.8 and not is_marked(name):
        return 0.0
    elif ADDRESS.search(segment.text[span.end :]) or stands_over_address(sheet, segment):
        score = WITHADDRESS
    elif segment.order == 0 and on_top and _is_large(sheet, segment):
        score = LARGE_TOP_LINE + 0.06 * is_marked(name)
    elif is_marked(name):
        score = ORGANISATION_ON_TOP if on_top else ORGANISATION
    elif on_top and segment.order == 0 and len(name.split()) >= 2:
        score = TOP_LINE
    if not score:
        return 0.0
    score += REPEATED * (text.count(fold(name)) > 1)
    score += OWN_WEBSITE * (_squashed(name) in domains)
    return min(score, 0.93)


def _is_large(sheet: Sheet, segment: Segment) -> bool:
    usual = median(each.height for each in sheet.segments)
    named = len(segment.words) >= 2 or bool(SITE.fullmatch(segment.text.strip()))
    return segment.height > 1.25 * usual and named


def stands_over_address(sheet: Sheet, segment: Segment) -> bool:
    """Whether the line under a line is an address."""
    beneath = line_beneath(sheet, segment) or sheet.next_segment(segment)
    return (
        beneath is not None
        and beneath.page is segment.page
        and beneath.top - segment.bottom < 1.2 * segment.height
        and bool(ADDRESS.search(beneath.text))
        and not sheet.anchors_of[beneath.order]
    )


def _domains(sheet: Sheet) -> set[str]:
    return {
        _squashed(match) for segment in sheet.segments for match in _DOMAIN.findall(segment.text)
    }


def _squashed(text: str) -> str:
    return re.sub(r"(?i)[^a-z0-9]|\b(?:the|inc|llc|llp)\b", "", text.lower())

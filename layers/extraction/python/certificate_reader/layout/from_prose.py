"""Candidates that a sentence announces: after the phrase that leads to them, or before one."""

import re

from certificate_reader.layout.anchors import Anchor
from certificate_reader.layout.caption_vote import CaptionSides
from certificate_reader.layout.from_labels import candidate_at
from certificate_reader.layout.headings import speaks_of_a_certificate
from certificate_reader.layout.neighbours import above, below, left_of, right_of
from certificate_reader.layout.organisation_names import has_legal_form
from certificate_reader.layout.places import is_place
from certificate_reader.layout.quoted import QUOTES, quoted_at
from certificate_reader.layout.segments import Segment, Span, text_of, whole
from certificate_reader.layout.sheet import Candidate, Sheet
from certificate_reader.layout.typed_values import typed_value
from certificate_reader.lexicon.families import value_type_of
from certificate_reader.values.dates import dates_in
from certificate_reader.values.names import person_at_end, person_likeness, starts_with_given_name
from certificate_reader.values.titles import names_a_kind, only_leads_to_title

_ASIDE = re.compile(r"\s*\([^)]*\)[\s,]*$")
_SENTENCE_END = re.compile(r"(?<=[a-z]{3}|\d{3})[.!?;]\s+(?=[A-Z])")
_ARTICLE = re.compile(r"\s*The\s+(?=[A-Z])")
_REGISTERED = re.compile(
    r"(?i)(?:is|has\s+been)\s+(?:\w+\s+){0,2}(?:registered|listed)\b|(?:\w+\s+)?certif(?:y|ies)\b"
)
_POINTS = re.compile(r"(?i)\b(?:individual|participant|attendee|person|below)\s*$")
_IN_QUOTES = re.compile(r"\s*[“\"].{8,}[”\"][\s.,]*")
BREADCRUMBS = re.compile(r"\s[>»]\s")
DATE_AT_MOST = 40
MOST_WORDS_OF_A_CAPTION = 4
CONVINCING = 0.9
LIKELY = 0.7
LARGER = 1.15
# The share of the page's width that may lie between a caption and its value.
WIDEST_GAP = 0.4
AFTER_PHRASE = 0.93
BEFORE_PHRASE = 0.85
# `… is registered with NASBA as a sponsor` tells who offered the program, whatever the letterhead.
REGISTERED = 0.99
# How far to believe a title that may be but the kind of the program: `Engine & Co webinar`.
OF_A_KIND = 0.8
# What may stand between a name and the phrase behind it: `Ada Lovelace, license 1815, completed`,
# or on a line of its own between their lines.
NUMBERS = frozenset({"license_number", "certificate_id"})


def from_prose(sheet: Sheet, sides: CaptionSides) -> list[Candidate]:
    """The candidates of all phrases. `sides` tells where captions of the page have their values."""
    found: list[Candidate] = []
    for anchor in sheet.anchors:
        if BREADCRUMBS.search(anchor.first.text):
            continue
        if anchor.kind == "before":
            if "title" in anchor.families and speaks_of_a_certificate(anchor.first):
                continue
            span = _beside_caption(sheet, anchor, sides) or _following(sheet, anchor)
        elif anchor.kind == "after" and not _heads_a_column(sheet, anchor):
            if _is_pointed_at(sheet, anchor):
                continue
            span = _preceding(sheet, anchor)
        else:
            continue
        if span is None or _leads_on(sheet, anchor, span) or _is_of_a_date(anchor):
            continue
        if _is_where(anchor, span):
            continue
        belief = AFTER_PHRASE if anchor.kind == "before" else BEFORE_PHRASE
        for family in anchor.families:
            if family == "title" and names_a_kind(_with_following(anchor, span)):
                belief *= OF_A_KIND
            if family == "provider" and _tells_of_the_registry(anchor):
                belief = REGISTERED
            candidate = _candidate(sheet, family, span, belief, anchor)
            if candidate:
                found.append(candidate)
    return found


def _tells_of_the_registry(anchor: Anchor) -> bool:
    return anchor.kind == "after" and bool(_REGISTERED.match(anchor.first.text, anchor.start))


def _is_pointed_at(sheet: Sheet, anchor: Anchor) -> bool:
    """Whether the sentence has said that the person is named elsewhere: `the individual below`."""
    return "participant" in anchor.families and any(
        other.kind == "before"
        and "participant" in other.families
        and other.end < anchor.start
        and _POINTS.search(other.last.text[: other.end]) is not None
        for other in sheet.anchors_of[anchor.first.order]
        if other.last is anchor.first
    )


def _is_where(anchor: Anchor, span: Span) -> bool:
    """Whether `at` leads to a place: `held on May 5 at Engine Conference Center`."""
    phrase = anchor.first.text[anchor.start : anchor.end if anchor.first is anchor.last else None]
    return phrase.strip().lower() == "at" and is_place(span.text.rstrip(" ."))


def _heads_a_column(sheet: Sheet, anchor: Anchor) -> bool:
    """Whether a word such as `Completed` is a caption in a row of them."""
    segment = anchor.first
    if not sheet.is_caption(segment) or segment.text[:1].islower():
        return False
    beside = right_of(segment, sheet.segments), left_of(segment, sheet.segments)
    return any(each is not None and sheet.is_caption(each) for each in beside)


def _is_of_a_date(anchor: Anchor) -> bool:
    """Whether a phrase that begins its line tells a day, as `completed May 5` does."""
    rest = anchor.last.text[anchor.end :].lstrip(" :")
    dates = dates_in(rest[:DATE_AT_MOST])
    return anchor.kind == "after" and anchor.start == 0 and bool(dates) and dates[0].start == 0


def _leads_on(sheet: Sheet, anchor: Anchor, span: Span) -> bool:
    """Whether another phrase for the same family follows at once: that one is nearer its value."""
    return any(
        other.kind == "before"
        and set(other.families) & set(anchor.families)
        and other.first is span.segment
        and other.start == span.end
        for other in sheet.anchors
        if anchor.kind == "before" and other is not anchor
    )


def _candidate(
    sheet: Sheet, family: str, span: Span, belief: float, anchor: Anchor
) -> Candidate | None:
    if value_type_of(family) == "title" and (quoted := quoted_at(sheet, span)):
        text = text_of(quoted)
        return Candidate(family, text.strip(" ,."), quoted, 0.97, "quoted")
    if anchor.kind == "after":
        over = _name_over_firm(sheet, span) if value_type_of(family) == "person" else None
        return _whole_before(family, over or span, belief, anchor)
    return candidate_at(sheet, family, span, belief, "prose")


def _name_over_firm(sheet: Sheet, span: Span) -> Span | None:
    """The line over the one before a phrase, where that one names the person's firm."""
    if span.start or starts_with_given_name(span.text):
        return None
    over = sheet.previous_segment(span.segment)
    if over is None or not _near(over, span.segment) or sheet.anchors_of[over.order]:
        return None
    named = person_likeness(over.text) >= CONVINCING and starts_with_given_name(over.text)
    larger = over.height > LARGER * span.segment.height
    return whole(over) if named or (larger and person_likeness(over.text) >= CONVINCING) else None


def _whole_before(family: str, span: Span, belief: float, anchor: Anchor) -> Candidate | None:
    if value_type_of(family) == "person" and person_likeness(span.text.strip(" ,.")) < 0.5:
        start, likeness = person_at_end(span.text.rstrip(" ,"))
        head = span.text.split(",")[0]
        somebody = span.text.split(" of ")[0]
        if person_likeness(somebody.strip()) >= CONVINCING and somebody != span.text:
            # `Ada Lovelace of Engine & Co completed …`
            span = Span(span.segment, span.start, span.start + len(somebody))
        elif likeness >= 0.9:
            span = Span(span.segment, span.start + start, span.end)
        elif person_likeness(head.strip()) >= 0.9:
            # `Ada Lovelace, license 1815, completed …`
            span = Span(span.segment, span.start, span.start + len(head))
    if value_type_of(family) == "organisation":
        span = _organisation_at_end(span)
        if span.segment.height <= LARGER * anchor.first.height:
            # Set larger, the name is a letterhead that the sentence begins with.
            span = _without_article(span)
    value = typed_value(value_type_of(family), span.text)
    if value is None:
        return None
    piece = Span(span.segment, span.start + value.start, span.start + value.end)
    return Candidate(family, value.value, (piece,), belief * value.fit, "before_phrase")


def _without_article(span: Span) -> Span:
    """The name without the article that its sentence begins with."""
    article = _ARTICLE.match(span.text)
    return span._replace(start=span.start + article.end()) if article else span


def _organisation_at_end(span: Span) -> Span:
    """The piece without an aside in brackets at its end and without the clause before its name."""
    text = _ASIDE.sub("", span.text)
    comma = text.rfind(", ", 0, len(text.rstrip(" ,")))
    if comma > 0 and _is_legal_form(text[comma + 2 :]):
        # The comma in `Engine & Co, P.C.` begins no clause.
        comma = text.rfind(", ", 0, comma)
    clause = text[:comma] if comma > 0 else ""
    start = comma + 2 if sum(word.islower() for word in clause.split()) > 3 else 0
    for sentence in _SENTENCE_END.finditer(text):
        start = max(start, sentence.end())
    return Span(span.segment, span.start + start, span.start + len(text))


def _is_legal_form(piece: str) -> bool:
    return len(piece.split()) == 1 and has_legal_form(piece.strip(" ,"))


def _beside_caption(sheet: Sheet, anchor: Anchor, sides: CaptionSides) -> Span | None:
    """The value of a phrase that is a caption: it ends a short line that has a value beside it."""
    segment = anchor.last
    rest = segment.text[anchor.end :]
    if len(segment.words) > MOST_WORDS_OF_A_CAPTION or any(map(str.isalnum, rest)):
        return None
    upwards = sides.above > sides.below
    for find in (above,) if upwards else (right_of, below):
        value = find(segment, sheet.segments)
        if value is None or sheet.is_caption(value) or sheet.begins_with_anchor(value):
            continue
        if find is right_of and value.left - segment.right > WIDEST_GAP * segment.page.width:
            continue
        for family in anchor.families:
            typed = typed_value(value_type_of(family), value.text)
            is_somebody = family != "participant" and person_likeness(value.text) >= LIKELY
            if typed is not None and typed.fit >= CONVINCING and not is_somebody:
                return Span(value, 0, sheet.boundary(value, 0) or len(value.text))
    return None


def _following(sheet: Sheet, anchor: Anchor) -> Span | None:
    """The text after a phrase: on its line, or else the next line up to its first anchor."""
    segment, place = anchor.last, anchor.end
    for _ in range(3):
        end = sheet.boundary(segment, place)
        only_leading = "title" in anchor.families and (
            only_leads_to_title(segment.text[place:end])
            or _leads_to_line_beneath(sheet, Span(segment, place, end))
        )
        if only_leading and segment.text[place:end].rstrip().endswith((".", "!")):
            return None
        if any(character.isalnum() for character in segment.text[place:end]) and not only_leading:
            return Span(segment, place, end)
        following = sheet.next_segment(segment)
        if end < len(segment.text) or following is None or not _near(segment, following):
            return None
        segment, place = following, 0
    return None


def _leads_to_line_beneath(sheet: Sheet, span: Span) -> bool:
    """Whether the end of a line names only what kind of program it was, as in `completed the Engine
    & Co webinar`, and the next line, set larger or in quotes, which one."""
    beneath = sheet.next_segment(span.segment)
    if beneath is None or span.end < len(span.segment.text):
        return False
    if not _near(span.segment, beneath) or sheet.begins_with_anchor(beneath):
        return False
    if _IN_QUOTES.fullmatch(beneath.text):
        # `attended the Dinner Meeting Technical Session` over a line in quotes.
        return True
    if not names_a_kind(span.text):
        return False
    larger = beneath.height > LARGER * span.segment.height
    return larger or beneath.text[:1] in QUOTES or span.text.rstrip().endswith(":")


def _with_following(anchor: Anchor, span: Span) -> str:
    """The piece, with the word that the phrase before it may end with: `the following …:`."""
    phrase = anchor.last.text[: anchor.end].rstrip(" :")
    return f"the following {span.text}" if phrase.endswith("following") else span.text


def _preceding(sheet: Sheet, anchor: Anchor) -> Span | None:
    """The text before a phrase: on its line, or else the line before it."""
    segment, end = anchor.first, anchor.start
    if aside := _ASIDE.search(segment.text[:end]):
        # `Somebody & Co (sponsor no. 123456) is registered with …`
        end = aside.start()
    for _ in range(4):
        start = max(
            (
                other.end
                for other in sheet.anchors_of[segment.order]
                if other.last is segment
                and other.end <= end
                and other is not anchor
                and not NUMBERS & set(other.families)
            ),
            default=0,
        )
        if any(character.isalnum() for character in segment.text[start:end]):
            return Span(segment, start, end)
        before = sheet.previous_segment(segment)
        if before is not None and "participant" in anchor.families:
            before = _past_numbers(sheet, before)
        if start or before is None or not _near(before, segment):
            return None
        segment, end = before, len(before.text)
    return None


def _past_numbers(sheet: Sheet, segment: Segment) -> Segment | None:
    """The line, or the nearest over it that is no licence's or member's number."""
    found: Segment | None = segment
    while found is not None and found.order:
        anchors = sheet.anchors_of[found.order]
        if not anchors or not all(NUMBERS & set(anchor.families) for anchor in anchors):
            return found
        found = sheet.previous_segment(found)
    return found


def _near(segment: Segment, following: Segment) -> bool:
    if segment.page is not following.page:
        return False
    gap = following.top - segment.bottom
    return -1.2 * segment.height < gap < 4.5 * max(segment.height, following.height)

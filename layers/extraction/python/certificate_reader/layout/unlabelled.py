"""Values that no label announces, where something else proves what they are."""

import re

from certificate_reader.layout.anchors import Anchor
from certificate_reader.layout.letterhead import sponsors_by_place
from certificate_reader.layout.line_roles import by_role
from certificate_reader.layout.neighbours import above, left_of
from certificate_reader.layout.prominence import prominent
from certificate_reader.layout.segments import Segment, Span, part_of, text_of, whole
from certificate_reader.layout.sheet import Candidate, Sheet
from certificate_reader.layout.typed_lines import named_at_ends, typed_lines
from certificate_reader.lexicon.label_words import word_set
from certificate_reader.values.dates import dates_in
from certificate_reader.values.vocabularies import vocabulary

ONLY_DATE = 0.62
# Characters before a date that may say which day it is.
WORDS_BEFORE = 28
LARGER = 1.1
_WORD = re.compile(r"[^\W_]+")
SPECIFIC_METHOD = 0.85
LIKELY_METHOD = 0.6
APPROVAL_NUMBER = 0.9
_SALUTATION = re.compile(r"(?i)^\s*(?:dear|to whom)\b")
_APPROVAL_NUMBER = re.compile(r"\bRR[LS]-?\s?\d{1,6}(?:-\d{1,6})*\b")


def unlabelled(sheet: Sheet, announced: list[Candidate]) -> list[Candidate]:
    """Candidates whose evidence is their form and their place."""
    announced = [*announced, *named_at_ends(sheet)]
    found = [
        *_only_date(sheet, announced),
        *_methods(sheet),
        *_approval_numbers(sheet),
        *sponsors_by_place(sheet),
        *prominent(sheet, announced),
        *typed_lines(sheet, announced),
    ]
    return found + named_at_ends(sheet) + by_role(sheet, announced)


def _only_date(sheet: Sheet, announced: list[Candidate]) -> list[Candidate]:
    """The page's one date that no label explains, if no label announces the completion."""
    explained = [each for each in announced if each.family.endswith("_date") and each.score > 0.5]
    salutation = next((each for each in sheet.segments if _SALUTATION.match(each.text)), None)
    found: list[Candidate] = []
    for segment in sheet.segments:
        # The date above a letter's salutation is the letter's own.
        own = salutation is not None and segment.order < salutation.order
        if own:
            continue
        if (broken := _broken_date(sheet, segment)) is not None:
            found.append(broken)
        for date in dates_in(segment.text):
            if _is_of_something_else(sheet, segment, date.start):
                continue
            span = Span(segment, date.start, date.end)
            if not any(span.overlaps(other) for each in explained for other in each.spans):
                value = date.last.isoformat()
                found.append(Candidate("completion_date", value, (span,), ONLY_DATE, "only_date"))
    return found[:1] if len({each.value for each in found}) == 1 else []


def _broken_date(sheet: Sheet, segment: Segment) -> Candidate | None:
    """The day that a sentence breaks between two lines: `held on November | 14, 2023 at …`."""
    rest = sheet.next_segment(segment)
    if rest is None or rest.page is not segment.page or not rest.text[0].isdigit():
        return None
    lines = (whole(segment), whole(rest))
    border = len(segment.text)
    for date in dates_in(text_of(lines)):
        if date.start < border < date.end and not _is_of_something_else(sheet, segment, date.start):
            spans = part_of(lines, date.start, date.end)
            value = date.last.isoformat()
            return Candidate("completion_date", value, spans, ONLY_DATE, "only_date")
    return None


def _is_of_something_else(sheet: Sheet, segment: Segment, place: int) -> bool:
    """Whether the words right before a date, or the label beside or over it, tell another day."""
    before = segment.text[:place].strip()
    labels = [before[-WORDS_BEFORE:]] if before else []
    if not before:
        beside = left_of(segment, sheet.segments)
        over = above(segment, sheet.segments)
        # A label is set no larger than what it announces.
        labels += [
            each.text
            for each in (beside, over)
            if each and len(each.words) <= 3 and each.height < LARGER * segment.height
        ]
    words = word_set("document_words", "other_days")
    return any(words.has_word(word) for label in labels for word in _WORD.findall(label))


def _methods(sheet: Sheet) -> list[Candidate]:
    """The one method on the page whose name means nothing else, or seldom does."""
    terms = [
        (term.entry, Span(segment, term.start, term.end))
        for segment in sheet.segments
        for term in vocabulary("method").terms_in(segment.text)
    ]
    specific = [
        (entry, span, SPECIFIC_METHOD, "specific")
        for entry, span in terms
        if entry.specific or _is_where_it_took_place(sheet, span)
    ]
    likely = [(entry, span, LIKELY_METHOD, "form") for entry, span in terms if entry.likely]
    for found in (specific, likely):
        if len({entry.value for entry, *_ in found}) == 1:
            return [
                Candidate("method", entry.value, (span,), score, source)
                for entry, span, score, source in found
            ]
    return []


def _is_where_it_took_place(sheet: Sheet, span: Span) -> bool:
    """Whether a place's label has but a method beside or under it: `Location: Live webinar`."""
    segment = span.segment
    before = segment.text[: span.start]
    if segment.text[span.end :].strip():
        return False
    beside = (left_of(segment, sheet.segments), above(segment, sheet.segments))
    lines = (segment,) if before.strip() else tuple(each for each in beside if each)
    return any(
        anchor.is_label
        and anchor.families == ("location",)
        and _leads_straight_on(anchor, line, before)
        for line in lines
        for anchor in sheet.anchors_of[line.order]
    )


def _leads_straight_on(anchor: Anchor, line: Segment, before: str) -> bool:
    """Whether nothing follows a label on its line, or before the value on that line."""
    text = before if before.strip() else line.text
    return not any(map(str.isalnum, text[anchor.end :]))


def _approval_numbers(sheet: Sheet) -> list[Candidate]:
    """Numbers of the California Board's form, which no other scheme uses."""
    return [
        Candidate("approval_number", match.group(), (span,), APPROVAL_NUMBER, "form")
        for segment in sheet.segments
        for match in _APPROVAL_NUMBER.finditer(segment.text)
        if (span := Span(segment, match.start(), match.end()))
    ]

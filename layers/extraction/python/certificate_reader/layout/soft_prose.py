"""Names and titles that small lines of unlisted wording lead to, as in a centred certificate."""

import re

from certificate_reader.layout.continuation import continued
from certificate_reader.layout.from_prose import BREADCRUMBS
from certificate_reader.layout.headings import cheers, is_heading
from certificate_reader.layout.segments import Segment, Span, text_of, whole
from certificate_reader.layout.sheet import Candidate, Sheet
from certificate_reader.layout.typed_values import typed_value
from certificate_reader.lexicon.label_words import WordSet, word_set
from certificate_reader.values.dates import dates_in
from certificate_reader.values.names import person_likeness

LEADS = 0.8
QUOTED = 0.78
MOST_WORDS = 14
# How much larger a value is set than the line that leads to it.
LARGER = 1.12
NEAR = 3.5
# Quotes without a sentence around them hold a motto as often as a title.
WORDS_AROUND = 3
_QUOTES = re.compile(r"[“\"«]([^“”\"«»]{6,160})[”\"»]")


def from_soft_prose(sheet: Sheet) -> list[Candidate]:
    found: list[Candidate] = []
    for segment in sheet.segments:
        if not 1 <= len(segment.words) <= MOST_WORDS or is_heading(segment):
            continue
        if BREADCRUMBS.search(segment.text) or any(
            anchor.is_label for anchor in sheet.anchors_of[segment.order]
        ):
            continue
        found.extend(_around(sheet, segment))
    return found + _quoted_titles(sheet)


def _around(sheet: Sheet, segment: Segment) -> list[Candidate]:
    words = re.findall(r"[^\W\d_]+", segment.text)
    following, before = sheet.next_segment(segment), sheet.previous_segment(segment)
    found: list[Candidate] = []
    if _says(words, "names_follow") and following and _led_to(segment, following):
        found += _person(sheet, following)
    if _says(words, "people_precede") and before and _led_to(segment, before):
        found += _person(sheet, before)
    if _says(words, "titles_follow") and following and _led_to(segment, following):
        found += _title(sheet, following)
    return found


def _says(words: list[str], name: str) -> bool:
    known: WordSet = word_set("document_words", name)
    return any(known.has_word(word) for word in words)


def _led_to(small: Segment, value: Segment) -> bool:
    gap = max(value.top - small.bottom, small.top - value.bottom)
    return (
        value.page is small.page
        and value.height >= LARGER * small.height
        and gap < NEAR * value.height
        and not is_heading(value)
    )


def _person(sheet: Sheet, segment: Segment) -> list[Candidate]:
    if person_likeness(segment.text) < 0.8 or sheet.is_caption(segment):
        return []
    value = typed_value("person", segment.text)
    if value is None:
        return []
    span = Span(segment, value.start, value.end)
    return [Candidate("participant", value.value, (span,), LEADS * value.fit, "soft_prose")]


def _title(sheet: Sheet, segment: Segment) -> list[Candidate]:
    if sheet.begins_with_anchor(segment) or dates_in(segment.text) or cheers(segment):
        return []
    spans = continued(sheet, whole(segment))
    value = typed_value("title", text_of(spans))
    if value is None:
        return []
    likeness = person_likeness(segment.text)
    score = LEADS * value.fit * (0.6 if likeness >= 0.9 else 1.0)
    return [Candidate("title", value.value, spans, score, "soft_prose")]


def _quoted_titles(sheet: Sheet) -> list[Candidate]:
    """Text in quotes within a sentence."""
    return [
        Candidate("title", match[1].strip(" ,."), (span,), QUOTED, "quotes")
        for segment in sheet.segments
        for match in _QUOTES.finditer(segment.text)
        if len(match[1].split()) >= 2
        and len(segment.words) >= len(match[1].split()) + WORDS_AROUND
        and (span := Span(segment, match.start(1), match.end(1)))
    ]

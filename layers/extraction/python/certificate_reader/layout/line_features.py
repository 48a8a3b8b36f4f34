"""What can be said of a line as a whole: its size, its place, its words and its neighbours."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from certificate_reader.layout.headings import is_heading
from certificate_reader.layout.letterhead import stands_over_address
from certificate_reader.layout.neighbours import left_of
from certificate_reader.layout.organisation_names import (
    ADDRESS,
    has_legal_form,
    is_known_sponsor,
    is_marked,
)
from certificate_reader.layout.places import is_place
from certificate_reader.layout.segments import Segment, Span, text_of
from certificate_reader.layout.sheet import Sheet
from certificate_reader.layout.signature_block import is_function
from certificate_reader.layout.typed_values import typed_value
from certificate_reader.lexicon.fold import fold
from certificate_reader.lexicon.label_words import word_set
from certificate_reader.values.amounts import amounts_in
from certificate_reader.values.dates import dates_in
from certificate_reader.values.names import starts_with_given_name
from certificate_reader.values.vocabularies import is_term

_WORD = re.compile(r"[^\W_]+")
_INITIALS = re.compile(r"[A-Z]{2,7}")
_LINE_TO_SIGN = re.compile(r"_{4,}")
MOST_WORDS_OF_A_LEAD = 14
NEAR = 3
Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the lines of a sheet are held against. `person` is the order of the participant's."""

    sheet: Sheet
    usual: float
    tallest: float
    first: int
    text: str
    person: int | None


def surroundings_of(sheet: Sheet, person: int | None) -> Surroundings:
    lines = [each for each in sheet.segments if not is_heading(each)] or sheet.segments
    return Surroundings(
        sheet,
        sheet.usual_height,
        max(each.height for each in lines),
        min(each.order for each in lines),
        sheet.folded,
        person,
    )


def features_of(spans: Sequence[Span], around: Surroundings) -> Features:
    """The features of a line, or of the lines that one value takes, from 0 to 1 or near it."""
    text = text_of(spans)
    return (
        _of_size(spans[0].segment, around)
        | _of_place(spans, around)
        | _of_words(text, around)
        | _of_neighbours(spans, around)
    )


def _of_size(segment: Segment, around: Surroundings) -> Features:
    size = math.log2(max(segment.height, 1.0) / max(around.usual, 1.0))
    return {
        "size": max(-1.0, min(1.5, size)),
        "small": float(size < -0.1),
        "large": float(size > 0.25),
        "tallest": float(segment.height > 0.93 * around.tallest),
    }


def _of_place(spans: Sequence[Span], around: Surroundings) -> Features:
    segment = spans[0].segment
    height = segment.top / max(segment.page.height, 1.0)
    found = {
        "top": float(height < 0.2),
        "upper": float(0.2 <= height < 0.55),
        "bottom": float(height > 0.75),
        "first": float(segment.order == around.first),
        "second": float(segment.order == around.first + 1),
        "later_page": float(segment.page is not around.sheet.segments[0].page),
        "lines": float(len(spans) > 1),
    }
    if around.person is None:
        found["no_person"] = 1.0
    else:
        apart = segment.order - around.person
        found["after_person"] = float(apart == 1)
        found["soon_after_person"] = float(apart == 2)
        found["before_person"] = float(-3 <= apart <= -1)
        found["far_after_person"] = float(apart > 6)
        found["far_before_person"] = float(apart < -3)
    return found


def _of_words(text: str, around: Surroundings) -> Features:
    words = _WORD.findall(text)
    long_words = [word for word in words if len(word) > 3]
    titled = sum(map(word_set("title_words", "words").has_word, words))
    person = typed_value("person", text)
    likeness = person.fit if person else 0.0
    named = person is not None and starts_with_given_name(person.value)
    return {
        "one_word": float(len(words) == 1),
        "few_words": float(2 <= len(words) <= 4),
        "many_words": float(5 <= len(words) <= 14),
        "too_many_words": float(len(words) > 14),
        "title_words": min(1.0, titled / max(1, len(words))),
        "some_title_word": float(titled > 0),
        "capitals": sum(word[0].isupper() for word in long_words) / max(1, len(long_words)),
        "all_capitals": float(text.isupper()),
        "sentence": float(text.rstrip().endswith((".", "!", "?")) and len(words) > 5),
        "colon": float(":" in text),
        "digits": float(any(character.isdigit() for character in text)),
        "amount": float(bool(amounts_in(text))),
        "date": float(bool(dates_in(text))),
        "address": float(bool(ADDRESS.search(text))),
        "person": likeness,
        "given_name": float(likeness >= 0.75 and named),
        "organisation": float(is_marked(text)),
        "company": float(has_legal_form(text)),
        "initials": float(bool(_INITIALS.fullmatch(text.strip()))),
        "place": float(is_place(text)),
        "known": float(is_known_sponsor(text)),
        "repeated": float(around.text.count(fold(text)) > 1),
        "function": float(is_function(text)),
        "term": float(is_term(text)),
    }


def _of_neighbours(spans: Sequence[Span], around: Surroundings) -> Features:
    sheet, first, last = around.sheet, spans[0].segment, spans[-1].segment
    before, after = sheet.previous_segment(first), sheet.next_segment(last)
    beside = left_of(first, sheet.segments)
    return {
        "anchored": float(bool(sheet.anchors_of[first.order])),
        "labelled": float(beside is not None and sheet.is_caption(beside)),
        "row": float(beside is not None),
        "under_title_lead": _leads(before, first, "titles_follow"),
        "under_name_lead": _leads(before, first, "names_follow"),
        "over_name_lead": _leads(after, last, "people_precede"),
        "over_title_lead": _leads(after, last, "titles_follow"),
        "under_heading": float(before is not None and is_heading(before)),
        "over_heading": float(after is not None and is_heading(after)),
        "over_address": float(stands_over_address(sheet, last)),
        "over_function": float(after is not None and is_function(after.text)),
        "signed": float(
            any(each is not None and _LINE_TO_SIGN.search(each.text) for each in (before, after))
        ),
    }


def _leads(lead: Segment | None, value: Segment, words: str) -> float:
    """Whether a short line next to another holds words that lead to a value or follow one."""
    if lead is None or lead.page is not value.page or len(lead.words) > MOST_WORDS_OF_A_LEAD:
        return 0.0
    gap = max(value.top - lead.bottom, lead.top - value.bottom)
    if gap > NEAR * max(value.height, lead.height) or is_heading(lead):
        return 0.0
    return float(any(map(word_set("document_words", words).has_word, _WORD.findall(lead.text))))

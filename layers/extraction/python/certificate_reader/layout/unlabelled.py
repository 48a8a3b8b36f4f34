"""Values that no label announces, where something else proves what they are."""

import re
from collections import Counter

from certificate_reader.layout.segments import Segment, Span
from certificate_reader.layout.sheet import Candidate, Sheet
from certificate_reader.layout.typed_values import trimmed
from certificate_reader.lexicon.fold import fold
from certificate_reader.lexicon.load import load_data, word_list
from certificate_reader.values.dates import dates_in
from certificate_reader.values.vocabularies import vocabulary

ONLY_DATE = 0.62
SPECIFIC_METHOD = 0.85
ORGANISATION = 0.5
RUNNING_TEXT = 14
_SALUTATION = re.compile(r"(?i)^\s*(?:dear|to whom)\b")


def unlabelled(sheet: Sheet, labelled: list[Candidate]) -> list[Candidate]:
    """Candidates whose evidence is their form and their place."""
    return [
        *_only_date(sheet, labelled),
        *_methods(sheet),
        *_organisations(sheet),
    ]


def _only_date(sheet: Sheet, labelled: list[Candidate]) -> list[Candidate]:
    """The page's one date that no label explains, if no label announces the completion."""
    explained = [each for each in labelled if each.family.endswith("_date") and each.score > 0.5]
    found: list[Candidate] = []
    salutation = next((each for each in sheet.segments if _SALUTATION.match(each.text)), None)
    for segment in sheet.segments:
        if len(segment.words) > RUNNING_TEXT:
            continue
        # The date above a letter's salutation is the letter's own.
        if salutation and segment.order < salutation.order:
            continue
        for date in dates_in(segment.text):
            span = Span(segment, date.start, date.end)
            if not any(span.overlaps(other) for each in explained for other in each.spans):
                value = date.last.isoformat()
                found.append(Candidate("completion_date", value, (span,), ONLY_DATE, "only_date"))
    if len({each.value for each in found}) != 1:
        return []
    return found[:1]


def _methods(sheet: Sheet) -> list[Candidate]:
    """Methods whose name means nothing else, outside the small print."""
    found = [
        Candidate("method", term.entry.value, (span,), SPECIFIC_METHOD, "specific")
        for segment in sheet.segments
        for term in vocabulary("method").terms_in(segment.text)
        if term.entry.specific and (span := Span(segment, term.start, term.end))
    ]
    return found if len({each.value for each in found}) == 1 else []


def _organisations(sheet: Sheet) -> list[Candidate]:
    """Lines that name an organisation by its form, or that the page repeats."""
    pages = Counter(fold(segment.text) for segment in sheet.segments)
    text = "".join(pages)
    found: list[Candidate] = []
    for segment in sheet.segments:
        if sheet.anchors_of[segment.order] or len(segment.words) > 9:
            continue
        start, end = trimmed(segment.text)
        name = segment.text[start:end]
        if not _may_name_organisation(name):
            continue
        score = _organisation_score(segment, name, text.count(fold(name)))
        if score:
            span = Span(segment, start, end)
            found.append(Candidate("provider", name, (span,), score, "organisation"))
    return found


def _may_name_organisation(name: str) -> bool:
    digits = sum(character.isdigit() for character in name)
    return len(name) > 3 and digits <= 2 and "@" not in name and name[0].isupper()


def _organisation_score(segment: Segment, name: str, times: int) -> float:
    words = {re.sub(r"[^A-Z]", "", word.upper()) for word in name.split()}
    marked = bool(words & word_list("organisations"))
    known = any(fold(each) == fold(name) for each in load_data("sponsors")["names"])
    at_edge = segment.top < 0.3 * segment.page.height or segment.top > 0.6 * segment.page.height
    if known:
        return 0.75
    if marked and at_edge:
        return ORGANISATION + 0.15 * (times > 1) + 0.1 * (segment.top < 0.3 * segment.page.height)
    return 0.0

"""A course's title in a piece of text."""

import re

from certificate_reader.layout.places import is_place
from certificate_reader.layout.typed_organisations import names_the_registry
from certificate_reader.layout.value_in_text import TypedValue, trimmed
from certificate_reader.lexicon.label_words import family_by_words
from certificate_reader.values.dates import dates_in
from certificate_reader.values.vocabularies import vocabulary


def title_in(text: str) -> TypedValue | None:
    """The title without what forms print around it: codes, days, places, `Your certificate for`."""
    start, end = trimmed(text)
    value = text[start:end]
    letters = sum(character.isalpha() for character in value)
    if letters < 3 or len(value) > 300 or _NO_TITLE.search(value):
        return None
    if names_the_registry(value):
        return None
    words = value.split()
    code_like = len(words) == 1 and any(c.isdigit() for c in value)
    dates = dates_in(value)
    if dates and dates[0].start == 0:
        return TypedValue(value, start, end, 0.1)
    if dates and dates[-1].end == len(value) and dates[0].start > MOST_OF_A_DATE_LABEL:
        # A day at the end is the day of the course: `Annual Update, May 5-6, 2025`.
        last = trimmed(value[: dates[0].start])[1]
        end, value = start + last, value[:last]
    if (where := _place_at_end(value)) is not None:
        end, value = start + where, value[:where]
    if (label := _LABEL_IN_FRONT.match(value)) and label.end() < len(value):
        start, value = start + label.end(), value[label.end() :]
    if (lead := _OF_A_CERTIFICATE.match(value)) and lead.end() < len(value):
        start, value = start + lead.end(), value[lead.end() :]
    if (code := _CODE_IN_FRONT.match(value)) and code.end() < len(value):
        start, value = start + code.end(), value[code.end() :]
    if code := _CODE_AT_END.search(value):
        end, value = start + code.start(), value[: code.start()]
    if code_like or (dates and letters < 12) or value.lower() in ("n/a", "none", "online"):
        return TypedValue(value, start, end, 0.1)
    if len(words) == 1 and value.endswith(("'s", "’s")):
        return TypedValue(value, start, end, 0.1)
    fit = 0.95 if len(words) > 1 else 0.7
    if value[:1].islower():
        fit *= 0.6
    if family_by_words(value) == "signatory" and len(words) <= 5:
        fit = 0.2
    if _is_a_method(value):
        fit = 0.3
    term = vocabulary("field_of_study").named(value) or vocabulary("method").named(value)
    # Courses are often called what some sponsors print as a field of study: `Estate Planning`.
    if term is not None:
        fit = 0.5 if term.listed else 0.85
    return TypedValue(value, start, end, fit)


def _place_at_end(title: str) -> int | None:
    """Where the place begins that a title ends with: `19th Annual Conference – Austin, Texas`."""
    for separator in _BEFORE_PLACE.finditer(title):
        if len(title[: separator.start()].split()) > 1 and is_place(title[separator.end() :]):
            return separator.start()
    return None


def _is_a_method(value: str) -> bool:
    """Whether nothing but a method and the word for its credits is said: `CPE, QAS Self Study`."""
    methods = vocabulary("method").terms_in(value)
    for method in reversed(methods):
        value = value[: method.start] + value[method.end :]
    return bool(methods) and not re.sub(r"(?i)\b(?:CPE|NASBA)\b|\W", "", value)


MOST_OF_A_DATE_LABEL = 14
# Acronyms of standards, which titles begin and end with.
_STANDARDS = (
    r"(?:ASC|ASU|SAS|FAS|FIN(?!\d{3})|GASB|FASB|IFRS|IAS|SSAE|SSARS|COVID|SOC"
    r"|SEC|IRC|IRS|FORM|SB|AB)"
)
# A catalogue's number in front of a title: `TS56107N - Title`, `AB-US-5440 Title`.
_CODE_IN_FRONT = re.compile(
    rf"(?!{_STANDARDS}(?:\b|\d))[A-Z]{{2,5}}\d{{3}}[A-Z]?\s+(?=[A-Z][a-z])"
    rf"|(?!{_STANDARDS}\b)(?:\d{{6,}}|(?:[A-Z]{{1,4}}-){{2,}}\d{{3,}}|[A-Z]{{3,5}}-\d{{3,4}})\s+(?=[A-Z])"
    r"|(?:[A-Z]{1,5}-)*(?:[A-Z]{1,5}\d{4,}|\d{5,})[A-Z-]*\s+[-–—|]\s+(?=[A-Z])"
    r"|[A-Z]\d{5,6}\s+(?=[A-Z][a-z])"
)
# What a message about a certificate is headed with: `Your CPE Certificate - Title`.
_LABEL_IN_FRONT = re.compile(
    r"(?i)(?:(?:training|course|program|event|session)\s+)?"
    r"(?:event|course|program|session|seminar|title|topic|class|activity)(?:\s+(?:title|name))?:\s+"
)
_BEFORE_PLACE = re.compile(r",\s+|\s+[-–—|•·]\s+")
_OF_A_CERTIFICATE = re.compile(
    r"(?i)(?:(?:re|fwd?):\s*)?(?:your\s+)?(?:cpe\s+)?certificate(?:\s+of\s+\w+)?(?:\s+for)?\s*[-–—:]\s+"
)
_CODE_AT_END = re.compile(
    r"(?<=\w{3})\s+[(\[](?=[^)\]]*\d)(?=[^)\]]*[A-Z])[A-Z0-9]{1,8}(?:[-/.][A-Z0-9]{1,8})+[)\]]?$"
    r"|(?<=\w{3})\s+[(\[](?:[A-Z]{1,5}\d{4,}|\d{2}-\d{3,})[)\]]?$"
    rf"|(?<=\w{{3}}.)\s+[(\[](?!{_STANDARDS})[A-Z]{{2,5}}\d{{1,3}}[)\]]$"
)
_NO_TITLE = re.compile(
    r"(?i)^certificate(?:\s+of(?:\s+\w+)?)?$"
    r"|^this\s+(?:e-?mail|message|letter|certificate|document|notice|page)\b|^please\b|^thank\s+you\b"
    r"|^\d{1,3}(?:\.\d+)?\s+(?:cpe|(?:(?:contact|credit|clock)\s+)?hours?\s+of\s+"
    r"(?:cpe|continuing|credit|professional|instruction|training|study|education)|credits?)\b"
    r"|^number\s+of\s+(?:cpe|credits?|hours?)\b"
    r"|^[^:]{3,45}:\s*\d{1,3}(?:\.\d+)?$"
)

"""Judges a piece of text as a value of a type, and gives its normal form."""

import re
from collections.abc import Callable
from functools import lru_cache

from certificate_reader.layout.typed_organisations import organisation_in
from certificate_reader.layout.typed_people import name_part_in, person_in
from certificate_reader.layout.typed_titles import title_in
from certificate_reader.layout.value_in_text import TypedValue, trimmed
from certificate_reader.values.amounts import amounts_in, plain
from certificate_reader.values.dates import dates_in
from certificate_reader.values.vocabularies import field_of_study_in, vocabulary


@lru_cache(maxsize=4096)
def typed_value(kind: str, text: str) -> TypedValue | None:
    """The best value of the kind in a text, or None where nothing there can be one."""
    return _READERS.get(kind, _text)(text)


def _text(text: str) -> TypedValue | None:
    start, end = trimmed(text)
    return TypedValue(text[start:end], start, end, 0.8) if end > start else None


def _date(text: str) -> TypedValue | None:
    found = dates_in(text)
    if not found:
        return None
    first = found[0]
    lead = len(text[: first.start].strip(" ,:;()-"))
    fit = 0.98 if lead <= 14 else 0.6
    if len(found) > 1:
        fit *= 0.8
    return TypedValue(first.last.isoformat(), first.start, first.end, fit)


def _credits(text: str) -> TypedValue | None:
    found = amounts_in(text)
    if not found:
        return None
    first = found[0]
    unit = text[first.end : first.end + 12]
    if _DEFINES.search(text[: first.start]):
        return None
    if OTHER_SCHEMES.search(unit) or _MINUTES.match(unit):
        return None
    lead = len(text[: first.start].strip(" ,:;()-"))
    fit = 0.95 if lead <= 6 else 0.6
    return TypedValue(
        plain(first.value), first.start, first.end, fit * (0.7 if len(found) > 1 else 1)
    )


# `75 minutes`, but not `2.0 (50-minute hours)`.
_MINUTES = re.compile(r"(?i)[\s-]*min(?:ute)?s?\b")
# `One credit equals 50 minutes` tells what a credit is.
_DEFINES = re.compile(r"(?i)\b(?:equals?|equivalent\s+to)\s*$")
OTHER_SCHEMES = re.compile(
    r"(?i)\b(?:CLE|MCLE|PDUs?|CEUs?|IRS|CTEC|CFP|CPD|SHRM|HRCI|PDCs?|IIA|ERPA|ASPPA|AFSP|RCHs?|clock|contact)\b"
)


def _term(name: str) -> Callable[[str], TypedValue | None]:
    def read(text: str) -> TypedValue | None:
        start, end = trimmed(text)
        named = (
            field_of_study_in(text[start:end])
            if name == "field_of_study"
            else vocabulary(name).named(text[start:end])
        )
        if named:
            return TypedValue(
                named.value or text[start:end], start, end, 0.97 if named.listed else 0.6
            )
        terms = vocabulary(name).terms_in(text)
        if not terms:
            return None
        best = max(terms, key=lambda term: (term.entry.listed, term.end - term.start))
        share = (best.end - best.start) / max(1, end - start)
        printed = text[best.start : best.end]
        return TypedValue(best.entry.value or printed, best.start, best.end, 0.4 + 0.5 * share)

    return read


_SPONSOR_ID = re.compile(r"(?<![\w.])[0-9OolIS]{5,6}(?![\w-])|(?<![\w.])\d{3,4}(?![\w.-])")
_IDENTIFIER = re.compile(r"(?=[\w./-]*\d)[A-Za-z0-9][\w./-]*")
_APPROVAL = re.compile(r"\bRR[LSC1I]?[\s#:–-]*[0-9OolI]{1,6}(?:-[0-9]{1,6})*", re.IGNORECASE)


def _sponsor_id(text: str) -> TypedValue | None:
    match = _SPONSOR_ID.search(text)
    if not match or not any(c.isdigit() for c in match.group()):
        return None
    digits = match.group().translate(str.maketrans("OolIS", "00115"))
    near = len(text[: match.start()].strip(" :#-(")) <= 8
    fit = {6: 0.97, 5: 0.6, 4: 0.3, 3: 0.35}[len(digits)]
    if digits.startswith("0"):
        # The registry's numbers begin with a one; boards' own are filled up with noughts.
        fit *= 0.3
    return TypedValue(digits, match.start(), match.end(), fit if near else 0.5 * fit)


def _identifier(text: str) -> TypedValue | None:
    match = _IDENTIFIER.search(text)
    return TypedValue(match.group(), match.start(), match.end(), 0.9) if match else None


_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_BOOLEAN = re.compile(r"(?i)\b(?:yes|no|true|false|passed|failed|pass|fail)\b|^\s*[xXyYnN✓✔☒☑]\s*$")


def _number(text: str) -> TypedValue | None:
    match = _NUMBER.search(text)
    return TypedValue(match.group(), match.start(), match.end(), 0.95) if match else None


def _boolean(text: str) -> TypedValue | None:
    match = _BOOLEAN.search(text)
    return TypedValue(match.group(), match.start(), match.end(), 0.95) if match else None


def _approval_number(text: str) -> TypedValue | None:
    match = _APPROVAL.search(text)
    return TypedValue(match.group(), match.start(), match.end(), 0.99) if match else None


def _technical(text: str) -> TypedValue | None:
    match = re.search(r"(?i)\bnon[\s-]?technical\b|\btechnical\b", text)
    if not match:
        return None
    value = "Non-Technical" if match.group().lower().startswith("non") else "Technical"
    return TypedValue(value, match.start(), match.end(), 0.95)


_READERS: dict[str, Callable[[str], TypedValue | None]] = {
    "person": person_in,
    "name_part": name_part_in,
    "title": title_in,
    "organisation": organisation_in,
    "date": _date,
    "credits": _credits,
    "field_of_study": _term("field_of_study"),
    "method": _term("method"),
    "sponsor_id": _sponsor_id,
    "number": _number,
    "boolean": _boolean,
    "identifier": _identifier,
    "approval_number": _approval_number,
    "technical": _technical,
}

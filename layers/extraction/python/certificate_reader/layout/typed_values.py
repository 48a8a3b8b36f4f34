"""Judges a piece of text as a value of a type, and gives its normal form."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from certificate_reader.layout.places import is_place
from certificate_reader.lexicon.label_words import family_by_words
from certificate_reader.lexicon.load import word_list
from certificate_reader.values.amounts import amounts_in, plain
from certificate_reader.values.dates import dates_in
from certificate_reader.values.names import (
    given_name_first,
    is_credential,
    person_at_end,
    person_likeness,
    starts_with_given_name,
)
from certificate_reader.values.vocabularies import field_of_study_in, vocabulary


@dataclass(frozen=True, slots=True)
class TypedValue:
    """A value inside a text: its normal form, where it stands, how well it fits (0 to 1)."""

    value: str
    start: int
    end: int
    fit: float


@lru_cache(maxsize=4096)
def typed_value(kind: str, text: str) -> TypedValue | None:
    """The best value of the kind in a text, or None where nothing there can be one."""
    return _READERS.get(kind, _text)(text)


def trimmed(text: str) -> tuple[int, int]:
    """Where a text begins and ends without the marks that surround values."""
    match = _CORE.search(text)
    if not match:
        return 0, 0
    start, end = match.start(1), match.end(1)
    if text[end : end + 1] == ")" and "(" in text[start:end]:
        end += 1
    if text[end : end + 1] == "." and _ABBREVIATED.search(text[start:end]):
        end += 1
    return start, end


_CORE = re.compile(r"^[\s:;,.#_*•·|\-–—=“”\"'‘’>]*(.*?)[\s:;,_*•·|\-–—=“”\"‘’<.)(\[]*$", re.DOTALL)
_ABBREVIATED = re.compile(
    r"(?i)(?:^|[\s,])(?:inc|co|corp|ltd|jr|sr|no|st|l\.l\.c|l\.l\.p|p\.c|[a-z])$"
)


def _text(text: str) -> TypedValue | None:
    start, end = trimmed(text)
    return TypedValue(text[start:end], start, end, 0.8) if end > start else None


def _person(text: str) -> TypedValue | None:
    start, end = trimmed(text)
    if text[start:end].endswith(("'s", "’s")):
        end -= 2
    end = start + len(text[start:end].rstrip("!"))
    if aside := _NUMBER_IN_BRACKETS.search(text[start:end]):
        end = start + aside.start()
    if (addressed := _YOU.match(text, start)) or (addressed := _word_before_name(text, start, end)):
        start = addressed.end()
    fit = person_likeness(text[start:end])
    if fit < 0.5 and (aside := _ASIDE.search(text, start + 3)):
        first, cut = trimmed(text[start : aside.start()])
        shorter = 0.9 * person_likeness(text[start + first : start + cut])
        if shorter > 0.6:
            start, end, fit = start + first, start + cut, shorter
    if fit < 0.5 and (running_on := _RUNNING_ON.search(text, start)):
        # In a sentence the name ends where its capitals do.
        first, cut = trimmed(text[start : running_on.start()])
        shorter = 0.85 * person_likeness(text[start + first : start + cut])
        if shorter > 0.6:
            start, end, fit = start + first, start + cut, shorter
    return TypedValue(given_name_first(text[start:end]), start, end, fit) if fit > 0 else None


_NUMBER_IN_BRACKETS = re.compile(r"\s*\([^()]*\d[^()]*\)$")


def _word_before_name(text: str, start: int, end: int) -> re.Match[str] | None:
    """A word that is no given name before one that is: a label such as `Affiant`."""
    first = re.compile(r"[A-Z][\w-]+\s+(?=[A-Z])").match(text, start, end)
    if first is None or len(text[first.end() : end].split()) < 2:
        return None
    named = starts_with_given_name(text[start:end])
    behind = text[first.end() : end]
    likely = person_likeness(behind) >= 0.9 and starts_with_given_name(behind)
    # `Ruthanne Ivy Castellano` has two given names, of which one is rare.
    word = first.group().strip()
    tells = family_by_words(word) is not None or word.upper() in word_list("not_names")
    return first if likely and not named and tells else None


_YOU = re.compile(r"(?i)(?:you|I),\s+|(?:the\s+)?hon(?:orable|\.)\s+")
_ASIDE = re.compile(r"[|•·;(<\[@#]|\d|\s[-–—]\s|(?i:,?\s+(?:license|cpa\s*#|email|member|id)\b)")
_RUNNING_ON = re.compile(
    r"(?<=[^\W\d_.])[\s,]+(?!(?:de|del|la|van|von|der|den|di|da|bin|al|el)\b)[a-z]"
)


def _name_part(text: str) -> TypedValue | None:
    start, end = trimmed(text)
    part = text[start:end]
    words = part.split()
    if not 1 <= len(words) <= 3 or any(not word[0].isalpha() for word in words):
        return None
    return TypedValue(part, start, end, 0.95)


def _title(text: str) -> TypedValue | None:
    start, end = trimmed(text)
    value = text[start:end]
    letters = sum(character.isalpha() for character in value)
    if letters < 3 or len(value) > 300 or _NO_TITLE.search(value):
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
_REGISTRY = re.compile(
    r"(?i)national\s*association\s*of\s*state\s*boards|national\s*registry|state\s*boards\s*of\s*account"
)
_NO_TITLE = re.compile(
    rf"{_REGISTRY.pattern}"
    r"|^certificate(?:\s+of(?:\s+\w+)?)?$"
    r"|^this\s+(?:e-?mail|message|letter|certificate|document|notice|page)\b|^please\b|^thank\s+you\b"
    r"|^\d{1,3}(?:\.\d+)?\s+(?:cpe|(?:(?:contact|credit|clock)\s+)?hours?\s+of\s+"
    r"(?:cpe|continuing|credit|professional|instruction|training|study|education)|credits?)\b"
    r"|^number\s+of\s+(?:cpe|credits?|hours?)\b"
    r"|^[^:]{3,45}:\s*\d{1,3}(?:\.\d+)?$"
)


def _organisation(text: str) -> TypedValue | None:
    if program := _PROGRAM_OF.match(text) or _LEARNING_OF.match(text) or _GROUP_OF.match(text):
        text = text[: program.end(1)]
    for address in (_MAIL_ADDRESS.search(text), _STREET.search(text)):
        if address and address.start() > 3:
            text = text[: address.start()]
    start, end = trimmed(text)
    if text.startswith("the ", start):
        start += 4
    value = text[start:end]
    words = value.split()
    if not words or len(words) > 14 or sum(c.isalpha() for c in value) < 2:
        return None
    if _TICK_BOX.search(value):
        return None
    if len(words) == 1 and any(character.isdigit() for character in value):
        return None
    generic = word_list("organisations") - word_list("acronyms")
    if len(words) == 1 and value.upper() in generic:
        # `The Institute is registered …` names none.
        return None
    if _REGISTRY.search(value):
        return TypedValue(value, start, end, 0.15)
    if words[0].lower() in ("this", "that", "these", "which", "and"):
        return None
    if words[-1].lower() == "undersigned":
        return None
    if sum(c.isdigit() for c in value) > 4 or "@" in value:
        return TypedValue(value, start, end, 0.1)
    if value[0].islower():
        return TypedValue(value, start, end, 0.3)
    if family_by_words(value) in _NUMBERS:
        return TypedValue(value, start, end, 0.1)
    if _is_a_speaker(value):
        return TypedValue(value, start, end, 0.3)
    marks = word_list("organisations")
    bare = [re.sub(r"[^A-Z]", "", word.upper()) for word in words]
    if any(word in marks for word in bare):
        return TypedValue(value, start, end, 0.95)
    begins, likeness = person_at_end(value)
    addressed = bare[0] in word_list("honorifics")
    if likeness >= 0.9 and (addressed or starts_with_given_name(value[begins:])):
        return TypedValue(value, start, end, 0.3)
    if not value[0].isupper() and not value[0].isdigit():
        return TypedValue(value, start, end, 0.3)
    return TypedValue(value, start, end, 0.88)


def _is_a_speaker(text: str) -> bool:
    """Whether a person with credentials or a firm is named: `Ada Lovelace, CPA, Engine & Co`."""
    head, comma, rest = text.partition(",")
    if not comma or person_likeness(head) < 0.9:
        return False
    first = rest.split(",")[0].strip()
    return is_credential(first) or (starts_with_given_name(head) and len(first.split()) > 1)


_NUMBERS = frozenset(
    {"sponsor_id", "state_sponsor_id", "course_id", "certificate_id", "license_number"}
)
_TICK_BOX = re.compile("[\u2610-\u2612]")
# `Engine & Co, PLLC - Internal Learning Program`, `First Engine Bank, N.A. | Treasury`
_PROGRAM_OF = re.compile(
    r"(.{3,60}\b(?:Inc\.?|LLC|LLP|PLLC|P\.?C\.?|N\.A\.|Corp\.?|Ltd\.?))\s+[-–—|]\s+"
)
# `Engine & Co LLP and its related entities`
_GROUP_OF = re.compile(
    r"(.{3,60}?),?\s+(?:and|&)\s+(?:its|their)\s+(?:related\s+|affiliated\s+)?"
    r"(?:entities|affiliates|subsidiaries|companies|firms)\b"
)
# `Engine & Co LLP Learning & Education`
_LEARNING_OF = re.compile(
    r"(.{3,60}\b(?:Inc\.|LLC|LLP|PLLC|Corp\.|Ltd\.))\s+(?:Learning|Training|Education|Professional|CPE)\b"
)
_STREET = re.compile(r",\s+(?:\d{1,6}\s+[\w.]+\s|P\.?\s?O\.?\s+Box\b)")
_MAIL_ADDRESS = re.compile(r"\s[<(\[][^\s@]+@[^\s@]+$")


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
    "person": _person,
    "name_part": _name_part,
    "title": _title,
    "organisation": _organisation,
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

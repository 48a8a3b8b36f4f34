"""Titles of courses inside sentences."""

import re

from certificate_reader.lexicon.label_words import word_set
from certificate_reader.lexicon.load import word_list
from certificate_reader.values.dates import dates_in
from certificate_reader.values.vocabularies import vocabulary

_LEAD = re.compile(r"[\s:;,“\"(]*([^\s:;,“\"(]+)[:;,]?\s+")
_TAIL_DATE = re.compile(
    r"(?i)[\s,;:(–—-]*\b(?:on|this|the|held|presented|dated|completed|conducted|given|offered|"
    r"of|from|in|at|broadcast|taken|attended|date|as)?[\s,;:(–—-]*$"
)
_CREDITS = re.compile(
    r"(?i)[\s,;:–—-]*\(?\s*(?:for\s+)?(?:a\s+total\s+of\s+)?\d{1,3}(?:\.\d{1,2})?\s*"
    r"(?:CPE|credit|hour|hrs)\b.*$"
)
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)]{3})[.!]\s+(?=[A-Z])")
_CLAUSE = re.compile(r"(?i),?\s+(?:which|that|who|whose|where|and)\s*$")
_OF_A_METHOD = re.compile(r"(?i),\s+(?:an?|as|via|our)\s+(?=[^,]*$)")
_CODE = re.compile(r"\s*[\[(][A-Z]{1,6}[-\s]?\d[\w-]*[\])][:\s-]*")
_WORD = re.compile(r"(?<![\w'’-])[^\W_][\w'’.-]*")
_NAMED = re.compile(r"\b(?:entitled|titled|called|named|known as)[\s:,]+(?=[\"“‘A-Z0-9])")
# `the Engine & Co LLP webcast Title`
_FIRMS = re.compile(
    r"[\s,]*(?:the|our|an?)?\s*([A-Z][^:]{2,50}?)\s+"
    r"(?:live\s+)?(?:webcast|webinar|seminar|course|program|event|conference|workshop)[\s:,]+(?=[A-Z])"
)
_NUMBERED_KIND = re.compile(
    r"(?i)(?:episode|module|session|lesson|unit|part|course|class)\s*(?:no\.?|number|#)?\s*\d+"
)
_FOLLOWING = re.compile(r"(?i)(?:the\s+|these\s+)?following\b.*:$")
_LEADS_ON = re.compile(r"(?i)\s+(?:in|on|of|about|for|entitled|titled|called|named)\s*:?$")
_LISTED = re.compile(
    r"(?i)(?:the\s+)?(?:(?:sessions?|programs?|courses?)\s+)?"
    r"(?:listed|shown|described|indicated|named|noted|identified)\s+(?:below|above|herein)\b"
    r"(?:,?\s+(?:at|of|in|during|from)\s+(?:the\s+)?)?"
)
_OF_AN_ACRONYM = re.compile(r"[A-Z]{2,8}['’]s\s+(?=\d|Annual)")
LEAD_AT_MOST = 60
FEWEST_LETTERS = 3


def title_in_sentence(text: str) -> tuple[int, int]:
    """Where the title in a piece of a sentence begins and ends.

    Words such as `the webinar entitled` before it and the date, place or credits after it are
    left out.
    """
    end = len(text)
    for date in dates_in(text):
        if _letters(text[: date.start]) >= FEWEST_LETTERS:
            end = date.start
            break
    while tail := _TAIL_DATE.search(text[:end]) if end < len(text) else None:
        if tail.start() == end or not tail.group().strip():
            end = tail.start()
            break
        end = tail.start()
    if clause := _CLAUSE.search(text[:end]):
        end = clause.start()
    if method := _OF_A_METHOD.search(text[:end]):
        terms = vocabulary("method").terms_in(text[method.end() : end])
        if terms and terms[0].start == 0 and terms[0].end == end - method.end():
            end = method.start()
    if sentence := _SENTENCE_END.search(text[:end]):
        end = sentence.start()
    end = min(end, _end_of_capitals(text[:end]))
    if (credits_at := _CREDITS.search(text[:end])) and _letters(text[: credits_at.start()]) > 5:
        end = credits_at.start()
    return _start(text, end), end


def _end_of_capitals(text: str) -> int:
    """Where a title set in capitals ends: before the first small word that no title writes small.

    A title that is not set in capitals, such as `Accounting for income taxes`, ends with the text.
    """
    start = _start(text, len(text))
    words = list(_WORD.finditer(text, start))
    long_words = [word[0] for word in words if len(word[0]) > 3][:3]
    if len(long_words) < 2 or not all(word[0].isupper() for word in long_words[:2]):
        return len(text)
    small = word_set("document_words", "small_in_titles")
    for number, word in enumerate(words):
        lower = word[0][0].islower() and len(word[0]) > 1
        if number > 1 and lower and not small.has_word(word[0]):
            end = word.start()
            while number and words[number - 1][0][0].islower():
                number -= 1
                end = words[number].start()
            return end
    return len(text)


def only_leads_to_title(text: str) -> bool:
    """Whether a piece holds nothing but small words such as `the 2-day seminar entitled`."""
    leading = word_set("document_words", "lead_to_title")
    if methods := vocabulary("method").terms_in(text):
        for method in reversed(methods):
            text = f"{text[: method.start]}the{text[method.end :]}"
        text = text.lower()
    words = re.findall(r"[^\W_]+", text)
    return bool(words) and all(
        word.isdigit() or (word.islower() and leading.has_word(word)) for word in words
    )


def names_a_kind(text: str) -> bool:
    """Whether a piece of a sentence ends with what kind of program it was, in small letters: what
    it was called comes after it. Before a colon more may follow: `program in its entirety:`. So
    does it behind `the following …:` and behind a number, as in `Episode 88`."""
    kinds = word_set("document_words", "kinds_of_programs")
    text = re.split(r"(?<=\w{3})[.!?](?:\s|$)", text, maxsplit=1)[0].strip(" ,")
    if _NUMBERED_KIND.fullmatch(text) or _FOLLOWING.match(text):
        return True
    words = re.findall(r"[^\W_]+", _LEADS_ON.sub("", text))
    last = words if text.endswith(":") else words[-1:]
    return any(word.islower() and kinds.has_word(word) for word in last)


def _start(text: str, end: int) -> int:
    """After the small words that lead to a title; capitals begin it."""
    leading = word_set("document_words", "lead_to_title")
    named = _NAMED.search(text, 0, end)
    if named and named.start() < LEAD_AT_MOST:
        return named.end()
    start = code.end() if (code := _CODE.match(text)) else 0
    start = listed.end() if (listed := _LISTED.match(text, start)) else start
    start = owner.end() if (owner := _OF_AN_ACRONYM.match(text, start)) else start
    if (firm := _FIRMS.match(text, start, end)) and _is_firm(firm[1]):
        return firm.end()
    while match := _LEAD.match(text, start, end):
        word = match[1]
        if not word[0].islower() or not all(leading.has_word(part) for part in word.split("-")):
            break
        start = match.end()
    return start if _letters(text[start:end]) >= FEWEST_LETTERS else 0


def _is_firm(text: str) -> bool:
    return re.sub(r"[^A-Z]", "", text.split()[-1].upper()) in word_list("legal_forms")


def _letters(text: str) -> int:
    return sum(character.isalpha() for character in text)

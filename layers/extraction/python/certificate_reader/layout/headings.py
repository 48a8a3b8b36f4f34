"""Lines that are the document's own words, never a value."""

import re
from functools import cache, lru_cache

from certificate_reader.layout.segments import Segment
from certificate_reader.lexicon.label_words import word_set
from certificate_reader.lexicon.load import load_data
from certificate_reader.lexicon.phrases import PhraseMatcher

CERTIFICATE, OTHER = 0, 1
MOST_WORDS_OF_A_HEADING = 6
_NAME = re.compile(
    r"(?i)\bcertificat(?:e|ion)\b|\baffidavit\b|\bdiploma\b|\bcompletion\s+(?:card|notice|slip)\b|\b(?:proof|evidence|record|verification|"
    r"confirmation|statement|voucher|summary|credits)\s+(?:of|for)\b"
)
_ABOUT = re.compile(
    r"(?i)\b(?:will|is|are|ready|attached|below|download|your\s+order|registration)\b"
)
_WORD = re.compile(r"[^\W_]+")


@cache
def _matcher() -> PhraseMatcher:
    matcher = PhraseMatcher()
    data = load_data("headings")
    matcher.add_all(data["certificate"], CERTIFICATE)
    matcher.add_all(data["other"], OTHER)
    return matcher


def is_heading(segment: Segment) -> bool:
    """Whether the whole line is a heading."""
    return bool(_meanings(segment.folded))


def names_a_certificate(segment: Segment) -> bool:
    """Whether the whole line is what a certificate is headed with."""
    return CERTIFICATE in _meanings(segment.folded)


def cheers(segment: Segment) -> bool:
    """Whether the line begins like one that only cheers: `Way to go, Ada!`"""
    words = _WORD.findall(segment.text)[:2]
    return len(words) == 2 and word_set("document_words", "cheers").has_word("".join(words))


def speaks_of_a_certificate(segment: Segment) -> bool:
    """Whether a short line has the name of such a document, and says nothing about it."""
    short = len(segment.words) <= MOST_WORDS_OF_A_HEADING
    titled = segment.text[:1].isupper() and not segment.text.rstrip().endswith((".", ","))
    named = bool(_NAME.search(segment.text)) and not _ABOUT.search(segment.text)
    return short and titled and named


@lru_cache(maxsize=1024)
def _meanings(folded: str) -> frozenset[int]:
    matches = _matcher().matches(folded, 0)
    return frozenset(each for end, found in matches if end == len(folded) for each in found)

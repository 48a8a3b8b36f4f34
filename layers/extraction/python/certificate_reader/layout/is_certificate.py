"""Tells certificates from other documents."""

import re
from functools import cache

from certificate_reader.layout.headings import names_a_certificate, speaks_of_a_certificate
from certificate_reader.layout.sheet import Candidate, Sheet
from certificate_reader.lexicon.load import load_data
from certificate_reader.lexicon.phrases import PhraseMatcher

ENOUGH = 5
AGAINST = 3
_HEADED = re.compile(
    r"(?i)\bcertif(?:y|ies)\s*that|letter\s+(?:confirms|certifies)|\bthis\s+certificate\b"
)
_SUBJECT = re.compile(
    r"(?i)\bCPE\b|continuing\s+(?:professional\s+)?education|NASBA|\bM?CLE\b|\bPDUs?\b|\bCPD\b"
)
# What a document of something done says of it, if only in a label.
_COMPLETED = re.compile(
    r"(?i)\b(?:complet(?:ed|ion)|attend(?:ed|ance)|participat(?:ed|ion)|finished|passed|earned|"
    r"awarded|granted|credited|certif(?:y|ies|ied)|achieved|satisfied|fulfilled|concluded|taken)\b"
)
# What is said of things to come, and of what is asked for.
_AHEAD = re.compile(
    r"(?i)\bupcoming\b|\bwill\s+(?:receive|take\s+place|begin|start|be\s+(?:held|emailed|sent))"
    r"|\bregistered\s+for\b|\bregistration\s+(?:confirm\w+|fee|details)|\bjoin\s+(?:link|url)\b"
    r"|\b(?:evaluation|survey|quote|estimate|catalog|brochure)\b(?!\s+(?:no|number|id|entry))"
    r"|\bplease\s+(?:arrive|bring|complete|return|pay|confirm|rate)\b|\bper\s+person\b"
)
_GREETING = re.compile(r"(?i)dear|hello|hi\b")
_MONEY = re.compile(r"\$\s?\d")
_VALUES = {
    "participant": 1,
    "title": 1,
    "completion_date": 1,
    "sponsor_id": 1,
    "method": 1,
}


def is_certificate(sheet: Sheet, chosen: dict[str, Candidate], has_credits: bool) -> bool:
    """Whether the sheet says that somebody completed something: signs for it less signs against.

    Without a person or a title nothing is a certificate; without a person only what calls itself
    one is.
    """
    if not {"participant", "title"} & set(chosen):
        return False
    headed = any(
        names_a_certificate(each) or speaks_of_a_certificate(each) for each in sheet.segments
    )
    if "participant" not in chosen and not headed:
        return False
    text = " ".join(segment.text for segment in sheet.segments)
    tells = _tells_of_completion(sheet)
    signs = 2 * has_credits - (not (headed or tells or _COMPLETED.search(text)))
    signs += sum(weight for family, weight in _VALUES.items() if family in chosen)
    signs += 2 * (headed or bool(_HEADED.search(text)))
    signs += 1 * bool(_SUBJECT.search(text)) + 2 * tells
    signs -= 2 * len({each.lower() for each in _AHEAD.findall(text)})
    signs -= 2 * len(_MONEY.findall(text)) + AGAINST * _signs_against(sheet)
    # Somebody and credits are what a certificate is about: with both less else is needed.
    return signs >= ENOUGH - ("participant" in chosen and has_credits)


def _tells_of_completion(sheet: Sheet) -> bool:
    return any(
        anchor.kind in ("before", "after")
        and {"participant", "title"} & set(anchor.families)
        and not _GREETING.match(anchor.first.text[anchor.start :])
        for anchor in sheet.anchors
    )


def _signs_against(sheet: Sheet) -> int:
    """How many different phrases of other documents the sheet holds."""
    found: set[str] = set()
    for segment in sheet.segments:
        for start in segment.folded_starts():
            found.update(
                segment.folded[start:end] for end, _ in _against().matches(segment.folded, start)
            )
    return len(found)


@cache
def _against() -> PhraseMatcher:
    matcher = PhraseMatcher()
    matcher.add_all(load_data("document_words")["against"], 0)
    return matcher

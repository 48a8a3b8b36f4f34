"""Weak labels that belong to a signature: its name, its title and its date."""

import re

from certificate_reader.layout.anchors import Anchor
from certificate_reader.layout.neighbours import below, right_of
from certificate_reader.layout.segments import Segment
from certificate_reader.layout.sheet import Sheet
from certificate_reader.lexicon.label_words import family_by_words, word_set

# In heights of the type: how far the lines of a signature stand below and above its mark.
REACH = 6.0
ABOVE = 1.8
MOST_WORDS = 6
SIGNED = frozenset({"participant", "title", "completion_date", "issue_date"})


def signature_labels(sheet: Sheet) -> set[int]:
    """The identities of the labels that stand in signature blocks."""
    signs = [
        anchor.first
        for anchor in sheet.anchors
        if anchor.is_label
        and ("signatory" in anchor.families or _announces_function(sheet, anchor))
    ]
    return {
        id(anchor)
        for anchor in sheet.anchors
        if anchor.kind == "weak"
        and SIGNED & set(anchor.families)
        and any(_beside(anchor.first, sign) for sign in signs)
    }


def _announces_function(sheet: Sheet, anchor: Anchor) -> bool:
    """Whether a label such as `Title` announces what somebody is, not what was taught."""
    if "title" not in anchor.families:
        return False
    value = anchor.last.text[anchor.end : sheet.boundary(anchor.last, anchor.end)]
    if not any(character.isalnum() for character in value):
        place = right_of(anchor.last, sheet.segments) or below(anchor.last, sheet.segments)
        value = place.text if place else ""
    return is_function(value)


def is_function(text: str) -> bool:
    """Whether a text is somebody's function, such as `Director of Education`."""
    words = re.findall(r"[^\W_]+", text)
    if not 1 <= len(words) <= MOST_WORDS:
        return False
    functions = word_set("document_words", "functions")
    ends = functions.has_word(words[-1])
    begins = functions.has_word(words[0]) and len(words) > 2 and words[1] in ("of", "for")
    return ends or begins or family_by_words(text.strip(" :_")) == "signatory"


def _beside(label: Segment, sign: Segment) -> bool:
    beneath = label.middle - sign.middle
    level = -ABOVE * label.height < beneath < REACH * label.height
    apart = max(label.left - sign.right, sign.left - label.right)
    return label.page is sign.page and level and apart < 0.35 * label.page.width

"""Finds the phrases that announce a value."""

import re
from dataclasses import dataclass

from certificate_reader.layout.neighbours import above, below, right_of
from certificate_reader.layout.segments import Segment
from certificate_reader.layout.stand import (
    TINY_PROSE,
    Place,
    Stand,
    divided,
    is_caption_with_colon,
    stand_of,
)
from certificate_reader.layout.stream import Stream
from certificate_reader.layout.typed_values import OTHER_SCHEMES, typed_value
from certificate_reader.lexicon.families import (
    FamilyLexicon,
    Meanings,
    PhraseKind,
    state_names,
    value_type_of,
)
from certificate_reader.values.names import person_at_end, person_likeness

# Phrases of these kinds compete for a place; those of others may overlap them.
_TOGETHER: tuple[tuple[PhraseKind, ...], ...] = (
    ("labels", "weak", "before"),
    ("after",),
    ("stop",),
)
# Folded characters. A phrase this long may end within a word: OCR loses spaces.
LONG_ENOUGH = 16
LONG_ENOUGH_IN_ITS_WORD = 10
# In heights of the type: how close the second line of a label stands.
_OTHER_IN_BRACKETS = re.compile(rf"\s*\([^)]*{OTHER_SCHEMES.pattern.removeprefix('(?i)')}", re.I)
_AFTER_A_STATE = re.compile(
    rf"(?i)\b(?:{'|'.join(state_names())})(?:\s+(?:state|board|cpa|cpe))*\s*$"
)
MOST_WORDS_OF_A_NAME = 8
LABEL_LINE_GAP = 0.35
MOST_WORDS_OF_A_LABEL_LINE = 5


@dataclass(slots=True, eq=False)
class Anchor:
    """A phrase that announces a value of each of `families`, and where it begins and ends."""

    families: tuple[str, ...]
    kind: PhraseKind
    stand: Stand
    first: Segment
    start: int
    last: Segment
    end: int

    @property
    def is_label(self) -> bool:
        return self.kind in ("labels", "weak", "soft")


def find_anchors(segments: list[Segment], lexicon: FamilyLexicon) -> list[Anchor]:
    """The anchors of segments that are in reading order, in that order."""
    stream = Stream(segments)
    found: list[Anchor] = []
    matches = [
        (start, found_here)
        for start in stream.word_starts
        if (found_here := lexicon.matches(stream.folded, start))
    ]
    for kinds in _TOGETHER:
        found.extend(_longest(stream, matches, kinds))
    found = _with_wrapped_labels(found, segments, lexicon)
    found.sort(key=lambda anchor: (anchor.first.order, anchor.start))
    found = [anchor for anchor in found if not _stray(anchor, found)]
    return [anchor for anchor in found if not _is_value(anchor, found, segments)]


def _longest(
    stream: Stream,
    matches: list[tuple[int, list[tuple[int, Meanings]]]],
    kinds: tuple[PhraseKind, ...],
) -> list[Anchor]:
    """At each place the longest phrase that stands right; none overlaps the one before it."""
    found: list[Anchor] = []
    reach = 0
    for start, ends in matches:
        if start < reach:
            continue
        for end, meanings in reversed(ends):
            wanted = [kind for kind in kinds if kind in meanings]
            anchor = _anchor(stream, start, end, meanings, wanted) if wanted else None
            if anchor:
                found.append(anchor)
                reach = end
                break
    return found


def _anchor(
    stream: Stream, start: int, end: int, meanings: Meanings, kinds: list[PhraseKind]
) -> Anchor | None:
    if not _ends_well(stream, start, end, kinds[0]):
        return None
    first, first_place = stream.at(start)
    last, last_place = stream.at(end - 1)
    for kind in kinds:
        if kind in ("before", "after") and first.text[first_place].isdigit():
            # `1.5` folds like `is`.
            continue
        families = meanings[kind]
        if "state_sponsor_id" in families and _small_abbreviation(first, first_place):
            families = tuple(each for each in families if each != "state_sponsor_id")
        if "sponsor_id" in families and _AFTER_A_STATE.search(first.text[:first_place]):
            families = tuple(each for each in families if each != "sponsor_id")
        if not families:
            continue
        if "credits" in families:
            last_place = _end_of_brackets(first, first_place, last, last_place)
        following = stream.after(last, last_place + 1)
        length = end - start
        whole_place = Place(
            kind, families, first, first_place, last, last_place + 1, length, following
        )
        if kind == "before" and is_caption_with_colon(whole_place):
            # `Given to:` on a line of its own is a label: its value may stand in another column.
            return Anchor(families, "weak", "alone", first, first_place, last, last_place + 1)
        for place in divided(whole_place):
            stand = stand_of(place)
            if stand == "alone" and kind == "weak" and "before" in kinds and place.begins_small:
                # `attended` between two lines of a sentence that is set over many lines.
                continue
            if stand and "credits" in place.families and _OTHER_IN_BRACKETS.match(place.rest):
                return Anchor(
                    ("other_credits",), kind, stand, first, first_place, last, last_place + 1
                )
            if stand:
                return _without_article(
                    Anchor(place.families, kind, stand, first, first_place, last, last_place + 1)
                )
    return None


def _end_of_brackets(first: Segment, start: int, last: Segment, place: int) -> int:
    """The place of the phrase's last character, or of the bracket that closes one opened in it."""
    phrase = last.text[start if first is last else 0 : place + 1]
    if phrase.count("(") <= phrase.count(")"):
        return place
    closing = last.text.find(")", place)
    return closing if closing >= 0 else place


def _small_abbreviation(segment: Segment, place: int) -> bool:
    """Whether the phrase begins with two letters that are no state's, for want of capitals."""
    match = re.compile(r"[^\W\d_]{2}(?![^\W\d_])").match(segment.text, place)
    return match is not None and not match.group().isupper()


def _ends_well(stream: Stream, start: int, end: int, kind: PhraseKind) -> bool:
    if stream.word_ends(end):
        return True
    if kind not in ("before", "after") or end - start < LONG_ENOUGH:
        return False
    segment, place = stream.at(end - 1)
    word = segment.text.rfind(" ", 0, place) + 1
    return place - word >= LONG_ENOUGH_IN_ITS_WORD


def _without_article(anchor: Anchor) -> Anchor:
    """The anchor without a capital `The` or `A` at its end, which belongs to the title."""
    phrase = anchor.last.text[: anchor.end]
    for article in (" The", " A", " An", " Our"):
        if anchor.kind == "before" and phrase.endswith(article) and not phrase.isupper():
            anchor.end -= len(article)
    return anchor


def _with_wrapped_labels(
    found: list[Anchor], segments: list[Segment], lexicon: FamilyLexicon
) -> list[Anchor]:
    """The anchors, with labels that run over two lines in place of those on one of them."""
    wrapped: list[Anchor] = []
    for segment in segments:
        if len(segment.words) > MOST_WORDS_OF_A_LABEL_LINE or segment.text.endswith(":"):
            continue
        beneath = _label_line_beneath(segment, segments)
        if beneath is None:
            continue
        families = _label_families(lexicon, segment.folded + beneath.folded)
        if families:
            end = len(beneath.text)
            wrapped.append(Anchor(families, "labels", "alone", segment, 0, beneath, end))
    replaced = {id(each) for anchor in wrapped for each in (anchor.first, anchor.last)}
    kept = [each for each in found if not {id(each.first), id(each.last)} & replaced]
    return kept + wrapped


def _label_line_beneath(segment: Segment, segments: list[Segment]) -> Segment | None:
    close = [
        other
        for other in segments
        if other.page is segment.page
        and other.middle > segment.middle
        and other.top - segment.bottom < LABEL_LINE_GAP * segment.height
        and min(abs(other.left - segment.left), abs(other.centre - segment.centre))
        < 0.5 * segment.height
    ]
    beneath = min(close, key=lambda other: other.top, default=None)
    if beneath is None or len(beneath.words) > MOST_WORDS_OF_A_LABEL_LINE:
        return None
    sizes = sorted((beneath.height, segment.height))
    return beneath if sizes[1] < 1.15 * sizes[0] else None


def _label_families(lexicon: FamilyLexicon, folded: str) -> tuple[str, ...]:
    start = next((i for i, character in enumerate(folded) if character.isalpha()), 0)
    for begin in {0, start}:
        for end, meanings in lexicon.matches(folded, begin):
            if end == len(folded):
                families = meanings.get("labels")
                if families:
                    return families
    return ()


def _stray(anchor: Anchor, anchors: list[Anchor]) -> bool:
    """Whether a short prose phrase stands within a sentence that nothing has led up to.

    A phrase that leads to a person before it on its line leads up to it, and so does a name.
    """
    if anchor.kind not in ("before", "after") or anchor.stand != "short":
        return False
    led_to = any(
        other.kind == "before"
        and "participant" in other.families
        and other.last is anchor.first
        and other.end < anchor.start
        for other in anchors
    )
    if anchor.start == 0 and anchor.kind == "before" and _after_a_name(anchor, anchors):
        return False
    if anchor.kind == "after" and "provider" in anchor.families and _is_subject(anchor):
        return False
    named = person_at_end(anchor.first.text[: anchor.start].rstrip(" ,"))[1] >= 0.9
    tiny = anchor.end - anchor.start <= TINY_PROSE
    if tiny and _within_title(anchor, anchors):
        return True
    return not ((led_to and named) if tiny else (led_to or named))


def _within_title(anchor: Anchor, anchors: list[Anchor]) -> bool:
    """Whether a title has begun on the line: `has completed Workflow Automation for Tax Season`."""
    return "title" in anchor.families and any(
        other.kind == "before"
        and "title" in other.families
        and other.last is anchor.first
        and other.end < anchor.start
        and other.stand != "short"
        for other in anchors
    )


def _is_subject(anchor: Anchor) -> bool:
    """Whether the line begins with capitals up to the phrase: `Somebody & Co is sponsor 1234`."""
    words = re.findall(r"[^\W_]+", anchor.first.text[: anchor.start])
    return 0 < len(words) <= MOST_WORDS_OF_A_NAME and all(
        word[0].isupper() or word in ("of", "the", "and", "for") for word in words
    )


def _after_a_name(anchor: Anchor, anchors: list[Anchor]) -> bool:
    """Whether the line before ends with a name that a phrase has led to: `Presented to A | for`."""
    return any(
        other.kind == "before"
        and "participant" in other.families
        and other.last.order == anchor.first.order - 1
        and person_likeness(other.last.text[other.end :].strip(" ,:")) >= 0.9
        for other in anchors
    )


def _is_value(anchor: Anchor, anchors: list[Anchor], segments: list[Segment]) -> bool:
    """Whether what may be a caption is the value of one beside it: `Format: Webcast`."""
    if anchor.stand != "alone" or anchor.kind not in ("weak", "soft"):
        return False
    text = anchor.first.text
    kinds = [kind for kind in ("method", "technical", "field_of_study") if _fills(kind, text)]
    if not kinds:
        return False
    for other in anchors:
        if other is anchor or not other.is_label or other.first.page is not anchor.first.page:
            continue
        if not any(value_type_of(family) in kinds for family in other.families):
            continue
        beside = (
            right_of(other.last, segments),
            below(other.last, segments),
            above(other.first, segments),
        )
        if anchor.first in beside or _in_column(other, anchor):
            return True
    return False


def _in_column(caption: Anchor, anchor: Anchor) -> bool:
    return caption.stand == "alone" and abs(caption.first.left - anchor.first.left) < 3


def _fills(kind: str, text: str) -> bool:
    value = typed_value(kind, text)
    return value is not None and value.fit >= 0.9

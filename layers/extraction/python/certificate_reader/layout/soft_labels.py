"""Labels whose wording no list holds, told by how and where they stand."""

import re
from statistics import median

from certificate_reader.layout.anchors import Anchor
from certificate_reader.layout.form_rows import UNKNOWN, labels_of_forms
from certificate_reader.layout.headings import is_heading
from certificate_reader.layout.neighbours import above, below, right_of
from certificate_reader.layout.segments import Segment
from certificate_reader.layout.typed_values import typed_value
from certificate_reader.lexicon.families import FamilyLexicon, PhraseKind, value_type_of
from certificate_reader.lexicon.label_words import family_by_words
from certificate_reader.values.amounts import amounts_in
from certificate_reader.values.dates import dates_in
from certificate_reader.values.vocabularies import vocabulary

MOST_LETTERS = 60
MOST_WORDS_BEFORE = 5
_TYPED = frozenset({"date", "credits", "sponsor_id", "method", "field_of_study", "person"})
_LABELS: tuple[PhraseKind, ...] = ("labels", "weak")
_ANYTHING = frozenset({"text", "title"})
PLAUSIBLE = 0.5
LIKELY = 0.8
SURE = 0.9
# Against the usual height of a line: no label and its value are set so large.
LARGE = 1.35
# The share of the text beside a label that its value takes.
MOSTLY = 0.6
# A label set smaller than this share of the type under it belongs to that.
LABEL_SIZE = 0.92
_UNITS_ONLY = re.compile(r"(?i)^[\s.]*(?:cpe|credits?|hours?|hrs?|\(s\)|[\s.])*$")
_NUMBER_AT_END = re.compile(r"(?<![\w.-])\d{5,6}\s*$")
_INLINE = re.compile(r"^\W*(?:\d{1,2}[.)]\s*)?([^:：]{2,60}?)[\s._]*(?:[:：]|\.{4,})(?=\s*\S)")
_ENDS = re.compile(r"[\s._]*[:：][\s_]*$")


def soft_labels(
    segments: list[Segment], anchors: list[Anchor], lexicon: FamilyLexicon
) -> list[Anchor]:
    """Labels beside those that the lexicon found: before a colon, or in a column or row of labels.

    One whose words tell no family is a label still, of the family `unknown`: it is no value, and
    the value it announces belongs to it.
    """
    touched = {
        id(each)
        for anchor in anchors
        if anchor.kind != "stop"
        for each in (anchor.first, anchor.last)
    }
    lone = [a for a in anchors if a.is_label and a.stand == "alone" and a.first is a.last]
    rows = labels_of_forms(segments)
    found: list[Anchor] = []
    for segment in segments:
        if id(segment) in touched or is_heading(segment):
            continue
        label = (
            _before_colon(segment, segments, lone)
            or _before_value(segment)
            or _among_lines(segment, anchors, lexicon)
            or _among_labels(segment, segments, lone)
            or _beside_its_type(segment, segments)
            or (rows.get(id(segment)) if not _is_term(segment.text) else None)
        )
        if label:
            found.append(label)
    return found


def _before_colon(segment: Segment, segments: list[Segment], lone: list[Anchor]) -> Anchor | None:
    ending = _ENDS.search(segment.text)
    if ending and len(segment.words) <= 8 and _plain(segment.text):
        family = family_by_words(segment.text) or UNKNOWN
        # A title's first line may end with a colon too; then nothing stands right of it.
        if family == UNKNOWN and right_of(segment, segments) is None:
            return None
        end = ending.start()
        return Anchor((family,), "soft", "alone", segment, 0, segment, end)
    inline = _INLINE.match(segment.text)
    if inline:
        told = family_by_words(inline[1])
        labelled = _is_under_label(segment, segments, lone) or (
            told == "provider" and _is_set_large(segment, segments)
        )
        if told and not labelled and _fits(told, segment.text[inline.end() :]):
            return Anchor(
                (told,), "soft", "colon", segment, inline.start(1), segment, inline.end(1)
            )
    return None


def _is_set_large(segment: Segment, segments: list[Segment]) -> bool:
    """Whether a line is a title by its size: `Accounting Academy: Leases` has no label."""
    return segment.height > LARGE * median(each.height for each in segments)


def _is_under_label(segment: Segment, segments: list[Segment], lone: list[Anchor]) -> bool:
    """Whether a smaller label stands right over a text: `Program`, under it `School: Level 1`."""
    over = above(segment, segments)
    return over is not None and any(
        anchor.first is over and over.height < LABEL_SIZE * segment.height for anchor in lone
    )


def _before_value(segment: Segment) -> Anchor | None:
    """Words of a label right before a date, an amount or a number that ends the line."""
    for family_type, place in _values_at_end(segment.text):
        label = segment.text[:place].rstrip(" -–—")
        family = family_by_words(label) if len(label.split()) <= MOST_WORDS_BEFORE else None
        if family and value_type_of(family) == family_type:
            return Anchor((family,), "soft", "run_in", segment, 0, segment, len(label))
    return None


def _among_lines(segment: Segment, anchors: list[Anchor], lexicon: FamilyLexicon) -> Anchor | None:
    """A label without a colon before free text, between lines that begin with labels too."""
    beginning = {
        anchor.first.order
        for anchor in anchors
        if anchor.is_label and anchor.start == 0 and anchor.stand in ("run_in", "colon")
    }
    around = [segment.order + step for step in (-2, -1, 1, 2)]
    if sum(order in beginning for order in around) < 2 or not beginning & set(around[1:3]):
        return None
    for end, meanings in reversed(lexicon.matches(segment.folded, 0)):
        place = segment.places[end - 1] + 1
        value = segment.text[place:].lstrip()
        families = tuple(
            family
            for kind in _LABELS
            for family in meanings.get(kind, ())
            if _takes(family, value, LIKELY)
        )
        if families and segment.text[place : place + 1] == " " and value[:1].isupper():
            return Anchor(families, "soft", "run_in", segment, 0, segment, place)
    return None


def _takes(family: str, value: str, fit: float) -> bool:
    typed = typed_value(value_type_of(family), value.strip())
    return typed is not None and typed.fit >= fit


def _values_at_end(text: str) -> list[tuple[str, int]]:
    """The types of the values with which a line ends, and where they begin."""
    found = [("date", date.start) for date in dates_in(text)[:1] if date.end >= len(text) - 1]
    found += [
        ("credits", amount.start)
        for amount in amounts_in(text)[:1]
        if _UNITS_ONLY.match(text[amount.end :])
    ]
    if number := _NUMBER_AT_END.search(text):
        found.append(("sponsor_id", number.start()))
    return [(kind, place) for kind, place in found if place]


def _fits(family: str, value: str) -> bool:
    """Whether what stands behind a colon can be the family's value.

    Titles have colons too, and where the type admits anything the words before one are no proof.
    """
    return value_type_of(family) not in _ANYTHING and _takes(family, value, PLAUSIBLE)


def _plain(text: str) -> bool:
    return len(text) <= MOST_LETTERS and not re.search(r"\d{2}", text)


def _among_labels(segment: Segment, segments: list[Segment], lone: list[Anchor]) -> Anchor | None:
    """A short text set like the labels around it, in a column of them or on a row of them."""
    if len(segment.words) > 6 or not _plain(segment.text) or _is_term(segment.text):
        return None
    alike = [
        anchor.first
        for anchor in lone
        if anchor.first.page is segment.page
        and abs(anchor.first.height - segment.height) < 0.08 * segment.height
        and anchor.first.text.isupper() == segment.text.isupper()
    ]
    column = [each for each in alike if abs(each.left - segment.left) < 0.3 * segment.height]
    row = [each for each in alike if abs(each.bottom - segment.bottom) < 0.2 * segment.height]
    in_column = len(column) >= 3 and _between(segment, column)
    if not in_column and len(row) < 2:
        return None
    family = family_by_words(segment.text)
    if family is None and not (in_column and _has_value_beside(segment, segments, column, lone)):
        return None
    return Anchor((family or UNKNOWN,), "soft", "alone", segment, 0, segment, len(segment.text))


def _beside_its_type(segment: Segment, segments: list[Segment]) -> Anchor | None:
    """A short text whose words tell a family, with a value of its type beside, under or over it."""
    if len(segment.words) > 6 or not _plain(segment.text) or _is_term(segment.text):
        return None
    family = family_by_words(segment.text)
    if family is None or (kind := value_type_of(family)) not in _TYPED:
        return None
    for find in (right_of, below, above):
        value = find(segment, segments)
        typed = typed_value(kind, value.text) if value is not None else None
        if value is None or typed is None or typed.fit < SURE:
            continue
        if typed.end - typed.start > MOSTLY * len(value.text):
            return Anchor((family,), "soft", "alone", segment, 0, segment, len(segment.text))
    return None


def _is_term(text: str) -> bool:
    letters = sum(character.isalpha() for character in text)
    terms = (vocabulary("method"), vocabulary("field_of_study"))
    return letters < 3 or any(each.named(text) for each in terms)


def _between(segment: Segment, column: list[Segment]) -> bool:
    tops = [each.top for each in column]
    return min(tops) - 3 * segment.height < segment.top < max(tops) + 3 * segment.height


def _has_value_beside(
    segment: Segment, segments: list[Segment], column: list[Segment], lone: list[Anchor]
) -> bool:
    """Whether a value stands right of it at the same edge as beside the labels of its column."""
    captions = {id(anchor.first) for anchor in lone}

    def edge(label: Segment) -> float | None:
        level = [
            other.left
            for other in segments
            if other.page is label.page
            and id(other) not in captions
            and other.left > label.right
            and abs(other.middle - label.middle) < 0.5 * label.height
        ]
        return min(level, default=None)

    own = edge(segment)
    others = [found for each in column if (found := edge(each)) is not None]
    return own is not None and sum(abs(own - each) < segment.height for each in others) >= 2

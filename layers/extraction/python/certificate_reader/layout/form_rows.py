"""Forms: a column of labels at one edge, and beside it a column of values at another."""

import re
from collections import defaultdict
from statistics import median

from certificate_reader.layout.anchors import Anchor
from certificate_reader.layout.neighbours import left_of, right_of
from certificate_reader.layout.segments import Segment
from certificate_reader.lexicon.label_words import family_by_words
from certificate_reader.values.dates import dates_in
from certificate_reader.values.names import person_likeness, starts_with_given_name
from certificate_reader.values.vocabularies import is_term

UNKNOWN = "unknown"
FEWEST_ROWS = 4
MOST_WORDS = 7
MOST_LETTERS = 45
# In points: how far edges of one column may lie apart.
EDGE = 3.0
SIZE = 0.08


def labels_of_forms(segments: list[Segment]) -> dict[int, Anchor]:
    """A label for each text of a column of labels, by the identity of its segment.

    At least FEWEST_ROWS texts begin at one edge, and the texts right of them at another.
    """
    columns: dict[tuple[int, int, int], list[Segment]] = defaultdict(list)
    for segment in segments:
        if len(segment.words) > MOST_WORDS or len(segment.text) > MOST_LETTERS:
            continue
        value = right_of(segment, segments)
        if value is None or left_of(segment, segments) is not None:
            continue
        edges = round(segment.left / EDGE), round(value.left / EDGE)
        columns[id(segment.page), *edges].append(segment)
    of_one_size = [_of_one_size(column) for column in columns.values()]
    return {
        id(segment): _label(segment)
        for column in of_one_size
        if len(column) >= FEWEST_ROWS and not any(_is_value(each.text) for each in column)
        for segment in column
    }


def _of_one_size(column: list[Segment]) -> list[Segment]:
    """Those set in the usual size: what is larger or smaller among labels is none."""
    usual = median(segment.height for segment in column)
    return [each for each in column if abs(each.height - usual) < SIZE * usual]


def _is_value(text: str) -> bool:
    """Whether a text is no label for sure: then labels stand over their values here."""
    if dates_in(text) or re.search(r"\d{2}", text):
        return True
    return is_term(text) or (person_likeness(text) >= 0.9 and starts_with_given_name(text))


def _label(segment: Segment) -> Anchor:
    family = family_by_words(segment.text) or UNKNOWN
    return Anchor((family,), "soft", "alone", segment, 0, segment, len(segment.text))

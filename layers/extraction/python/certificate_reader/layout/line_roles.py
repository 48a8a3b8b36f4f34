"""Names, titles and sponsors that nothing announces: the likeliest of all lines, or none."""

import math
import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from certificate_reader.layout.continuation import continued
from certificate_reader.layout.credit_words import holds_only_values
from certificate_reader.layout.headings import cheers, is_heading, speaks_of_a_certificate
from certificate_reader.layout.letterhead import name_at
from certificate_reader.layout.line_features import Features, features_of, surroundings_of
from certificate_reader.layout.neighbours import left_of, right_of
from certificate_reader.layout.organisation_names import is_marked, may_name_an_organisation, signs
from certificate_reader.layout.segments import Segment, Span, part_of, text_of, whole
from certificate_reader.layout.sheet import Candidate, Sheet
from certificate_reader.layout.typed_values import typed_value
from certificate_reader.layout.value_in_text import trimmed
from certificate_reader.lexicon.load import load_data
from certificate_reader.values.vocabularies import field_of_study_in, vocabulary

ROLES = {"participant": "person", "title": "title", "provider": "organisation"}
# A value announced this surely is not looked for; one this sure keeps its text from the others.
ANNOUNCED = 0.55
TAKEN = 0.6
LEAST_FIT = {"participant": 0.5, "title": 0.4, "provider": 0.3}
LEAST = 0.35
# A line with an organisation's words that is the sponsor this surely is no title.
SURE_SPONSOR = 0.9

_PIECES = re.compile(r"\s[|•·]\s")
Line = tuple[Span, ...]


def by_role(sheet: Sheet, announced: Sequence[Candidate]) -> list[Candidate]:
    """For each of the families that nothing announces, the line that is likeliest its value.

    A candidate's score is the probability among all lines of the sheet, none of them included.
    """
    known = list(announced)
    found: list[Candidate] = []
    for family in ROLES:
        if any(each.family == family and each.score >= ANNOUNCED for each in known):
            continue
        best = _likeliest(sheet, family, known)
        if family == "title" and best is not None and is_marked(best.value):
            sponsor = _likeliest(sheet, "provider", known)
            if sponsor and sponsor.score >= SURE_SPONSOR and sponsor.overlaps(best):
                continue
        if best is not None and best.score >= LEAST:
            found.append(best)
            known.append(best)
    return found


def lines_for(sheet: Sheet, family: str, known: Sequence[Candidate]) -> Iterator[Line]:
    """The lines that may be the family's value: no headings, captions or others' values."""
    taken = [
        span
        for each in known
        if each.family != family and each.score > TAKEN
        for span in each.spans
    ]
    used: set[int] = set()
    for segment in sheet.segments:
        if segment.order in used or is_heading(segment) or sheet.is_caption(segment):
            continue
        if cheers(segment) or speaks_of_a_certificate(segment) or _is_cell(sheet, segment):
            continue
        pieces = _pieces(segment) if family != "provider" else []
        if len(pieces) > 1:
            yield from ((piece,) for piece in pieces if _may_be(family, piece.text))
            continue
        line = _line(sheet, family, whole(segment))
        if family != "provider" and signs(segment.text):
            continue
        if not line or any(one.overlaps(other) for one in line for other in taken):
            continue
        if family != "title" and any(_is_term(span.text) for span in line):
            continue
        value = typed_value(ROLES[family], text_of(line))
        if value is not None and value.fit >= LEAST_FIT[family]:
            used.update(span.segment.order for span in line)
            yield line
        if family == "provider" and len(line) == 1:
            yield from _on_two_lines(sheet, line[0])


def _is_cell(sheet: Sheet, segment: Segment) -> bool:
    """Whether a line stands in a row of a table: between other texts, one of them a value."""
    left, right = left_of(segment, sheet.segments), right_of(segment, sheet.segments)
    return left is not None and right is not None and (_is_term(left.text) or _is_term(right.text))


def _pieces(segment: Segment) -> list[Span]:
    """The pieces of a line such as `Ada Lovelace • Basis Rules • May 5, 2025`."""
    starts = [0, *(match.end() for match in _PIECES.finditer(segment.text))]
    ends = [*(match.start() for match in _PIECES.finditer(segment.text)), len(segment.text)]
    return [
        Span(segment, *place) for place in zip(starts, ends, strict=True) if place[0] < place[1]
    ]


def _may_be(family: str, text: str) -> bool:
    value = typed_value(ROLES[family], text)
    return value is not None and value.fit >= LEAST_FIT[family] and not _is_term(text)


def _on_two_lines(sheet: Sheet, span: Span) -> Iterator[Line]:
    """The name with the line beneath it, which may be its second half or not."""
    both = continued(sheet, span)[:2]
    if len(both) == 2 and may_name_an_organisation(text_of(both)) and not _is_term(both[1].text):
        yield both


def _is_term(text: str) -> bool:
    entry = field_of_study_in(text)
    if (entry and entry.listed) or vocabulary("method").named(text) is not None:
        return True
    return holds_only_values(text)


def person_line(known: Sequence[Candidate]) -> int | None:
    """The order of the line on which the participant is named most surely."""
    people = [each for each in known if each.family == "participant" and each.score >= ANNOUNCED]
    best = max(people, key=lambda each: each.score, default=None)
    return best.spans[0].segment.order if best else None


def _line(sheet: Sheet, family: str, span: Span) -> Line:
    if family == "provider":
        return name_at(sheet, span.segment) or ()
    if family == "participant":
        start, end = trimmed(span.text)
        return (Span(span.segment, start, end),) if end > start else ()
    return tuple(takewhile(lambda each: not _is_term(each.text), continued(sheet, span)))


def _likeliest(sheet: Sheet, family: str, known: Sequence[Candidate]) -> Candidate | None:
    lines = list(lines_for(sheet, family, known))
    if not lines:
        return None
    around = surroundings_of(sheet, person_line(known))
    weights = load_data("line_roles")[family]
    powers = [math.exp(_weighed(features_of(line, around), weights)) for line in lines]
    none = math.exp(weights["none"])
    best = max(range(len(lines)), key=powers.__getitem__)
    value = typed_value(ROLES[family], text_of(lines[best]))
    if value is None:
        return None
    chance = powers[best] / (sum(powers) + none)
    spans = part_of(lines[best], value.start, value.end)
    return Candidate(family, value.value, spans, chance, "role")


def _weighed(features: Features, weights: dict[str, float]) -> float:
    return sum(value * weights.get(name, 0.0) for name, value in features.items() if value)

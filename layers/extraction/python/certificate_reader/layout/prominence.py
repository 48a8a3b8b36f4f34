"""People and titles that no phrase announces, where size and exclusion leave no other."""

import re

from certificate_reader.layout.continuation import continued
from certificate_reader.layout.headings import is_heading
from certificate_reader.layout.letterhead import sponsors_by_place
from certificate_reader.layout.segments import Segment, Span, text_of, whole
from certificate_reader.layout.sheet import Candidate, Sheet
from certificate_reader.layout.typed_values import typed_value
from certificate_reader.lexicon.label_words import word_set
from certificate_reader.values.dates import dates_in
from certificate_reader.values.names import person_likeness

# Against the usual height of the page's type.
LARGE = 1.2
UPPER_PART = 0.72
LONE_PERSON = 0.66
LONE_TITLE = 0.6
# A title stands within so many lines of the participant's name; elsewhere it is less likely one.
NEXT = 2
FAR = 0.8


def prominent(sheet: Sheet, announced: list[Candidate]) -> list[Candidate]:
    """The one large name, and the one large line that is neither name, sponsor nor heading."""
    families = {each.family for each in announced if each.score >= 0.5}
    blocks = _large_blocks(sheet, announced)
    people = [block for block in blocks if person_likeness(text_of(block)) >= 0.9]
    found: list[Candidate] = []
    if "participant" not in families:
        found += _lone("participant", "person", people, LONE_PERSON)
    if "title" not in families:
        sponsors = [each for each in sponsors_by_place(sheet) if each.score >= 0.5]
        rest = [
            block
            for block in blocks
            if not (block in people and "participant" not in families)
            and not any(one.overlaps(span) for one in block for s in sponsors for span in s.spans)
        ]
        if "provider" not in families and not sponsors:
            rest = [block for block in rest if block[0].segment.order > 0] or rest
        named = [each.spans[0].segment.order for each in announced + found if _names(each)]
        near = len(rest) == 1 and any(
            abs(span.segment.order - order) <= NEXT for span in rest[0] for order in named
        )
        found += _lone("title", "title", rest, LONE_TITLE if near else FAR * LONE_TITLE)
    return found


def _names(candidate: Candidate) -> bool:
    return candidate.family == "participant" and candidate.score >= 0.5


def _lone(family: str, kind: str, blocks: list[tuple[Span, ...]], score: float) -> list[Candidate]:
    if len(blocks) != 1:
        return []
    value = typed_value(kind, text_of(blocks[0]))
    if value is None:
        return []
    if kind == "title":
        score *= _likeness_of_title(value.value)
    return [Candidate(family, value.value, blocks[0], score * value.fit, "prominent")]


def _likeness_of_title(text: str) -> float:
    """Whether a line speaks of what courses are about; slogans and names seldom do."""
    words = re.findall(r"[^\W_]+", text)
    known = word_set("title_words", "words")
    if any(known.has_word(word) for word in words):
        return 1.1
    return 0.6


def _large_blocks(sheet: Sheet, announced: list[Candidate]) -> list[tuple[Span, ...]]:
    usual = sheet.usual_height
    taken = [span for each in announced if each.score > 0.6 for span in each.spans]
    blocks: list[tuple[Span, ...]] = []
    used: set[int] = set()
    for segment in sheet.segments:
        if segment.order in used or not _is_large(sheet, segment, usual):
            continue
        is_name = person_likeness(segment.text) >= 0.9
        block = (whole(segment),) if is_name else continued(sheet, whole(segment))
        used.update(span.segment.order for span in block)
        if not any(one.overlaps(other) for one in block for other in taken):
            blocks.append(block)
    return blocks


def _is_large(sheet: Sheet, segment: Segment, usual: float) -> bool:
    return (
        segment.height >= LARGE * usual
        and segment.top < UPPER_PART * segment.page.height
        and segment.height < 0.2 * segment.page.height
        and not sheet.anchors_of[segment.order]
        and not is_heading(segment)
        and not dates_in(segment.text)
        and sum(character.isalpha() for character in segment.text) >= 3
    )

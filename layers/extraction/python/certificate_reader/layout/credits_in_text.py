"""Credits by field of study in running text and lists: an amount and a term beside each other."""

import re
from collections.abc import Sequence

from certificate_reader.layout.continuation import line_beneath
from certificate_reader.layout.credit_line import CreditLine, credit_line
from certificate_reader.layout.credit_words import belongs_elsewhere, speaks_of_credits
from certificate_reader.layout.neighbours import below, left_of
from certificate_reader.layout.segments import Segment, Span, part_of, text_of, whole
from certificate_reader.layout.sheet import Candidate, Sheet
from certificate_reader.layout.typed_values import OTHER_SCHEMES
from certificate_reader.values.amounts import AmountFound, amounts_in
from certificate_reader.values.vocabularies import TermFound, vocabulary

_LINK = re.compile(
    r"(?i)^[\s:;,.\-–—=()\[\]/|•·*]*(?:(?:cpe|nasba|credit|credits|hour|hours|hrs?|of|in|for|units?|cr|earned|total|the|field|study|subject|area|is|are|technical|non-technical|continuing|professional|education|\(s\))[\s:;,.\-–—=()\[\]/|•·]*)*$"
)
_UNIT = re.compile(r"(?i)\b(?:cpe|credits?|hours?|hrs?|cr)\b|\d(?:hrs?|cpe|credits?)\b")
_TOLD = re.compile(r"(?i)\b(?:CPE|credits?|hours)\b(?:[^.]|\.\d)*$")
# In characters: how near to a pair the name of another scheme claims its hours.
SCHEME_BEFORE, SCHEME_AFTER = 12, 10
# `for the 24-hour requirement`
_REQUIRED = re.compile(r"(?i)\W*hours?\b.{0,40}\brequirement")
_COUNTED_OTHERS = re.compile(
    rf"{OTHER_SCHEMES.pattern.removeprefix('(?i)')}\s+(?:credit|hour)s?\b", re.I
)
# `1 credit = 50 minutes` tells what a credit is, not how many were earned.
_EXPLAINS = re.compile(
    r"(?i)[\s(]*(?:hours?|credits?)?\s*(?:=|equals?\b|is\s+equal|is\s+based|represents?\b|"
    r"(?:is\s+)?(?:given|granted|awarded|earned)?\s*(?:for|per)\s+(?:each|every|50|fifty)\b)"
)
_DIGIT = re.compile(r"\d")
_TOTAL = re.compile(
    r"(?i)(?<![\w.])\d{1,3}(?:\.\d{1,2})?\)?[\s-]*(?:total\s+)?(?:nasba\s+)?(?:hours?|hrs?|credits?|units?)?\s*(?:\(s\)\s*)?(?:of\s+)?(?:cpe|continuing\s+professional\s+education|continuing\s+education)(?:\s*(?:credit|hour|hr|unit)s?)*"
    r"|(?<![\w.])\d{1,3}(?:\.\d{1,2})?\)?[\s-]*(?:credit\s*hours?|credits?)\b"
    r"|(?<![\w.])\d{1,2}(?:\.\d{1,2})?\)?[\s-]*hours?\s+(?:course|program|class|seminar|webinar|webcast)\b"
)


def lines_from_text(
    sheet: Sheet, taken: list[Segment], announced: list[Segment]
) -> list[CreditLine]:
    """Pairs in running text or lists: `2.0 Auditing`, `Auditing: 2.0`, `2 hours of A and 1 of B`.

    A pair may run over the end of a line. `announced` are lines that a label for credits or
    fields of study announces: there an amount needs no unit.
    """
    bare = speaks_of_credits(sheet) or _lists_pairs(sheet)
    single: list[CreditLine] = []
    broken: list[CreditLine] = []
    for segment in sheet.segments:
        if segment in taken:
            continue
        expected = segment in announced
        if not expected and belongs_elsewhere(sheet, segment):
            continue
        lead = _line_over(sheet, segment)
        single.extend(pairs_in((whole(segment),), expected, bare, lead))
        beneath = line_beneath(sheet, segment)
        labelled = beneath is not None and any(
            anchor.is_label and anchor.first is beneath and not anchor.start
            for anchor in sheet.anchors_of[beneath.order]
        )
        if beneath is not None and not labelled:
            beside = left_of(beneath, sheet.segments)
            labelled = beside is not None and sheet.is_caption(beside)
        if beneath is not None and beneath not in taken and not labelled:
            both = pairs_in((whole(segment), whole(beneath)), expected, bare)
            broken.extend(line for line in both if _crosses(line, segment, beneath))
    terms_broken = [line for line in broken if len(line.term_spans) > 1]
    kept = [line for line in single if not _overlapping(line, terms_broken)] + terms_broken
    kept += [line for line in broken if not _overlapping(line, kept)]
    return sorted(kept, key=_place)


def _place(line: CreditLine) -> tuple[int, int]:
    first = line.term_spans[0]
    return first.segment.order, first.start


def _lists_pairs(sheet: Sheet) -> bool:
    """Whether lines under each other hold a field of study and a number, and nothing else."""
    alike = [segment for segment in sheet.segments if _is_pair(segment.text)]
    return any(below(one, sheet.segments) in alike for one in alike)


def _is_pair(text: str) -> bool:
    terms, amounts = vocabulary("field_of_study").terms_in(text), amounts_in(text)
    if len(terms) != 1 or len(amounts) != 1 or not terms[0].entry.listed:
        return False
    return _nothing_else(text, [(terms[0], amounts[0])])


def _crosses(line: CreditLine, above: Segment, beneath: Segment) -> bool:
    touched = [span.segment for span in (*line.term_spans, *line.amount_spans)]
    return above in touched and beneath in touched


def _overlapping(line: CreditLine, others: list[CreditLine]) -> bool:
    return any(
        one.overlaps(two)
        for other in others
        for one in (*line.term_spans, *line.amount_spans)
        for two in (*other.term_spans, *other.amount_spans)
    )


def _line_over(sheet: Sheet, segment: Segment) -> str:
    """The line before, where the segment goes on with its sentence."""
    before = sheet.previous_segment(segment)
    return before.text if before and line_beneath(sheet, before) is segment else ""


def pairs_in(
    spans: tuple[Span, ...], expected: bool, bare: bool, lead: str = ""
) -> list[CreditLine]:
    """The pairs of an amount and a field of study in pieces that follow each other.

    `expected`: a label announces them. `bare`: amounts need no unit where nothing else stands
    there. `lead` is the text before the pieces, where they go on with its sentence.
    """
    text = text_of(spans)
    amounts = amounts_in(text)
    terms = vocabulary("field_of_study").terms_in(text) if amounts else ()
    if not terms:
        return []
    found: list[CreditLine] = []
    paired = _paired(text, terms, amounts)
    sure = expected or (bare and _nothing_else(text, paired))
    for term, amount in paired:
        first, last = min(term.start, amount.start), max(term.end, amount.end)
        if OTHER_SCHEMES.search(text[max(0, first - SCHEME_BEFORE) : last + SCHEME_AFTER]):
            continue
        if _is_of_other_scheme(text[:first]) or _REQUIRED.match(text, amount.end):
            continue
        unit = bool(_UNIT.search(text[max(0, first - 12) : last + 12]))
        told = _TOLD.search(f"{lead} {text[:first]}") is not None
        belief = 0.93 if unit else 0.86 if expected or told else 0.8 if sure else 0.0
        if belief:
            places = part_of(spans, term.start, term.end)
            line = credit_line(text[term.start : term.end], places, None, belief)
            line.amount = amount.value
            line.amount_spans = part_of(spans, amount.start, amount.end)
            if unit:
                line.notes.add("unit")
            found.append(line)
    return found


def _is_of_other_scheme(before: str) -> bool:
    """Whether the sentence so far counts another scheme's hours: `3.5 CLE credits (3.0 …`."""
    sentence = re.split(r"[a-z]{3}\.\s|[|•]", before)[-1]
    counted = [match.end() for match in _COUNTED_OTHERS.finditer(sentence)]
    return bool(counted) and not re.search(r"\bCPE\b|\bNASBA\b", sentence[counted[-1] :])


def _nothing_else(text: str, paired: list[tuple[TermFound, AmountFound]]) -> bool:
    """Whether the text holds no words but the terms."""
    for term, amount in sorted(paired, key=lambda pair: -pair[0].start):
        for start, end in sorted(
            ((term.start, term.end), (amount.start, amount.end)), reverse=True
        ):
            text = text[:start] + " " * (end - start) + text[end:]
    return not re.search(r"[A-Za-z]{2}", re.sub(r"(?i)\b(?:and|total|in|of|cpas?|cpe)\b", "", text))


def _paired(
    text: str, terms: Sequence[TermFound], amounts: Sequence[AmountFound]
) -> list[tuple[TermFound, AmountFound]]:
    """Each term with the amount beside it, all on the same side where there are several."""
    before = [_beside(text, term, amounts, True) for term in terms]
    after = [_beside(text, term, amounts, False) for term in terms]
    if _total_left(amounts, after):
        side = after
    elif _total_left(amounts, before):
        side = before
    elif amounts[0].start > terms[0].start or _ends_a_total(text, before[0], terms[0]):
        side = after if any(after) else before
    else:
        side = before if sum(map(bool, before)) >= sum(map(bool, after)) else after
    return [(term, amount) for term, amount in zip(terms, side, strict=True) if amount]


def _ends_a_total(text: str, amount: AmountFound | None, term: TermFound) -> bool:
    """Whether a colon stands between them: `4 CPE credits: Accounting - 2.0`."""
    return amount is not None and ":" in text[amount.end : term.start]


def _total_left(amounts: Sequence[AmountFound], side: list[AmountFound | None]) -> bool:
    """Whether the amounts on a side add up to one of those that it leaves over."""
    used = [amount for amount in side if amount]
    left = [amount.value for amount in amounts if amount not in used]
    return len(used) == len(side) and sum(amount.value for amount in used) in left


def _beside(
    text: str, term: TermFound, amounts: Sequence[AmountFound], before: bool
) -> AmountFound | None:
    if before:
        near = [amount for amount in amounts if amount.end <= term.start]
        if near and _LINK.match(text[near[-1].end : term.start]):
            return near[-1]
        return None
    near = [amount for amount in amounts if amount.start >= term.end]
    if near and _LINK.match(text[term.end : near[0].start]):
        return near[0]
    return None


def totals_from_text(sheet: Sheet) -> list[Candidate]:
    """Amounts with a unit that can only be continuing professional education."""
    found: list[Candidate] = []
    for segment in sheet.segments:
        if not _DIGIT.search(segment.text):
            continue
        for match in _TOTAL.finditer(segment.text):
            if OTHER_SCHEMES.search(match.group()) or _EXPLAINS.match(segment.text, match.end()):
                continue
            amounts = amounts_in(segment.text[match.start() : match.end()])
            if amounts:
                start = match.start() + amounts[0].start
                span = Span(segment, start, match.start() + amounts[0].end)
                value = format(amounts[0].value.normalize(), "f")
                found.append(Candidate("credits", value, (span,), 0.75, "unit"))
    return found

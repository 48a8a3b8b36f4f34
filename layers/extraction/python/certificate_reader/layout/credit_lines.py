"""Credits by field of study in tables, rows, columns and under labels of their own."""

import re
from decimal import Decimal

from certificate_reader.layout.continuation import line_beneath
from certificate_reader.layout.credit_line import CreditLine, credit_line
from certificate_reader.layout.credit_words import belongs_elsewhere, speaks_of_credits
from certificate_reader.layout.credits_in_text import pairs_in
from certificate_reader.layout.neighbours import above, below, left_of, right_of
from certificate_reader.layout.segments import Segment, Span, text_of, whole
from certificate_reader.layout.sheet import Candidate, Sheet
from certificate_reader.layout.tables import Table
from certificate_reader.layout.typed_values import OTHER_SCHEMES
from certificate_reader.values.amounts import amounts_in
from certificate_reader.values.vocabularies import field_of_study_in

_UNIT = re.compile(r"(?i)\b(?:cpe|credits?|hours?|hrs?|cr)\b|\d(?:hrs?|cpe|credits?)\b")
BARE_AMOUNT = re.compile(r"\s*\d{1,3}(?:\.\d+)?\s*")
# In heights of the type: how far an amount may stand before its field of study.
LEFT_GAP = 5.0
_NOUGHT = re.compile(r"0(?:\.0+)?(?![\d.])")
_AMOUNT_AT_END = re.compile(r"(?<=[^\W\d_])\s+\d{1,2}(?:\.\d{1,2})?$")
_OTHERS = re.compile(
    rf"{OTHER_SCHEMES.pattern}|\b(?:enrolled\s+agents?|attorneys?|lawyers?|OTRPs?|EAs?|CIMA|CPWA|"
    r"CLU|ChFC|RICP|CTP|FPAC|RCHs?|PACE|CMA|CIA|CFE)\b"
)
_OURS = re.compile(r"\b(?:CPEs?|CPAs?|NASBA)\b|(?i:certified\s+public)")


def lines_from_tables(tables: list[Table]) -> list[CreditLine]:
    """One line for each field of study of a table; the credits of its rows are added up."""
    found: list[CreditLine] = []
    for table in tables:
        of_table: dict[str, CreditLine] = {}
        for row in _without_sums(table.rows):
            terms = row.get("field_of_study")
            # Where columns nearly touch, the amount may stand in the cell of its field of study.
            amounts = row.get("credits") or [
                each for each in terms or () if _AMOUNT_AT_END.search(each.text)
            ]
            numbers = amounts_in(amounts[0].text) if amounts else []
            if not terms or not amounts or not numbers or _is_of_others(row):
                continue
            listed = pairs_in(tuple(terms), expected=True, bare=True)
            if len(listed) > 1:
                # `Accounting - 2.0, Finance - 1.0` beside the total of both.
                found.extend(listed)
                continue
            place = Span(amounts[0].segment, numbers[0].start, numbers[0].end)
            text = text_of(terms)
            if not row.get("credits"):
                text = _AMOUNT_AT_END.sub("", text)
            line = credit_line(text, tuple(terms), (numbers[0].value, place), 0.95)
            known = of_table.setdefault(line.term, line)
            if known is not line and known.amount and line.amount:
                known.amount += line.amount
                known.amount_spans += line.amount_spans
        found.extend(of_table.values())
    return found


def _without_sums(rows: list[dict[str, list[Span]]]) -> list[dict[str, list[Span]]]:
    """The rows without those at the end that only add up, field by field, the ones before."""
    pairs = [_pair(row) for row in rows]
    sums: dict[str, Decimal] = {}
    for start, pair in enumerate(pairs):
        rest = [each for each in pairs[start:] if each]
        adds_up = len(rest) > 1 and all(sums.get(term) == amount for term, amount in rest)
        # Where each field has had one row only, the same again is two more sessions.
        if adds_up and len(sums) < start and not any("title" in row for row in rows[start:]):
            return rows[:start]
        if pair:
            sums[pair[0]] = sums.get(pair[0], Decimal(0)) + pair[1]
    return rows


def _pair(row: dict[str, list[Span]]) -> tuple[str, Decimal] | None:
    text = text_of([*row.get("field_of_study", ()), *row.get("credits", ())])
    amounts = amounts_in(text)
    if not amounts:
        return None
    entry = field_of_study_in(text[: amounts[-1].start].strip())
    return (entry.value, amounts[-1].value) if entry and entry.listed else None


def _is_of_others(row: dict[str, list[Span]]) -> bool:
    """Whether a row of a table tells the hours of another profession or scheme."""
    text = " ".join(span.text for spans in row.values() for span in spans)
    return bool(_OTHERS.search(text)) and not _OURS.search(text)


def lines_from_rows(sheet: Sheet, taken: list[Segment]) -> list[CreditLine]:
    """A term and an amount that stand apart on one row, without captions over them."""
    found: list[CreditLine] = []
    empty = 0
    for segment in sheet.segments:
        entry = field_of_study_in(segment.text)
        empty += entry is not None and _earned_nothing(sheet, segment)
        beside = _amount_right_of(sheet, segment) if entry and segment not in taken else None
        amounts = amounts_in(beside.text) if beside else []
        if beside is None or len(amounts) != 1 or len(beside.words) > 3:
            continue
        if OTHER_SCHEMES.search(beside.text) or belongs_elsewhere(sheet, segment):
            continue
        place = Span(beside, amounts[0].start, amounts[0].end)
        line = credit_line(segment.text, (whole(segment),), (amounts[0].value, place), 0.88)
        found.append(line)
    listed = all(line.listed for line in found)
    several = len(found) + empty > 1 and (listed or speaks_of_credits(sheet))
    known = several or (listed and any(_is_announced(sheet, line) for line in found))
    return found if known or any(_UNIT.search(_row(line)) for line in found) else []


def _is_announced(sheet: Sheet, line: CreditLine) -> bool:
    """Whether a label for credits stands over a row as the only one over its two parts."""
    over = above(line.term_spans[0].segment, sheet.segments)
    beside = above(line.amount_spans[0].segment, sheet.segments)
    if over is None or (beside is not None and beside is not over and sheet.is_caption(beside)):
        return False
    return any(
        anchor.is_label and anchor.stand == "alone" and "credits" in anchor.families
        for anchor in sheet.anchors_of[over.order]
    )


def _earned_nothing(sheet: Sheet, segment: Segment) -> bool:
    """Whether a form that lists all fields of study has a nought beside this one."""
    beside = right_of(segment, sheet.segments)
    return beside is not None and _NOUGHT.match(beside.text) is not None


def _amount_right_of(sheet: Sheet, segment: Segment) -> Segment | None:
    """The nearest text on the row that holds an amount, past what else stands between."""
    beside = right_of(segment, sheet.segments)
    while beside is not None and not amounts_in(beside.text):
        if field_of_study_in(beside.text):
            return None
        beside = right_of(beside, sheet.segments)
    return beside or _amount_left_of(sheet, segment)


def _amount_left_of(sheet: Sheet, segment: Segment) -> Segment | None:
    """A bare amount right before the text, as in a list that begins with its numbers."""
    beside = left_of(segment, sheet.segments)
    if beside is None or segment.left - beside.right > LEFT_GAP * segment.height:
        return None
    return beside if BARE_AMOUNT.fullmatch(beside.text) else None


def lines_from_columns(sheet: Sheet, taken: list[Segment]) -> list[CreditLine]:
    """Fields of study that head columns, each with its amount beneath."""
    found: list[CreditLine] = []
    bare = [each for each in sheet.segments if BARE_AMOUNT.fullmatch(each.text)]
    if not any(right_of(one, bare) for one in bare):
        return []
    for segment in sheet.segments:
        head = _head_of_column(sheet, segment) if segment not in taken else ()
        beneath = below(head[-1].segment, sheet.segments) if head else None
        amounts = amounts_in(beneath.text) if beneath else ()
        if beneath is None or len(amounts) != 1 or len(beneath.words) > 2:
            continue
        if abs(beneath.centre - segment.centre) > segment.height and (
            abs(beneath.left - segment.left) > segment.height
        ):
            continue
        place = Span(beneath, amounts[0].start, amounts[0].end)
        found.append(credit_line(text_of(head), head, (amounts[0].value, place), 0.9))
    rows = {round(line.term_spans[0].segment.middle) for line in found}
    return found if len(found) > 1 and len(rows) == 1 else []


def _head_of_column(sheet: Sheet, segment: Segment) -> tuple[Span, ...]:
    """The lines, one or two, that name a field of study over a column; empty if they name none."""
    beneath = line_beneath(sheet, segment)
    if beneath is not None and amounts_in(beneath.text):
        beneath = None
    for head in ((whole(segment), whole(beneath)) if beneath else (), (whole(segment),)):
        entry = field_of_study_in(text_of(head)) if head else None
        if entry and entry.listed:
            return head
    return ()


def lines_from_labels(candidates: list[Candidate]) -> list[CreditLine]:
    """Terms and amounts under labels of their own, as in `Subject 1`, `Credits 1`, `Subject 2`."""
    terms = _in_order(candidates, "field_of_study")
    amounts = _in_order(candidates, "credits")
    if len(amounts) == len(terms) + 1:
        values = [Decimal(each.value) for each in amounts]
        amounts = [each for each in amounts if 2 * Decimal(each.value) != sum(values)]
    if len(terms) < 2 or len(terms) != len(amounts):
        return []
    return [
        credit_line(
            text_of(term.spans), term.spans, (Decimal(amount.value), amount.spans[0]), term.score
        )
        for term, amount in zip(terms, amounts, strict=True)
    ]


def _in_order(candidates: list[Candidate], family: str) -> list[Candidate]:
    """The family's values that labels announce on their line, as the page orders them."""
    beside = [
        each
        for each in candidates
        if each.family == family and each.source in ("inline", "right") and each.score > 0.6
    ]
    beside.sort(key=lambda each: (each.spans[0].segment.middle, each.spans[0].segment.left))
    return beside


def _row(line: CreditLine) -> str:
    return " ".join(span.segment.text for span in (*line.term_spans, *line.amount_spans))

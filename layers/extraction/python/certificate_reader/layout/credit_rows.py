"""Brings credits, fields of study and the printed total together."""

import re
from decimal import Decimal
from itertools import pairwise

from certificate_reader.layout.continuation import line_beneath
from certificate_reader.layout.credit_line import CreditLine, credit_line
from certificate_reader.layout.credit_lines import (
    lines_from_columns,
    lines_from_labels,
    lines_from_rows,
    lines_from_tables,
)
from certificate_reader.layout.credits_in_text import lines_from_text, totals_from_text
from certificate_reader.layout.segments import Segment, Span, text_of
from certificate_reader.layout.sheet import Candidate, Sheet
from certificate_reader.layout.tables import Table
from certificate_reader.layout.typed_values import OTHER_SCHEMES
from certificate_reader.values.amounts import amounts_in
from certificate_reader.values.vocabularies import vocabulary

# The total of several fields of study can't be told apart: each of their cells is doubtful.
NOT_SPLIT = 0.7
# A term less likely than this would only cast its doubt on a total as sure as that.
DOUBTFUL_TERM, SURE_TOTAL = 0.45, 0.8
SURE_TITLE = 0.7
_COUNTED = re.compile(r"(?i)\d\s*(?:cpe|credits?|hours?|hrs?|cr)\b")
_CPE = re.compile(r"(?i)CPE|NASBA|continuing\s+professional|account")
_LIST = re.compile(r"\s*(?:[,;/&|•]|and)\s*(?:and\s+)?")


def credit_rows(
    sheet: Sheet, tables: list[Table], candidates: list[Candidate]
) -> tuple[list[CreditLine], list[str]]:
    """The lines of credits, and the codes of what did not agree."""
    if _speaks_of_other_schemes_only(sheet):
        return [], []
    totals = _totals(sheet, tables, candidates)
    lines = lines_from_tables(tables) or _adding_up(candidates, totals)
    in_tables = [
        segment for table in tables if lines_from_tables([table]) for segment in _segments(table)
    ]
    in_tables = [*in_tables, *(span.segment for line in lines for span in line.term_spans)]
    rows = lines_from_columns(sheet, in_tables) if not lines else []
    rows = rows or lines_from_rows(sheet, in_tables)
    in_tables += [span.segment for line in rows for span in (*line.term_spans, *line.amount_spans)]
    announced = [
        span.segment
        for each in candidates
        if each.family in ("credits", "field_of_study") and each.score > 0.3
        for span in each.spans
    ]
    announced += [each for line in announced if (each := _going_on(sheet, line))]
    in_tables += _titles(candidates)
    lines += rows + lines_from_text(sheet, in_tables, announced)
    lines = _earned(lines)
    lines = _without_a_sum(_without_repeats(lines, totals))
    if lines:
        return lines, _compared(lines, totals)
    return _single(totals, candidates)


def _going_on(sheet: Sheet, line: Segment) -> Segment | None:
    """The line on which a list goes on that this one breaks off."""
    return (
        line_beneath(sheet, line) if line.text.rstrip().endswith((";", ",", "&", "and")) else None
    )


def _titles(candidates: list[Candidate]) -> list[Segment]:
    """The lines that are a title and nothing else: `SECURE 2.0: Tax Credits` names no credits."""
    return [
        span.segment
        for each in candidates
        if each.family == "title" and each.score >= SURE_TITLE
        for span in each.spans
        if span.text.strip() == span.segment.text.strip() and not _COUNTED.search(span.text)
    ]


def _speaks_of_other_schemes_only(sheet: Sheet) -> bool:
    """Whether hours are of legal or other education: those are no credits for accountants."""
    text = " ".join(segment.text for segment in sheet.segments)
    return bool(OTHER_SCHEMES.search(text)) and not _CPE.search(text)


def _adding_up(candidates: list[Candidate], totals: list[Candidate]) -> list[CreditLine]:
    """Lines under labels of their own, if a printed total proves that they belong together."""
    lines = lines_from_labels(candidates)
    return lines if _sum(lines) in {Decimal(total.value) for total in totals} else []


def _segments(table: Table) -> list[Segment]:
    return [span.segment for row in table.rows for spans in row.values() for span in spans]


def _totals(sheet: Sheet, tables: list[Table], candidates: list[Candidate]) -> list[Candidate]:
    printed = [
        Candidate("credits", format(amounts[0].value.normalize(), "f"), (span,), 0.95, "table")
        for table in tables
        for span in table.totals
        if (amounts := amounts_in(span.text))
    ]
    labelled = [each for each in candidates if each.family == "credits" and each.score >= 0.35]
    found = printed + labelled + totals_from_text(sheet)
    taken = [each for each in candidates if each.family == "other_credits" and each.score > 0.5]
    return sorted(
        (each for each in found if not any(each.overlaps(other) for other in taken)),
        key=lambda each: -each.score,
    )


def _without_repeats(lines: list[CreditLine], totals: list[Candidate]) -> list[CreditLine]:
    """The lines once each: a certificate may state its credits in prose and again in a table."""
    kept: list[CreditLine] = []
    for line in lines:
        if not any(each.term == line.term and each.amount == line.amount for each in kept):
            kept.append(line)
    amounts = {Decimal(total.value) for total in totals}
    sure = [line for line in kept if "unit" in line.notes or line.belief > 0.9]
    if len(sure) < len(kept) and _sum(kept) not in amounts and (not sure or _sum(sure) in amounts):
        kept = sure or kept
    return kept


def _earned(lines: list[CreditLine]) -> list[CreditLine]:
    """The lines without those of no credits, where a form prints all fields of study."""
    return [line for line in lines if line.amount != 0] or lines


def _without_a_sum(lines: list[CreditLine]) -> list[CreditLine]:
    """The lines without a last one that adds up those before it: a total under another name."""
    if len(lines) < 2:
        return lines
    *parts, last = lines
    if last.listed or last.amount is None:
        return lines
    if not all(part.listed for part in parts) or _sum(parts) != last.amount:
        return lines
    for part in parts:
        part.notes.add("agreed")
    return parts


def _sum(lines: list[CreditLine]) -> Decimal:
    return sum((line.amount for line in lines if line.amount is not None), Decimal(0))


def _compared(lines: list[CreditLine], totals: list[Candidate]) -> list[str]:
    others = [
        Decimal(total.value)
        for total in totals
        if not any(
            span.overlaps(other)
            for span in total.spans
            for line in lines
            for other in line.amount_spans
        )
    ]
    if not others:
        return []
    if _sum(lines) in others:
        for line in lines:
            line.notes.add("agreed")
            line.belief = 1 - 0.3 * (1 - line.belief)
        return []
    for line in lines:
        line.belief *= 0.8
    return ["credits_do_not_add_up"]


def _single(
    totals: list[Candidate], candidates: list[Candidate]
) -> tuple[list[CreditLine], list[str]]:
    total = totals[0] if totals else None
    terms = sorted(
        (each for each in candidates if each.family == "field_of_study" and each.score >= 0.35),
        key=lambda each: -each.score,
    )
    if not terms:
        if total is None:
            return [], []
        return [_total_alone(total)], []
    if total and total.score >= SURE_TOTAL and terms[0].score < DOUBTFUL_TERM:
        return [_total_alone(total)], []
    several = _several(terms[0])
    if total and len(several) > 1:
        several[0].amount, several[0].amount_spans = Decimal(total.value), total.spans
        for line in several:
            line.belief *= NOT_SPLIT
        return several, ["credits_not_split"]
    best = terms[0]
    line = credit_line(text_of(best.spans), best.spans, None, best.score)
    if total:
        line.amount, line.amount_spans = Decimal(total.value), total.spans
        line.notes |= {"total", f"total_{_announced_by(total)}"}
    return [line], []


def _announced_by(total: Candidate) -> str:
    """Whether a label, a sentence or nothing but its unit tells that a number is the credits."""
    if total.source in ("unit", "prose"):
        return total.source
    return "label"


def _total_alone(total: Candidate) -> CreditLine:
    line = CreditLine("", False, None, (), Decimal(total.value), total.spans, total.score)
    line.notes.add(f"total_{_announced_by(total)}")
    return line


def _several(announced: Candidate) -> list[CreditLine]:
    """The fields of study of a list such as `Accounting, Taxes; Auditing`."""
    segment = announced.spans[0].segment
    terms = [
        term for term in vocabulary("field_of_study").terms_in(segment.text) if term.entry.listed
    ]
    between = [segment.text[one.end : two.start] for one, two in pairwise(terms)]
    if len(terms) < 2 or any(_LIST.fullmatch(text) is None for text in between):
        return []
    return [
        credit_line(term_span.text, (term_span,), None, announced.score)
        for term in terms
        if (term_span := Span(segment, term.start, term.end))
    ]

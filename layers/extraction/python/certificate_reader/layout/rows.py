"""Makes rows of cells from the values that were found."""

from collections.abc import Sequence
from decimal import Decimal

from certificate_reader.fields import FieldSpec
from certificate_reader.layout.credit_lines import CreditLine
from certificate_reader.layout.segments import Span, evidence_of, text_of
from certificate_reader.layout.sheet import Candidate
from certificate_reader.lexicon.fold import fold
from certificate_reader.reading import Cell
from certificate_reader.values.amounts import plain

ABSENT = 0.7
EMPTY = Cell(None, None, ABSENT, None)


def rows_of(
    fields: Sequence[FieldSpec],
    families: Sequence[str],
    chosen: dict[str, Candidate],
    lines: Sequence[CreditLine],
) -> list[tuple[Cell, ...]]:
    """One row for each line of credits, or one row where there are none."""
    rows = []
    each: list[CreditLine | None] = [*lines] or [None]
    for line in each:
        cells = [
            _line_cell(field, family, line)
            if family in ("credits", "field_of_study", "technical")
            else _cell(field, chosen.get(family))
            for field, family in zip(fields, families, strict=True)
        ]
        rows.append(tuple(cells))
    return rows


def _cell(field: FieldSpec, candidate: Candidate | None) -> Cell:
    if candidate is None:
        return EMPTY
    value = _as_type(field, candidate.value)
    if value is None:
        return EMPTY
    return Cell(
        value,
        text_of(candidate.spans).strip(),
        min(candidate.score, 0.99),
        evidence_of(candidate.spans),
    )


def _as_type(field: FieldSpec, value: str) -> str | None:
    if field.data_type == "choice" and field.choices:
        folded = {fold(choice): choice for choice in field.choices}
        return folded.get(fold(value), value)
    return value


def _line_cell(field: FieldSpec, family: str, line: CreditLine | None) -> Cell:
    if line is None:
        return EMPTY
    if family == "credits":
        return _credits_cell(line.amount, line.amount_spans, line.belief)
    if not line.term:
        return EMPTY
    if family == "field_of_study":
        return Cell(
            _as_type(field, line.term),
            text_of(line.term_spans).strip(),
            min(line.belief, 0.99),
            evidence_of(line.term_spans),
        )
    return _technical_cell(field, line)


def _credits_cell(amount: Decimal | None, spans: tuple[Span, ...], belief: float) -> Cell:
    if amount is None:
        return EMPTY
    return Cell(plain(amount), text_of(spans), min(belief, 0.99), evidence_of(spans))


def _technical_cell(field: FieldSpec, line: CreditLine) -> Cell:
    if line.technical is None:
        return EMPTY
    if field.data_type == "boolean":
        value = "true" if line.technical else "false"
    else:
        value = _as_type(field, "Technical" if line.technical else "Non-Technical") or ""
    return Cell(value, None, min(line.belief, 0.99), None)

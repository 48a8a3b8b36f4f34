"""Makes rows of cells from the values that were found."""

from collections.abc import Sequence

from certificate_reader.fields import FieldSpec
from certificate_reader.layout.cell_values import as_column_asks
from certificate_reader.layout.confidence import absence, probability
from certificate_reader.layout.credit_lines import CreditLine
from certificate_reader.layout.segments import Span, evidence_of, text_of
from certificate_reader.layout.sheet import Candidate
from certificate_reader.reading import Cell
from certificate_reader.values.amounts import plain

# How sure it is that a document that is no certificate has none of the values asked for.
NO_CERTIFICATE = 0.97
# A value less probable than this is a guess: the cell stays empty.
LEAST = 0.6
OF_LINES = frozenset({"credits", "field_of_study", "technical"})


def rows_of(
    fields: Sequence[FieldSpec],
    families: Sequence[str],
    chosen: dict[str, Candidate],
    lines: Sequence[CreditLine],
) -> list[tuple[Cell, ...]]:
    """One row for each line of credits, or one row where there are none."""
    each: list[CreditLine | None] = [*lines] or [None]
    return [
        tuple(
            _line_cell(field, family, line)
            if family in OF_LINES
            else _cell(field, family, chosen.get(family))
            for field, family in zip(fields, families, strict=True)
        )
        for line in each
    ]


def empty_row(fields: Sequence[FieldSpec]) -> tuple[Cell, ...]:
    """The row of a document that is no certificate."""
    return tuple(Cell(None, None, NO_CERTIFICATE, None) for _ in fields)


def _cell(field: FieldSpec, family: str, candidate: Candidate | None) -> Cell:
    value = as_column_asks(field, candidate.value) if candidate else None
    if candidate is None or value is None:
        return _empty(family)
    spans = candidate.spans
    chance = probability(family, candidate.source, candidate.score, candidate.notes, spans)
    if chance < LEAST:
        return _empty(family)
    return Cell(value, text_of(spans).strip(), chance, evidence_of(spans))


def _empty(family: str) -> Cell:
    return Cell(None, None, absence(family), None)


def _line_cell(field: FieldSpec, family: str, line: CreditLine | None) -> Cell:
    if line is None:
        return _empty(family)
    if family == "credits":
        value = plain(line.amount) if line.amount is not None else None
        return _printed_cell(field, family, value, line.amount_spans, line)
    if family == "field_of_study":
        return _printed_cell(field, family, line.term or None, line.term_spans, line)
    return _technical_cell(field, line)


def _printed_cell(
    field: FieldSpec, family: str, value: str | None, spans: tuple[Span, ...], line: CreditLine
) -> Cell:
    value = as_column_asks(field, value) if value else None
    if value is None or not spans:
        return _empty(family)
    chance = probability(family, "line", line.belief, line.notes, spans)
    return Cell(value, text_of(spans).strip(), chance, evidence_of(spans))


def _technical_cell(field: FieldSpec, line: CreditLine) -> Cell:
    """It follows from the field of study, so that no place on the page holds it."""
    if line.technical is None:
        return _empty("technical")
    word = "Technical" if line.technical else "Non-Technical"
    chance = probability("technical", "line", line.belief, line.notes, line.term_spans)
    return Cell(as_column_asks(field, word), None, chance, None)

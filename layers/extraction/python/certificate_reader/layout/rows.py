"""Makes rows of cells from the values that were found."""

import re
from collections.abc import Sequence

from certificate_reader.fields import FieldSpec
from certificate_reader.layout.cell_values import as_column_asks
from certificate_reader.layout.confidence import Judge, Proof, absence, probability
from certificate_reader.layout.credit_line import CreditLine
from certificate_reader.layout.segments import Span, evidence_of, text_of
from certificate_reader.layout.sheet import Candidate
from certificate_reader.reading import Cell
from certificate_reader.values.amounts import plain

# How sure it is that a document that is no certificate has none of the values asked for.
NO_CERTIFICATE = 0.97
# A value less probable than this, an even chance less the margin of `confidence.toml`, is a guess:
# the cell stays empty.
LEAST = 0.425
BY_LABEL = frozenset({"inline", "right", "below", "above", "block", "table"})
OF_LINES = frozenset({"credits", "field_of_study", "technical"})


def rows_of(
    fields: Sequence[FieldSpec],
    families: Sequence[str],
    chosen: dict[str, Candidate],
    lines: Sequence[CreditLine],
    judge: Judge = probability,
) -> list[tuple[Cell, ...]]:
    """One row for each line of credits, or one row where there are none."""
    labelled = _share_of_labelled(families, chosen)
    each: list[CreditLine | None] = [*lines] or [None]
    columns = [
        [_line_cell(field, family, line, labelled, judge) for line in each]
        if family in OF_LINES
        else [_cell(field, family, chosen.get(family), labelled, judge)] * len(each)
        for field, family in zip(fields, families, strict=True)
    ]
    return list(zip(*columns, strict=True))


def empty_row(fields: Sequence[FieldSpec]) -> tuple[Cell, ...]:
    """The row of a document that is no certificate."""
    return tuple(Cell(None, None, NO_CERTIFICATE, None) for _ in fields)


def _share_of_labelled(families: Sequence[str], chosen: dict[str, Candidate]) -> float:
    found = [chosen[family] for family in families if family in chosen]
    return sum(each.source in BY_LABEL for each in found) / max(1, len(found))


def _cell(
    field: FieldSpec, family: str, candidate: Candidate | None, labelled: float, judge: Judge
) -> Cell:
    value = as_column_asks(field, _meant(family, candidate)) if candidate else None
    if candidate is None or value is None:
        return _empty(family)
    spans = candidate.spans
    notes = frozenset(candidate.notes)
    chance = judge(Proof(family, candidate.source, candidate.score, notes, spans, value, labelled))
    if chance < LEAST:
        return _empty(family)
    return Cell(value, text_of(spans).strip(), chance, evidence_of(spans))


def _meant(family: str, candidate: Candidate) -> str:
    """The value, where OCR can't tell `AI` from `Al`: of the two, titles speak of the former."""
    seen = any(span.segment.page.origin != "text_layer" for span in candidate.spans)
    if family == "title" and seen:
        return re.sub(r"(?<!\S)Al(?!\S)", "AI", candidate.value)
    return candidate.value


def _empty(family: str) -> Cell:
    return Cell(None, None, absence(family), None)


def _line_cell(
    field: FieldSpec, family: str, line: CreditLine | None, labelled: float, judge: Judge
) -> Cell:
    if line is None:
        return _empty(family)
    if family == "credits":
        value = plain(line.amount) if line.amount is not None else None
        proof = _proof(family, value, line.amount_spans, line, labelled)
        return _printed_cell(field, proof, judge)
    if family == "field_of_study":
        proof = _proof(family, line.term or None, line.term_spans, line, labelled)
        return _printed_cell(field, proof, judge)
    return _technical_cell(field, line, labelled, judge)


def _proof(
    family: str, value: str | None, spans: tuple[Span, ...], line: CreditLine, labelled: float
) -> Proof:
    notes = line.notes | ({"listed"} if line.listed else set())
    return Proof(family, "line", line.belief, frozenset(notes), spans, value or "", labelled)


def _printed_cell(field: FieldSpec, proof: Proof, judge: Judge) -> Cell:
    value = as_column_asks(field, proof.value) if proof.value else None
    if value is None or not proof.spans:
        return _empty(proof.family)
    chance = judge(proof)
    if chance < LEAST:
        return _empty(proof.family)
    return Cell(value, text_of(proof.spans).strip(), chance, evidence_of(proof.spans))


def _technical_cell(field: FieldSpec, line: CreditLine, labelled: float, judge: Judge) -> Cell:
    """It follows from the field of study, so that no place on the page holds it."""
    if line.technical is None:
        return _empty("technical")
    word = "Technical" if line.technical else "Non-Technical"
    proof = _proof("technical", word, line.term_spans, line, labelled)
    chance = judge(proof)
    if chance < LEAST:
        return _empty("technical")
    return Cell(as_column_asks(field, word), None, chance, None)

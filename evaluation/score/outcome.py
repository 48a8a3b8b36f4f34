"""What became of each cell."""

from dataclasses import dataclass
from typing import Literal

from certificate_reader.reading import Cell, Reading
from evaluation.score.columns import Column
from evaluation.score.compare import is_right
from evaluation.score.expected import ExpectedRow

Verdict = Literal["right", "wrong", "missing", "spurious", "empty"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One cell held against the truth.

    right: as the page says; wrong: the page says something else; missing: the page says it and the
    reader does not; spurious: the reader says what the page does not; empty: both say nothing.
    """

    file: str
    origin: str
    column: str
    verdict: Verdict
    accepted: tuple[str, ...]
    value: str | None
    confidence: float | None


def outcomes_of(
    file: str, origin: str, reading: Reading | None, rows: list[ExpectedRow], columns: list[Column]
) -> list[Outcome]:
    """Every cell's outcome. Rows are matched by how much they agree; None: nothing was read."""
    given = list(reading.rows) if reading else []
    outcomes: list[Outcome] = []
    pairs = _matched(rows, given, columns)
    given_for = {row.certificate: cells for row, cells in reversed(pairs) if row and cells}
    for row, cells in pairs:
        for index, column in enumerate(columns):
            if row and not (row.is_first or column.spec.repeats):
                continue
            if row is None and not column.spec.repeats:
                continue
            if row and column.spec.name not in row.accepted:
                continue
            accepted = row.accepted[column.spec.name] if row else []
            # Where rows are missing, any of the certificate's says what all of them say.
            whole = cells or (given_for.get(row.certificate) if row else None)
            source = cells if column.spec.repeats else whole
            cell = source[index] if source else None
            verdict = _verdict(column, cell, accepted)
            outcomes.append(
                Outcome(
                    file,
                    origin,
                    column.spec.name,
                    verdict,
                    tuple(accepted),
                    cell.value if cell else None,
                    cell.confidence if cell else None,
                )
            )
    return outcomes


def _verdict(column: Column, cell: Cell | None, accepted: list[str]) -> Verdict:
    value = cell.value if cell else None
    if value is None:
        return "missing" if accepted else "empty"
    if not accepted:
        return "spurious"
    return "right" if is_right(column.compare, value, accepted) else "wrong"


def _matched(
    rows: list[ExpectedRow], given: list[tuple[Cell, ...]], columns: list[Column]
) -> list[tuple[ExpectedRow | None, tuple[Cell, ...] | None]]:
    """Pairs of expected and given rows, the best agreeing first; then those left alone."""
    scores = sorted(
        (-_agreement(row, cells, columns), i, j)
        for i, row in enumerate(rows)
        for j, cells in enumerate(given)
    )
    partner: dict[int, int] = {}
    for _, i, j in scores:
        if i not in partner and j not in partner.values():
            partner[i] = j
    pairs: list[tuple[ExpectedRow | None, tuple[Cell, ...] | None]] = [
        (row, given[partner[i]] if i in partner else None) for i, row in enumerate(rows)
    ]
    taken = set(partner.values())
    return pairs + [(None, cells) for j, cells in enumerate(given) if j not in taken]


def _agreement(row: ExpectedRow, cells: tuple[Cell, ...], columns: list[Column]) -> int:
    return sum(
        _verdict(column, cell, row.accepted.get(column.spec.name, [])) == "right"
        for column, cell in zip(columns, cells, strict=True)
    )

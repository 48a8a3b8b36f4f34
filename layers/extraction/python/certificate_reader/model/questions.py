"""Which cells of a reading to ask the model about, and in what words."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from certificate_reader.fields import FieldSpec
from certificate_reader.layout.roles import families_for
from certificate_reader.model.tool_schema import described
from certificate_reader.proposals.load import load_data
from certificate_reader.reading import Cell, Reading

PRINTED_TOTAL = "printed_total"


@dataclass(frozen=True, slots=True)
class Question:
    """One question: the column, and the rows in which its answer stands."""

    column: int
    rows: tuple[int, ...]
    text: str


def questions_about(reading: Reading, fields: Sequence[FieldSpec]) -> dict[str, Question]:
    """A question for each doubtful cell, by the key it is answered under.

    Neighbouring rows that share a doubtful value of a column that does not repeat are one
    question. What follows from another cell is not asked.
    """
    data = load_data("model", "doubts")
    families, _ = families_for(fields)
    questions: dict[str, Question] = {}
    for column, (field, family) in enumerate(zip(fields, families, strict=True)):
        if family == "technical" and "field_of_study" in families:
            continue
        for rows in _alike(reading, column, field.repeats):
            is_doubtful = reading.rows[rows[0]][column].confidence < data["threshold"]
            if is_doubtful and len(questions) < data["most_questions"]:
                key = f"row_{rows[0] + 1}_column_{column + 1}"
                questions[key] = Question(column, rows, _text(field, rows))
    return questions


def asks_for_total(
    reading: Reading, fields: Sequence[FieldSpec], questions: dict[str, Question]
) -> bool:
    """Whether the printed total can settle doubtful credits: those of one certificate."""
    families, _ = families_for(fields)
    single = [index for index, field in enumerate(fields) if not field.repeats]
    is_one = len({tuple(row[index].value for index in single) for row in reading.rows}) == 1
    return is_one and any(families[each.column] == "credits" for each in questions.values())


def known_rows(reading: Reading, fields: Sequence[FieldSpec]) -> str:
    """What is known of each row, as JSON: the surer values, by column's name."""
    threshold = load_data("model", "doubts")["threshold"]
    rows = [
        {"row": number}
        | {
            field.name: cell.value
            for field, cell in zip(fields, row, strict=True)
            if cell.value is not None and cell.confidence >= threshold
        }
        for number, row in enumerate(reading.rows, 1)
    ]
    return json.dumps(rows, ensure_ascii=False)


def _alike(reading: Reading, column: int, repeats: bool) -> list[tuple[int, ...]]:
    """Runs of rows with the same cell in a column; each row alone where the column repeats."""
    runs: list[list[int]] = []
    for number, row in enumerate(reading.rows):
        before: Cell | None = reading.rows[number - 1][column] if number else None
        if runs and not repeats and row[column] == before:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [tuple(run) for run in runs]


def _text(field: FieldSpec, rows: tuple[int, ...]) -> str:
    named = f"Row {rows[0] + 1}" if len(rows) == 1 else f"Rows {rows[0] + 1} to {rows[-1] + 1}"
    return f"{named}: {described(field)}"

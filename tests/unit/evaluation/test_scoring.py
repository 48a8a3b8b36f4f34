"""A reader's cells are judged as a person would judge them."""

from typing import Any

import pytest

from certificate_reader.fields import FieldSpec
from certificate_reader.reading import Cell, Reading
from evaluation.score.columns import Column, load_columns
from evaluation.score.compare import is_right
from evaluation.score.expected import expected_rows
from evaluation.score.outcome import outcomes_of
from evaluation.score.tables import rates

COLUMNS = [
    Column(FieldSpec("Course title", "text"), "course_title", "text"),
    Column(FieldSpec("Field of study", "text", repeats=True), "field", "field"),
    Column(FieldSpec("CPE credits", "number", repeats=True), "hours", "number"),
]


def certificate(title: str | None, *earned: tuple[str, float]) -> dict[str, Any]:
    return {
        "course_title": title,
        "credits": [{"field": name, "hours": hours} for name, hours in earned],
    }


def reading(*rows: tuple[str | None, ...]) -> Reading:
    cells = tuple(tuple(Cell(value, value, 0.9, None) for value in row) for row in rows)
    names = tuple(column.spec.name for column in COLUMNS)
    return Reading(names, cells, True, (), "test", "1")


def verdicts(truth: dict[str, Any], given: Reading | None) -> list[str]:
    rows = expected_rows(truth, COLUMNS)
    return [outcome.verdict for outcome in outcomes_of("f", "scan", given, rows, COLUMNS)]


@pytest.mark.parametrize(
    ("kind", "value", "truth"),
    [
        ("person", "Dana O'Rourke, CPA, CFE", "Dana O’Rourke"),
        ("person", "Dr. José Núñez", "Jose Nunez, CPA"),
        ("field", "Communications & Marketing", "Communications and Marketing"),
        ("number", "2.50", "2.5"),
        ("number", "2", "2.0"),
        ("text", "ETHICS AT WORK - Cases", "Ethics at Work: Cases"),
    ],
)
def test_the_same_said_otherwise_is_right(kind: str, value: str, truth: str) -> None:
    assert is_right(kind, value, [truth])


@pytest.mark.parametrize(
    ("kind", "value", "truth"),
    [
        ("person", "O'Rourke Dana", "Dana O'Rourke"),
        ("field", "Accounting", "Accounting (Governmental)"),
        ("number", "25", "2.5"),
        ("number", "two", "2"),
        ("text", "Ethics at Work", "Ethics at Work: Cases"),
    ],
)
def test_something_else_is_wrong(kind: str, value: str, truth: str) -> None:
    assert not is_right(kind, value, [truth])


def test_rows_are_matched_whatever_their_order() -> None:
    truth = certificate("Ethics", ("Taxes", 2), ("Finance", 1))
    given = reading(("Ethics", "Finance", "1"), ("Ethics", "Taxes", "2"))
    assert verdicts(truth, given) == ["right"] * 5


def test_what_does_not_repeat_is_counted_once_a_certificate() -> None:
    truth = certificate("Ethics", ("Taxes", 2), ("Finance", 1))
    wrong = reading(("Ethic", "Taxes", "2"), ("Ethic", "Finance", "1"))
    assert sorted(verdicts(truth, wrong)) == ["right"] * 4 + ["wrong"]


def test_a_row_too_many_is_spurious_and_one_too_few_missing() -> None:
    truth = certificate("Ethics", ("Taxes", 2))
    more = reading(("Ethics", "Taxes", "2"), ("Ethics", "Total", "4"))
    assert verdicts(truth, more) == ["right"] * 3 + ["spurious"] * 2
    two = certificate("Ethics", ("Taxes", 2), ("Finance", 1))
    assert verdicts(two, reading(("Ethics", "Taxes", "2"))).count("missing") == 2


def test_saying_nothing_where_the_page_says_nothing_is_neither_right_nor_wrong() -> None:
    truth = certificate("Ethics")
    assert verdicts(truth, reading(("Ethics", None, None))) == ["right", "empty", "empty"]
    assert verdicts(truth, reading(("Ethics", None, "2"))) == ["right", "empty", "spurious"]


def test_an_unread_file_misses_all_it_says() -> None:
    assert verdicts(certificate("Ethics", ("Taxes", 2)), None) == ["missing"] * 3


def test_each_certificate_of_a_file_has_its_rows() -> None:
    truth = {"certificates": [certificate("A", ("Taxes", 1)), certificate("B", ("Taxes", 2))]}
    given = reading(("B", "Taxes", "2"), ("A", "Taxes", "1"))
    assert verdicts(truth, given) == ["right"] * 6


def test_rates_follow_from_the_verdicts() -> None:
    truth = certificate("Ethics", ("Taxes", 2), ("Finance", 1))
    given = reading(("Ethics", "Taxes", "3"), ("Ethics", None, "1"))
    rows = expected_rows(truth, COLUMNS)
    recall, precision = rates(outcomes_of("f", "scan", given, rows, COLUMNS))
    assert (recall, precision) == (3 / 5, 3 / 4)


def test_the_columns_of_an_evaluation_load() -> None:
    columns = load_columns()
    assert {column.truth for column in columns} >= {"field", "hours", "completion_date"}
    assert any(column.spec.choices for column in columns)


def test_a_missing_row_takes_nothing_from_what_all_rows_say() -> None:
    truth = certificate("Ethics", ("Taxes", 2), ("Finance", 1))
    given = reading(("Ethics", "Finance", "1"))
    assert sorted(verdicts(truth, given)) == ["missing"] * 2 + ["right"] * 3

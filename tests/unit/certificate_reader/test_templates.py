"""Templates that users write are read by the same engine."""

from certificate_reader.fields import FieldSpec
from certificate_reader.layout.read_pages import read_pages
from tests.unit.certificate_reader.drawn_page import draw

PAGE = """
22^Certificate of Completion
Participant: Haddad, Omar
Course Title: Payroll Tax Update
Completion Date: May 4, 2024
Instructor: Anna Berg
Course Number: PT-118
Exam Score: 92%
Cost Center: 4711
Recertification Needed: Yes
Review Due: 05/04/2026
Region: North
CPE Credits: 2.0      Field of Study: Taxes
"""


def values(*fields: FieldSpec) -> list[str | None]:
    return [cell.value for cell in read_pages([draw(PAGE)], fields).rows[0]]


def test_a_column_asks_for_a_family_by_other_words() -> None:
    assert values(
        FieldSpec("Who", "text"),
        FieldSpec("Class Name", "text"),
        FieldSpec("When", "date"),
        FieldSpec("Hours", "number"),
    ) == ["Omar Haddad", "Payroll Tax Update", "2024-05-04", "2"]


def test_labels_that_are_skipped_elsewhere_fill_columns_that_ask_for_them() -> None:
    assert values(FieldSpec("Instructor", "text"), FieldSpec("Course Number", "text")) == [
        "Anna Berg",
        "PT-118",
    ]


def test_a_column_of_its_own_is_found_by_its_name_and_typed() -> None:
    assert values(
        FieldSpec("Cost Center", "number"),
        FieldSpec("Recertification Needed", "boolean"),
        FieldSpec("Review Due", "date"),
        FieldSpec("Region", "choice", choices=("North", "South")),
    ) == ["4711", "true", "2026-05-04", "North"]


def test_a_prompt_tells_what_an_unusual_name_asks_for() -> None:
    assert values(FieldSpec("Q1", "text", "The course title as it is printed")) == [
        "Payroll Tax Update"
    ]


def test_a_column_that_the_page_does_not_speak_of_stays_empty() -> None:
    assert values(FieldSpec("Shoe Size", "number")) == [None]

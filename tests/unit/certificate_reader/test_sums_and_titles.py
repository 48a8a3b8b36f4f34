"""A row that sums the rows above it is a total; a title may sound like a field of study."""

import pytest

from certificate_reader.fields import FieldSpec
from certificate_reader.layout.read_pages import read_pages
from tests.unit.certificate_reader.drawn_page import draw

PAGE = """
22^Certificate of Completion
12^This certifies that
18^Ingrid Solberg
12^has completed
18^Payroll Tax Update
12^on May 3, 2025

Field of Study          CPE Credits
Taxes                   4.0
Accounting              2.0
{last}
"""


def rows(page: str, california: tuple[FieldSpec, ...]) -> list[list[str | None]]:
    reading = read_pages([draw(page)], california)
    term, hours = (reading.columns.index(name) for name in ("Field of Study", "CPE Credits"))
    return [[row[term].value, row[hours].value] for row in reading.rows]


@pytest.mark.parametrize("caption", ["Altogether", "Grand sum", "Award"])
def test_a_last_row_equal_to_the_sum_of_the_others_is_no_field_of_study(
    caption: str, california: tuple[FieldSpec, ...]
) -> None:
    page = PAGE.format(last=f"{caption:<24}6.0")

    assert rows(page, california) == [["Taxes", "4"], ["Accounting", "2"]]


@pytest.mark.parametrize("title", ["Estate Planning", "Leadership", "Risk Management"])
def test_a_course_may_be_called_what_some_print_as_a_field_of_study(
    title: str, california: tuple[FieldSpec, ...]
) -> None:
    page = f"""
22^Certificate of Completion
12|Participant Name: Ingrid Solberg
12|Course Title: {title}
12|Completion Date: May 3, 2025
12|CPE Credits: 2.0
12|Field of Study: Taxes
"""
    reading = read_pages([draw(page)], california)

    assert reading.rows[0][reading.columns.index("Course Title")].value == title


def test_a_last_row_that_is_no_sum_stays(california: tuple[FieldSpec, ...]) -> None:
    page = PAGE.format(last=f"{'Auditing':<24}6.0")

    assert rows(page, california) == [["Taxes", "4"], ["Accounting", "2"], ["Auditing", "6"]]

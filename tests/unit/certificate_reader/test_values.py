"""Typed values and their normal forms."""

from datetime import date
from decimal import Decimal

import pytest

from certificate_reader.values.amounts import amounts_in, plain
from certificate_reader.values.dates import dates_in
from certificate_reader.values.names import given_name_first, person_likeness
from certificate_reader.values.vocabularies import field_of_study_in, vocabulary


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on April 18, 2025 and", None, date(2025, 4, 18)),
        ("20-Apr-2025", None, date(2025, 4, 20)),
        ("04/24/2023", None, date(2023, 4, 24)),
        ("13/08/2023", None, date(2023, 8, 13)),
        ("2023-08-15 10:00 AM", None, date(2023, 8, 15)),
        ("the 15th day of August, 2023", None, date(2023, 8, 15)),
        ("Tuesday, Sept. 5th, 2024", None, date(2024, 9, 5)),
        ("August 15-17, 2023", date(2023, 8, 15), date(2023, 8, 17)),
        ("April 3 and 4, 2024", date(2024, 4, 3), date(2024, 4, 4)),
        ("August 30 - September 2, 2023", date(2023, 8, 30), date(2023, 9, 2)),
        ("8/15/2023 - 8/17/23", date(2023, 8, 15), date(2023, 8, 17)),
        ("October l5, 2O23", None, date(2023, 10, 15)),
        ("August15,2023", None, date(2023, 8, 15)),
    ],
)
def test_a_date_is_read_with_its_last_day(text: str, first: date | None, last: date) -> None:
    assert [(found.first, found.last) for found in dates_in(text)] == [(first, last)]


@pytest.mark.parametrize("text", ["Aug 2023", "Form 1065", "02/31/2024", "1/2", "version 1.2.3"])
def test_what_is_no_full_date_gives_none(text: str) -> None:
    assert dates_in(text) == ()


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("4.0 CPE credits", "4"),
        ("Auditing – 1.2 hrs", "1.2"),
        ("1½ hours", "1.5"),
        ("2 1/2 hours", "2.5"),
        ("8hrs", "8"),
        ("Total:6.90", "6.9"),
        ("Four (4)", "4"),
    ],
)
def test_an_amount_is_read_as_a_plain_decimal(text: str, amount: str) -> None:
    assert [plain(found.value) for found in amounts_in(text)] == [amount]


@pytest.mark.parametrize(
    "text", ["$45.00", "92.5%", "ID #109123", "50-minute hour", "May 4, 2024", "2024-2025", "3rd"]
)
def test_other_numbers_are_no_amounts(text: str) -> None:
    assert amounts_in(text) == ()


def test_an_amount_is_never_written_with_an_exponent() -> None:
    assert plain(Decimal("100")) == "100"


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("Smith, John A., CPA, CGMA", "John A. Smith, CPA, CGMA"),
        ("Dr. Aisha Rahman, CPA", "Dr. Aisha Rahman, CPA"),
        ("Robert Smith, Jr.", "Robert Smith, Jr."),
        ("de la Cruz, Ana", "Ana de la Cruz"),
    ],
)
def test_the_given_name_comes_first(printed: str, value: str) -> None:
    assert given_name_first(printed) == value


@pytest.mark.parametrize(
    "text", ["James O'Connor", "MARÍA-JOSÉ O’NEIL", "Nguyễn Thị Minh", "Anne-Marie van der Berg"]
)
def test_names_of_many_kinds_look_like_names(text: str) -> None:
    assert person_likeness(text) == 1.0


@pytest.mark.parametrize(
    "text", ["KPN Advisory Group LLP", "Negotiation Skills", "Certificate of Completion", "12 May"]
)
def test_other_lines_do_not(text: str) -> None:
    assert person_likeness(text) < 0.3


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("Comm. & Mktg", "Communications & Marketing"),
        ("Business Mgmt & Org", "Business Management & Organization"),
        ("Accounting - Governmental", "Accounting (Governmental)"),
        ("Taxes (Technical)", "Taxes"),
        ("Ethics - Behavioral", "Behavioral Ethics"),
        ("Specialized Knowledge & Applications", "Specialized Knowledge"),
        ("Personnel / HR", "Personnel/Human Resources"),
    ],
)
def test_aliases_and_older_names_have_one_canonical_field(printed: str, value: str) -> None:
    entry = field_of_study_in(printed)

    assert entry is not None
    assert entry.value == value


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("Group: Live", "Group Live"),
        ("Group-Internet Based", "Group Internet Based"),
        ("Live Webcast", "Group Internet Based"),
        ("Virtual Instructor-Led", "Group Internet Based"),
        ("Self-Study", "QAS Self Study"),
        ("Nano", "Nano Learning"),
    ],
)
def test_a_method_has_one_canonical_name(printed: str, value: str) -> None:
    entry = vocabulary("method").named(printed)

    assert entry is not None
    assert entry.value == value


def test_on_demand_is_no_method_of_the_standards() -> None:
    entry = vocabulary("method").named("On-demand")

    assert entry is not None
    assert not entry.listed

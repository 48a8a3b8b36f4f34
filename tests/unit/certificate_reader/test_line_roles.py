"""Who and what a certificate names where no words announce it."""

from certificate_reader.fields import FieldSpec
from certificate_reader.layout.read_pages import read_pages
from certificate_reader.reading import Cell
from tests.unit.certificate_reader.drawn_page import draw

BARE = """
13^Treasury Professionals of Nevada
24^Annika Kowalski
16^Fair Value Measurement for Private Funds
12^January 31, 2025
12^CPE credits: 3
11^R. P. Singh
9^Managing Partner
"""
IN_PIECES = """
16^MOSAIC AUDIT NETWORK
24^RECORD OF CPE
13^Anne-Sophie Tillman • Cannabis Accounting and Tax • Mar 26, 2022
11^Regulatory Ethics: 3.0 CPE credits
"""
SIGNED_ONLY = """
16|Bluestem Society of CPAs
24|Certificate of Completion
12|CPE credits: 2
12|Completion date: 05/14/2022
10|Pietro Valenti, Director of Education
"""


def _row(page: str, fields: tuple[FieldSpec, ...]) -> dict[str, Cell]:
    reading = read_pages([draw(page)], fields)
    return dict(zip(reading.columns, reading.rows[0], strict=True))


def test_size_place_and_words_tell_name_title_and_sponsor(
    california: tuple[FieldSpec, ...],
) -> None:
    row = _row(BARE, california)
    assert row["Participant Name"].value == "Annika Kowalski"
    assert row["Course Title"].value == "Fair Value Measurement for Private Funds"
    assert row["Provider"].value == "Treasury Professionals of Nevada"


def test_pieces_of_one_line_are_told_apart(california: tuple[FieldSpec, ...]) -> None:
    row = _row(IN_PIECES, california)
    assert row["Participant Name"].value == "Anne-Sophie Tillman"
    assert row["Course Title"].value == "Cannabis Accounting and Tax"
    assert row["Completion Date"].value == "2022-03-26"


def test_whoever_signs_is_not_the_participant(california: tuple[FieldSpec, ...]) -> None:
    row = _row(SIGNED_ONLY, california)
    assert row["Participant Name"].value is None
    assert row["Course Title"].value is None

"""Invented certificates of many layouts and wordings, read as a careful person reads them."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from certificate_reader.fields import FieldSpec
from certificate_reader.layout.read_pages import read_pages
from tests.unit.certificate_reader.drawn_page import draw

DESIGNS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "drawn_designs.toml").read_text(encoding="utf-8")
)["design"]
COLUMNS = {
    "person": "Participant Name",
    "title": "Course Title",
    "provider": "Provider",
    "date": "Completion Date",
    "method": "Method of Study",
    "sponsor": "NASBA Sponsor ID",
    "approval": "Regulatory Review Approval Number",
}


@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design["name"])
def test_a_design_is_read_as_its_page_says(
    design: dict[str, Any], california: tuple[FieldSpec, ...]
) -> None:
    reading = read_pages([draw(design["page"])], california)

    first = dict(zip(reading.columns, (cell.value for cell in reading.rows[0]), strict=True))
    expected = {column: design[key] for key, column in COLUMNS.items() if key in design}
    # What the page does not say is an empty text in the file of designs.
    assert {column: first[column] or "" for column in expected} == expected
    term, hours = (reading.columns.index(name) for name in ("Field of Study", "CPE Credits"))
    rows = [[row[place].value or "" for place in (term, hours)] for row in reading.rows]
    assert rows == design["rows"]


@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design["name"])
def test_every_quote_stands_on_the_page(
    design: dict[str, Any], california: tuple[FieldSpec, ...]
) -> None:
    reading = read_pages([draw(design["page"])], california)

    on_page = "".join(design["page"].split())
    for cell in (cell for row in reading.rows for cell in row):
        if cell.evidence:
            for piece in cell.evidence.quote.split():
                assert piece in on_page

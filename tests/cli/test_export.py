"""The rows, on the screen and in files."""

from pathlib import Path

import pytest

from .conftest import Cpe, make_certificates
from .fake_api import FakeApi
from .faults import Fault


@pytest.fixture
def read_sheet(cpe: Cpe, api: FakeApi, certificates: Path) -> None:
    """The sheet "Mine" with three rows."""
    api.sheets.add_sheet("Mine")
    cpe("upload", "Mine", certificates)
    cpe("start", "Mine", "--wait")


@pytest.mark.usefixtures("read_sheet")
def test_show_puts_the_source_first(cpe: Cpe) -> None:
    shown = cpe("show", "Mine", "--json").json
    assert shown["columns"] == ["Source File Path(s)", "Course Title", "CPE Credits"]
    assert shown["rows"][1] == ["2025/c2.pdf", "Course 2", "2"]
    assert shown["more"] is False


@pytest.mark.usefixtures("read_sheet")
def test_show_says_when_there_are_more_rows(cpe: Cpe) -> None:
    shown = cpe("show", "Mine", "--rows", 2, "--json").json
    assert len(shown["rows"]) == 2
    assert shown["more"] is True
    assert len(cpe("show", "Mine", "--rows", 2, "--all", "--json").json["rows"]) == 3


def test_all_rows_are_fetched_page_by_page(cpe: Cpe, api: FakeApi, checkout: Path) -> None:
    api.sheets.add_sheet("Mine")
    api.sheets.reading = 1000
    make_certificates(checkout / "many", 501)
    cpe("upload", "Mine", "many")
    cpe("start", "Mine", "--wait")
    rows = cpe("show", "Mine", "--all", "--json").json["rows"]
    assert len({row[1] for row in rows}) == 501
    assert api.count("GET .*/results") == 2


@pytest.mark.usefixtures("read_sheet")
def test_the_ending_chooses_the_format(cpe: Cpe, checkout: Path) -> None:
    outcome = cpe("export", "Mine", "-o", "t.csv", "-o", "t.XLSX", "--json")
    assert outcome.json["files"] == ["t.csv", "t.XLSX"]
    assert (checkout / "t.csv").read_text().startswith("csv of Mine\n2025/c1.pdf\n")
    assert (checkout / "t.XLSX").read_text().startswith("xlsx of Mine\n")


@pytest.mark.usefixtures("read_sheet")
def test_without_a_name_it_is_the_apis(cpe: Cpe, checkout: Path) -> None:
    assert cpe("export", "Mine").status == 0
    assert (checkout / "Mine 2026-11-21.xlsx").is_file()


@pytest.mark.usefixtures("read_sheet")
def test_an_export_in_progress_is_asked_for_again(cpe: Cpe, api: FakeApi, checkout: Path) -> None:
    api.exports_in_progress = 3
    assert cpe("export", "Mine", "-o", "t.csv").status == 0
    assert api.count("POST .*/exports") == 4
    assert (checkout / "t.csv").is_file()


@pytest.mark.usefixtures("read_sheet")
def test_another_ending_is_refused_before_anything_is_asked(cpe: Cpe, api: FakeApi) -> None:
    api.requests.clear()
    outcome = cpe("export", "Mine", "-o", "t.pdf")
    assert outcome.status == 2
    assert "t.pdf: the name must end in .csv or .xlsx." in outcome.err
    assert api.requests == []


@pytest.mark.usefixtures("read_sheet")
def test_a_download_that_fails_leaves_the_old_file(cpe: Cpe, api: FakeApi, checkout: Path) -> None:
    (checkout / "t.csv").write_text("old")
    api.faults.add(Fault("GET /download", status=404))
    outcome = cpe("export", "Mine", "-o", "t.csv")
    assert outcome.status == 1
    assert (checkout / "t.csv").read_text() == "old"
    assert [file.name for file in checkout.glob("*t.csv*")] == ["t.csv"]

"""`cpe extract` and `cpe demo`: all in one go."""

from pathlib import Path

import pytest

from .conftest import Cpe
from .fake_api import FakeApi
from .faults import Fault


def test_extract_makes_a_sheet_and_writes_every_file(
    cpe: Cpe, api: FakeApi, checkout: Path, certificates: Path
) -> None:
    outcome = cpe(
        "extract", certificates, "-o", "t.xlsx", "-o", "t.csv", "--state", "California", "--json"
    )
    assert outcome.status == 0
    assert outcome.json["run"]["status"] == "completed"
    assert outcome.json["files"] == ["t.xlsx", "t.csv"]
    assert (checkout / "t.csv").read_text().endswith("2025/c3.pdf")
    [sheet] = api.sheets.sheets
    assert sheet.name.startswith("CPE Tracker - California 20")


def test_a_file_that_fails_does_not_keep_the_others_from_the_spreadsheet(
    cpe: Cpe, checkout: Path, certificates: Path
) -> None:
    (certificates / "bad.pdf").write_bytes(b"corrupt")
    outcome = cpe("extract", certificates, "gone.pdf", "-o", "t.csv", "--state", "California")
    assert outcome.status == 1
    assert "2025/bad.pdf: The PDF is damaged. Get it anew." in outcome.err
    assert "gone.pdf: There is no such file or folder." in outcome.err
    assert "2 files failed; the others are in the spreadsheet." in outcome.err
    assert (checkout / "t.csv").read_text().splitlines()[1:] == [
        "2025/c1.pdf",
        "2025/c2.pdf",
        "2025/c3.pdf",
    ]


def test_nothing_to_read_makes_no_sheet(cpe: Cpe, api: FakeApi, checkout: Path) -> None:
    (checkout / "empty").mkdir()
    outcome = cpe("extract", "empty", "-o", "t.csv", "--state", "California")
    assert outcome.status == 1
    assert "There is no certificate among these files." in outcome.err
    assert api.sheets.sheets == []


def test_extract_appends_to_a_sheet_that_is_named(
    cpe: Cpe, api: FakeApi, checkout: Path, certificates: Path
) -> None:
    sheet = api.sheets.add_sheet("Mine")
    cpe("extract", certificates / "c1.pdf", "-o", "t.csv", "--sheet", "Mine")
    cpe("extract", certificates / "c2.pdf", "-o", "t.csv", "--sheet", "Mine")
    assert (checkout / "t.csv").read_text().splitlines()[1:] == ["c1.pdf", "c2.pdf"]
    assert [run.status for run in sheet.runs] == ["completed", "completed", "pending"]


def test_the_same_command_goes_on_after_it_was_cut_off(
    cpe: Cpe, api: FakeApi, checkout: Path, certificates: Path
) -> None:
    command = ("extract", certificates, "-o", "t.csv", "--state", "California")
    for _ in range(5):
        api.faults.add(Fault("POST .*/start", status=503, headers={"Retry-After": "0"}))
    assert cpe(*command).status == 1
    assert cpe(*command).status == 0
    assert len(api.sheets.sheets) == 1
    assert api.storage.uploads == 3
    assert len((checkout / "t.csv").read_text().splitlines()) == 4


def test_cut_off_while_waiting_it_waits_for_the_same_run(
    cpe: Cpe, api: FakeApi, certificates: Path
) -> None:
    command = ("extract", certificates, "-o", "t.csv", "--state", "California")
    for _ in range(5):
        api.faults.add(Fault("GET .*/events", status=500, headers={"Retry-After": "0"}))
    assert cpe(*command).status == 1
    assert cpe(*command).status == 0
    assert api.count("POST .*/start") == 1
    # Done: the next time is a sheet of its own.
    assert cpe(*command).status == 0
    assert len(api.sheets.sheets) == 2


@pytest.fixture
def samples(certificates: Path) -> Path:
    return certificates.rename(certificates.with_name("samples"))


def test_demo_shows_rows_and_writes_both_files(
    cpe: Cpe, api: FakeApi, checkout: Path, samples: Path
) -> None:
    outcome = cpe("demo", "--certs", samples.name)
    assert outcome.status == 0
    assert "Course 3" in outcome.out
    assert "3 rows, written to tracker.xlsx and tracker.csv." in outcome.out
    assert "3 of 3 read" in outcome.err
    assert (checkout / "tracker.xlsx").is_file()
    assert (checkout / "tracker.csv").is_file()
    assert [sheet.name for sheet in api.sheets.sheets] == ["CPE Tracker - California"]


def test_a_second_demo_on_the_same_data_appends(cpe: Cpe, api: FakeApi, samples: Path) -> None:
    cpe("demo", "--certs", samples.name)
    outcome = cpe("demo", "--certs", samples.name, "--json")
    assert outcome.status == 0
    assert outcome.json["row_count"] == 6
    assert len(api.sheets.sheets) == 1


def test_a_demo_with_a_bad_certificate_writes_the_others_and_fails(
    cpe: Cpe, checkout: Path, samples: Path
) -> None:
    (samples / "bad.pdf").write_bytes(b"corrupt")
    outcome = cpe("demo", "--certs", samples.name)
    assert outcome.status == 1
    assert "samples/bad.pdf: The PDF is damaged. Get it anew." in outcome.err
    assert "1 certificate failed." in outcome.err
    assert (checkout / "tracker.csv").read_text().count("\n") == 3


def test_demo_waits_for_a_run_in_progress_first(cpe: Cpe, api: FakeApi, samples: Path) -> None:
    sheet = api.sheets.add_sheet("CPE Tracker - California")
    cpe("upload", sheet.job_id, samples)
    cpe("start", sheet.job_id)
    outcome = cpe("demo", "--certs", samples.name, "--json")
    assert outcome.status == 0
    assert outcome.json["row_count"] == 6


def test_demo_without_a_stack_is_a_sentence(cpe: Cpe, checkout: Path, samples: Path) -> None:
    (checkout / ".local" / "stack.json").unlink()
    outcome = cpe("demo", "--certs", samples.name)
    assert outcome.status == 1
    assert "Start it: `make up`." in outcome.err

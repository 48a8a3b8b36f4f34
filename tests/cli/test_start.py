"""Starting, waiting, and what failed."""

from pathlib import Path

from .conftest import Cpe
from .fake_api import FakeApi


def test_waiting_shows_progress_and_ends_with_the_run(
    cpe: Cpe, api: FakeApi, certificates: Path
) -> None:
    sheet = api.sheets.add_sheet("Mine")
    cpe("upload", "Mine", certificates)
    outcome = cpe("start", "Mine", "--wait")
    assert outcome.status == 0
    assert outcome.out == "3 of 3 read.\n"
    assert "3 of 3 read" in outcome.err
    assert [run.status for run in sheet.runs] == ["completed", "pending"]


def test_a_file_that_cannot_be_read_is_listed_with_its_reason(
    cpe: Cpe, api: FakeApi, certificates: Path
) -> None:
    api.sheets.add_sheet("Mine")
    (certificates / "bad.pdf").write_bytes(b"corrupt")
    cpe("upload", "Mine", certificates)
    outcome = cpe("start", "Mine", "--wait", "--json")
    assert outcome.status == 1
    assert outcome.json["run"]["status"] == "partially_completed"
    assert outcome.json["failed"] == [
        {"path": "2025/bad.pdf", "code": "corrupt", "detail": "The PDF is damaged. Get it anew."}
    ]
    assert "2025/bad.pdf: The PDF is damaged. Get it anew." in outcome.err


def test_a_file_that_never_arrived_is_told_at_start(
    cpe: Cpe, api: FakeApi, certificates: Path
) -> None:
    sheet = api.sheets.add_sheet("Mine")
    cpe("upload", "Mine", certificates)
    sheet.newest.files[0].content = None
    outcome = cpe("start", "Mine")
    assert outcome.status == 1
    assert "2025/c1.pdf: It never arrived. Upload it again." in outcome.err


def test_nothing_to_read_is_the_apis_sentence(cpe: Cpe, api: FakeApi) -> None:
    api.sheets.add_sheet("Mine")
    outcome = cpe("start", "Mine", "--json")
    assert outcome.status == 1
    assert outcome.json["error"]["code"] == "no_processable_file"
    assert outcome.err.endswith("\nThere is nothing to read yet.\n")


def test_unchanged_answers_are_cheap(cpe: Cpe, api: FakeApi, certificates: Path) -> None:
    api.sheets.add_sheet("Mine")
    cpe("upload", "Mine", certificates)
    cpe("start", "Mine", "--wait")
    # One look at the run itself, after the events said that it is over.
    assert api.count("GET /api/jobs/[^/]+/events") >= 4
    assert api.count("GET /api/jobs/[^/]+$") == 2


def test_a_failed_file_is_retried_once(cpe: Cpe, api: FakeApi, certificates: Path) -> None:
    sheet = api.sheets.add_sheet("Mine")
    (certificates / "bad.pdf").write_bytes(b"corrupt")
    cpe("upload", "Mine", certificates)
    cpe("start", "Mine", "--wait")
    outcome = cpe("retry", "Mine", "--json")
    assert outcome.json["retried"] == ["2025/bad.pdf"]
    assert [file.path for file in sheet.newest.files] == ["2025/bad.pdf"]
    again = cpe("retry", "Mine")
    assert again.status == 1
    assert "No file of this sheet waits for another try." in again.err


def test_files_lists_every_run_and_the_reasons(cpe: Cpe, api: FakeApi, certificates: Path) -> None:
    api.sheets.add_sheet("Mine")
    (certificates / "bad.pdf").write_bytes(b"corrupt")
    cpe("upload", "Mine", certificates)
    cpe("start", "Mine", "--wait")
    assert len(cpe("files", "Mine", "--json").json) == 4
    [failed] = cpe("files", "Mine", "--failed", "--json").json
    assert failed["reason_detail"] == "The PDF is damaged. Get it anew."


def test_remove_takes_a_file_off_the_open_run(cpe: Cpe, api: FakeApi, certificates: Path) -> None:
    sheet = api.sheets.add_sheet("Mine")
    cpe("upload", "Mine", certificates)
    assert cpe("remove", "Mine", "2025/c2.pdf").status == 0
    assert [file.path for file in sheet.newest.files] == ["2025/c1.pdf", "2025/c3.pdf"]
    unknown = cpe("remove", "Mine", "2025/c2.pdf")
    assert unknown.status == 1
    assert "Not in the open run of this sheet: 2025/c2.pdf." in unknown.err

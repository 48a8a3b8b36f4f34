"""Uploading: everything arrives once, and what does not is told."""

from pathlib import Path

from .conftest import Cpe, make_certificates
from .fake_api import FakeApi
from .faults import Fault


def test_a_folder_arrives_with_its_paths(cpe: Cpe, api: FakeApi, certificates: Path) -> None:
    sheet = api.sheets.add_sheet("Mine")
    (certificates / "spring").mkdir()
    (certificates / "spring" / "d.png").write_bytes(b"picture")
    outcome = cpe("upload", "Mine", certificates, "--json")
    assert outcome.status == 0
    assert sorted(outcome.json["uploaded"]) == [
        "2025/c1.pdf",
        "2025/c2.pdf",
        "2025/c3.pdf",
        "2025/spring/d.png",
    ]
    arrived = {file.path: file.content for file in sheet.newest.files}
    assert arrived["2025/c2.pdf"] == b"Course 2"
    assert arrived["2025/spring/d.png"] == b"picture"


def test_the_file_is_the_last_part_of_each_form(cpe: Cpe, api: FakeApi, certificates: Path) -> None:
    api.sheets.add_sheet("Mine")
    cpe("upload", "Mine", certificates)
    assert [order[-1] for order in api.storage.part_orders] == ["file"] * 3


def test_six_files_are_sent_at_once_and_two_hundred_registered(
    cpe: Cpe, api: FakeApi, checkout: Path
) -> None:
    sheet = api.sheets.add_sheet("Mine")
    api.storage.delay = 0.02
    make_certificates(checkout / "many", 210)
    assert cpe("upload", "Mine", "many").status == 0
    assert len(sheet.newest.files) == 210
    assert api.storage.most_at_once == 6
    assert api.count("POST /api/jobs/.*/files$") == 2


def test_the_second_batch_is_not_signed_before_the_first_is_nearly_sent(
    cpe: Cpe, api: FakeApi, checkout: Path
) -> None:
    api.sheets.add_sheet("Mine")
    make_certificates(checkout / "many", 201)
    cpe("upload", "Mine", "many")
    second = [i for i, r in enumerate(api.requests) if r.endswith("/files") and "POST" in r][1]
    # Six may be under way and six more handed out when the next batch is asked for.
    assert sum(r == "POST /storage" for r in api.requests[:second]) >= 200 - 12


def test_a_busy_storage_is_tried_again(cpe: Cpe, api: FakeApi, certificates: Path) -> None:
    sheet = api.sheets.add_sheet("Mine")
    api.faults.add(Fault("POST /storage", status=503, headers={"Retry-After": "0"}))
    api.faults.add(Fault("POST /storage", status=429, headers={"Retry-After": "0"}))
    api.faults.add(Fault("POST /storage", drop_before=True))
    assert cpe("upload", "Mine", certificates).status == 0
    assert all(file.content for file in sheet.newest.files)


def test_an_expired_form_is_signed_again(cpe: Cpe, api: FakeApi, certificates: Path) -> None:
    sheet = api.sheets.add_sheet("Mine")
    api.storage.expire_next = 2
    outcome = cpe("upload", "Mine", certificates, "--json")
    assert outcome.status == 0
    assert sorted(outcome.json["uploaded"]) == ["2025/c1.pdf", "2025/c2.pdf", "2025/c3.pdf"]
    assert [bool(file.content) for file in sheet.newest.files] == [True] * 3


def test_a_storage_that_keeps_refusing_fails_the_file_and_not_the_others(
    cpe: Cpe, api: FakeApi, certificates: Path
) -> None:
    sheet = api.sheets.add_sheet("Mine")
    refusal = "<Error><Code>InvalidPolicyDocument</Code></Error>"
    api.faults.add(Fault("POST /storage", status=400, body=refusal))
    outcome = cpe("upload", "Mine", certificates, "--json")
    assert outcome.status == 1
    assert len(outcome.json["uploaded"]) == 2
    assert outcome.json["failed"][0]["code"] == "upload_refused"
    assert "Not everything was uploaded: 1 file failed." in outcome.err
    assert sum(1 for file in sheet.newest.files if file.content) == 2


def test_a_registration_whose_answer_was_lost_leaves_nothing_twice(
    cpe: Cpe, api: FakeApi, certificates: Path
) -> None:
    sheet = api.sheets.add_sheet("Mine")
    api.faults.add(Fault("POST /api/jobs/.*/files$", drop_after=True))
    assert cpe("upload", "Mine", certificates).status == 0
    assert sorted(file.path for file in sheet.newest.files) == [
        "2025/c1.pdf",
        "2025/c2.pdf",
        "2025/c3.pdf",
    ]


def test_what_the_sheet_has_already_is_named_and_no_failure(
    cpe: Cpe, api: FakeApi, certificates: Path
) -> None:
    sheet = api.sheets.add_sheet("Mine")
    cpe("upload", "Mine", certificates)
    cpe("start", "Mine", "--wait")
    outcome = cpe("upload", "Mine", certificates, "--json")
    assert outcome.status == 0
    assert [file["duplicate_of"] for file in outcome.json["duplicates"]] == [
        "2025/c1.pdf",
        "2025/c2.pdf",
        "2025/c3.pdf",
    ]
    assert sheet.newest.files == []


def test_add_anyway_takes_it_again(cpe: Cpe, api: FakeApi, certificates: Path) -> None:
    sheet = api.sheets.add_sheet("Mine")
    cpe("upload", "Mine", certificates)
    cpe("start", "Mine", "--wait")
    assert cpe("upload", "Mine", certificates, "--add-anyway").status == 0
    assert len(sheet.newest.files) == 3


def test_a_second_upload_of_the_same_files_sends_nothing(
    cpe: Cpe, api: FakeApi, certificates: Path
) -> None:
    sheet = api.sheets.add_sheet("Mine")
    cpe("upload", "Mine", certificates)
    outcome = cpe("upload", "Mine", certificates, "--json")
    assert outcome.status == 0
    assert len(outcome.json["already_there"]) == 3
    assert api.storage.uploads == 3
    assert len(sheet.newest.files) == 3


def test_after_a_failed_upload_only_the_missing_file_is_sent(
    cpe: Cpe, api: FakeApi, certificates: Path
) -> None:
    sheet = api.sheets.add_sheet("Mine")
    api.faults.add(Fault("POST /storage", status=400, body="<Code>AccessDenied</Code>"))
    cpe("upload", "Mine", certificates)
    outcome = cpe("upload", "Mine", certificates, "--json")
    assert outcome.status == 0
    assert len(outcome.json["uploaded"]) == 1
    assert [bool(file.content) for file in sheet.newest.files] == [True] * 3


def test_a_sheet_that_is_being_read_refuses_with_its_progress(
    cpe: Cpe, api: FakeApi, certificates: Path
) -> None:
    api.sheets.add_sheet("Mine")
    api.sheets.reading = 0
    cpe("upload", "Mine", certificates)
    cpe("start", "Mine")
    outcome = cpe("upload", "Mine", certificates)
    assert outcome.status == 1
    assert "The sheet is being read (0 of 3)" in outcome.err


def test_a_run_started_by_somebody_else_meanwhile_moves_the_upload_to_the_newest(
    cpe: Cpe, api: FakeApi, certificates: Path
) -> None:
    sheet = api.sheets.add_sheet("Mine")
    cpe("upload", "Mine", certificates / "c1.pdf")
    api.after("GET .*/files$", lambda: api.sheets.read_all(sheet))
    outcome = cpe("upload", "Mine", certificates / "c2.pdf", "--json")
    assert outcome.status == 0
    assert outcome.json["run_id"] == sheet.newest.run_id
    assert [file.path for file in sheet.newest.files] == ["c2.pdf"]
    assert sheet.newest.files[0].content == b"Course 2"


def test_a_file_on_its_way_while_somebody_starts_is_told_as_missing(
    cpe: Cpe, api: FakeApi, certificates: Path
) -> None:
    sheet = api.sheets.add_sheet("Mine")
    cpe("upload", "Mine", certificates / "c1.pdf")
    api.after("POST .*/files$", lambda: api.sheets.read_all(sheet))
    outcome = cpe("upload", "Mine", certificates / "c2.pdf", "--json")
    assert outcome.status == 1
    assert outcome.json["uploaded"] == []
    assert [file["code"] for file in outcome.json["failed"]] == ["missing"]


def test_more_files_than_a_run_takes_are_refused_before_anything_is_sent(
    cpe: Cpe, api: FakeApi, checkout: Path
) -> None:
    api.sheets.add_sheet("Mine")
    make_certificates(checkout / "many", 5001)
    outcome = cpe("upload", "Mine", "many", "--json")
    assert outcome.status == 1
    assert outcome.json["error"]["code"] == "too_many_files"
    assert api.count("POST /api/jobs") == 0

"""A file that can't be read fails alone, with a reason, and its sheet goes on."""

from tests.e2e.caller import Caller, paths_of
from tests.e2e.documents import CORRUPT_PDF, CUT_PNG, certificate


def test_a_corrupt_pdf_fails_with_its_reason_among_good_ones(caller: Caller) -> None:
    sheet = caller.create_sheet()
    started = caller.read(
        sheet,
        {
            "first.pdf": certificate("Taxation of Trusts"),
            "broken.pdf": CORRUPT_PDF,
            "last.pdf": certificate("Estate Planning"),
        },
    )
    run = caller.run(sheet, started["active_run_id"])
    assert (run["status"], run["tasks_completed"], run["tasks_failed"]) == (
        "partially_completed",
        2,
        1,
    )
    broken = caller.files(sheet)["broken.pdf"]
    assert (broken["task_status"], broken["reason_code"]) == ("failed", "corrupt")
    assert broken["reason_detail"]
    assert paths_of(caller.results(sheet)) == ["first.pdf", "last.pdf"]


def test_a_run_in_which_nothing_could_be_read_fails_and_the_next_one_opens(
    caller: Caller,
) -> None:
    sheet = caller.create_sheet()
    caller.upload(sheet, {"broken.pdf": CORRUPT_PDF})
    caller.upload(sheet, {"photo.png": CUT_PNG}, "image/png")
    started = caller.start(sheet)
    caller.wait_until_read(sheet)
    assert caller.run(sheet, started["active_run_id"])["status"] == "failed"
    photo = caller.files(sheet)["photo.png"]
    assert (photo["task_status"], photo["reason_code"]) == ("failed", "corrupt")
    assert photo["reason_detail"]
    caller.read(sheet, {"good.pdf": certificate("Estate Planning")})
    assert paths_of(caller.results(sheet)) == ["good.pdf"]


def test_a_failed_file_is_read_again_without_another_upload(caller: Caller) -> None:
    sheet = caller.create_sheet()
    caller.read(sheet, {"broken.pdf": CORRUPT_PDF})
    failed = caller.files(sheet)["broken.pdf"]
    retried = caller.post(f"/api/jobs/{sheet.job_id}/files/{failed['file_id']}/retry")
    started = caller.start(sheet)
    assert started["active_run_id"] == retried["run_id"]
    assert (started["tasks_total"], started["missing"]) == (1, [])
    caller.wait_until_read(sheet)
    assert caller.run(sheet, retried["run_id"])["tasks_failed"] == 1

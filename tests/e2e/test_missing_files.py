"""Start tells what it leaves out: files that never arrived, or not as announced."""

from tests.e2e.caller import Caller, paths_of, send
from tests.e2e.documents import certificate

GOOD = certificate("Estate Planning")


def test_missing_and_truncated_files_are_left_out_and_named(caller: Caller) -> None:
    sheet = caller.create_sheet()
    files = {"good.pdf": GOOD, "cut.pdf": GOOD, "never.pdf": GOOD}
    registered = {one["path"]: one for one in caller.register(sheet, files)["files"]}
    assert send(registered["good.pdf"], GOOD).status_code == 204
    assert send(registered["cut.pdf"], GOOD[:-1]).status_code == 204

    started = caller.start(sheet)
    caller.wait_until_read(sheet)

    assert (started["tasks_total"], started["missing"]) == (1, ["never.pdf"])
    (rejected,) = started["rejected"]
    assert (rejected["path"], rejected["code"]) == ("cut.pdf", "wrong_size")
    listed = caller.files(sheet)
    assert {path: (file["status"], file["reason_code"]) for path, file in listed.items()} == {
        "good.pdf": ("uploaded", None),
        "cut.pdf": ("rejected", "wrong_size"),
        "never.pdf": ("missing", "missing"),
    }
    assert listed["cut.pdf"]["reason_detail"] == rejected["detail"]
    assert paths_of(caller.results(sheet)) == ["good.pdf"]


def test_a_start_where_nothing_arrived_is_refused_with_the_paths(caller: Caller) -> None:
    sheet = caller.create_sheet()
    caller.register(sheet, {"never.pdf": GOOD})
    answer = caller.http.post(f"/api/cpe/sheets/{sheet.job_id}/start")
    said = answer.json()
    assert (answer.status_code, said["code"], said["missing"]) == (
        400,
        "no_processable_file",
        ["never.pdf"],
    )

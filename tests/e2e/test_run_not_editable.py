"""What was started can't be changed; the answer names the run to use instead."""

import httpx

from tests.e2e.caller import Caller, Sheet
from tests.e2e.deployment import Deployment
from tests.e2e.documents import certificate

ONE_MORE = {"files": [{"path": "late.pdf", "size": 10, "content_type": "application/pdf"}]}


def test_a_run_in_progress_names_itself_as_the_newest(
    caller: Caller, deployment: Deployment
) -> None:
    sheet = caller.create_sheet()
    (file,) = caller.upload(sheet, {"a.pdf": certificate("Estate Planning")})["files"]
    with deployment.held("RunTask"):
        caller.start(sheet)
        answers = _changes(caller, sheet, file["file_id"])
    assert [_problem(answer) for answer in answers] == [(409, sheet.run_id)] * 2
    caller.wait_until_read(sheet)


def test_an_ended_run_names_its_successor(caller: Caller) -> None:
    sheet = caller.create_sheet()
    caller.read(sheet, {"a.pdf": certificate("Estate Planning")})
    file = caller.files(sheet)["a.pdf"]
    successor = caller.get(f"/api/jobs/{sheet.job_id}")["latest_run_id"]
    assert successor != sheet.run_id
    answers = _changes(caller, sheet, file["file_id"])
    assert [_problem(answer) for answer in answers] == [(409, successor)] * 2
    assert list(caller.files(sheet)) == ["a.pdf"]


def test_a_start_without_files_is_refused_and_the_sheet_still_takes_uploads(
    caller: Caller,
) -> None:
    sheet = caller.create_sheet()
    answer = caller.http.post(f"/api/cpe/sheets/{sheet.job_id}/start")
    assert (answer.status_code, answer.json()["code"]) == (400, "no_processable_file")
    assert caller.get(f"/api/jobs/{sheet.job_id}/events")["uploads_allowed"] is True


def _changes(caller: Caller, sheet: Sheet, file_id: str) -> list[httpx.Response]:
    files, run = f"/api/jobs/{sheet.job_id}/files", {"run_id": sheet.run_id}
    return [
        caller.http.post(files, params=run, json=ONE_MORE),
        caller.http.delete(f"{files}/{file_id}", params=run),
    ]


def _problem(answer: httpx.Response) -> tuple[int, str]:
    said = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert said["code"] == "run_not_editable"
    return answer.status_code, said["latest_run_id"]

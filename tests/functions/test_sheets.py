"""Sheets: created, listed, renamed, deleted and restored."""

from uuid import uuid4

import pytest

from tests.functions.calling import Caller
from tests.functions.desk import UNREADABLE, Desk


def test_california_is_a_state(ada: Caller) -> None:
    (state,) = ada.get("/api/cpe/states").json
    assert state["name"] == "California"


def test_a_new_sheet_is_named_after_its_state_and_takes_uploads(ada: Caller, desk: Desk) -> None:
    created = desk.sheet()
    (sheet,) = ada.get("/api/cpe/sheets").json["sheets"]
    assert sheet == {
        **sheet,
        "job_id": created["job_id"],
        "name": "CPE Tracker - California",
        "state": "California",
        "template_id": desk.template_id(),
        "latest_run_id": created["run_id"],
        "active_run_id": None,
        "status": "pending",
        "config_step": "upload",
        "files_total": 0,
        "tasks_total": 0,
        "submitted_at": None,
    }


def test_a_sheet_may_be_named(ada: Caller, desk: Desk) -> None:
    desk.sheet("Continuing education")
    assert ada.get("/api/cpe/sheets").json["sheets"][0]["name"] == "Continuing education"


def test_the_newest_sheet_comes_first(ada: Caller, desk: Desk) -> None:
    for name in ("first", "second", "third"):
        desk.sheet(name)
    names = [sheet["name"] for sheet in ada.get("/api/cpe/sheets").json["sheets"]]
    assert names == ["third", "second", "first"]


def test_the_list_tells_the_progress_of_the_run_that_is_read(ada: Caller, desk: Desk) -> None:
    job_id = desk.sheet()["job_id"]
    desk.upload(job_id, {"a.pdf": b"a", "b.pdf": b"b"})
    run_id = desk.start(job_id).json["active_run_id"]
    (sheet,) = ada.get("/api/cpe/sheets").json["sheets"]
    assert (sheet["active_run_id"], sheet["status"]) == (run_id, "in_progress")
    assert (sheet["files_total"], sheet["tasks_total"], sheet["tasks_completed"]) == (2, 2, 0)


def test_the_list_tells_how_the_last_run_ended_once_the_next_is_open(
    ada: Caller, desk: Desk
) -> None:
    desk.finished({"a.pdf": b"a", "b.pdf": UNREADABLE})
    (sheet,) = ada.get("/api/cpe/sheets").json["sheets"]
    assert (sheet["status"], sheet["config_step"]) == ("pending", "upload")
    assert sheet["active_run_id"] is None
    assert (sheet["tasks_total"], sheet["tasks_completed"], sheet["tasks_failed"]) == (2, 1, 1)
    assert sheet["submitted_at"].endswith("Z")


def test_a_sheet_can_be_renamed(ada: Caller, desk: Desk) -> None:
    job_id = desk.sheet()["job_id"]
    assert ada.patch(f"/api/cpe/sheets/{job_id}", {"name": " 2026 "}).status == 204
    assert ada.get(f"/api/jobs/{job_id}").json["name"] == "2026"


def test_a_deleted_sheet_is_hidden_at_once_and_comes_back_when_restored(
    ada: Caller, desk: Desk
) -> None:
    sheet = desk.finished({"a.pdf": b"a"})
    before = ada.get("/api/cpe/sheets").json
    assert ada.delete(f"/api/cpe/sheets/{sheet['job_id']}").status == 204
    assert ada.get("/api/cpe/sheets").json == {"sheets": []}
    assert ada.get(f"/api/jobs/{sheet['job_id']}/results").code == "not_found"
    assert ada.post(f"/api/cpe/sheets/{sheet['job_id']}/restore").status == 204
    assert ada.get("/api/cpe/sheets").json == before
    assert ada.get(f"/api/jobs/{sheet['job_id']}/results").json["total"] == 1


def test_deleting_twice_is_deleting_what_is_not_there(ada: Caller, desk: Desk) -> None:
    path = f"/api/cpe/sheets/{desk.sheet()['job_id']}"
    assert ada.delete(path).status == 204
    assert ada.delete(path).code == "not_found"


def test_restoring_what_was_not_deleted_changes_nothing(ada: Caller, desk: Desk) -> None:
    job_id = desk.sheet()["job_id"]
    assert ada.post(f"/api/cpe/sheets/{job_id}/restore").status == 204
    assert len(ada.get("/api/cpe/sheets").json["sheets"]) == 1


@pytest.mark.parametrize(
    ("deleted", "status"), [("6 days 23 hours", 204), ("7 days 1 minute", 409)]
)
def test_a_sheet_can_be_restored_for_a_week(
    ada: Caller, desk: Desk, deleted: str, status: int
) -> None:
    job_id = desk.sheet()["job_id"]
    desk.execute(
        "UPDATE extraction_jobs SET deleted_at = now() - CAST(:ago AS interval)", ago=deleted
    )
    answer = ada.post(f"/api/cpe/sheets/{job_id}/restore")
    assert answer.status == status
    assert answer.body == b"" or answer.code == "restore_window_over"


def test_a_template_that_is_no_state_makes_no_sheet(ada: Caller, desk: Desk) -> None:
    template_id = uuid4()
    desk.execute(
        "INSERT INTO templates (id, template_type, name, is_public)"
        " VALUES (:id, 'extraction', 'Invoices', true)",
        id=template_id,
    )
    refused = ada.post("/api/cpe/sheets", {"template_id": str(template_id)})
    assert refused.code == "not_found"
    assert ada.get("/api/cpe/sheets").json == {"sheets": []}


def test_ones_own_template_makes_a_sheet(ada: Caller, desk: Desk) -> None:
    template_id = uuid4()
    desk.execute(
        "INSERT INTO templates (id, template_type, name, is_public, user_id)"
        " VALUES (:id, 'cpe', 'Nevada', false, 'ada')",
        id=template_id,
    )
    assert ada.post("/api/cpe/sheets", {"template_id": str(template_id)}).status == 201
    assert ada.get("/api/cpe/sheets").json["sheets"][0]["name"] == "CPE Tracker - Nevada"

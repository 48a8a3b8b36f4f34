"""Jobs and their runs, and the state that is polled."""

from uuid import uuid4

from tests.functions.calling import Caller
from tests.functions.desk import UNREADABLE, Desk


def test_sheets_are_no_entries_of_the_list_of_jobs_unless_asked_for(
    ada: Caller, desk: Desk
) -> None:
    sheet = desk.sheet()
    job_id, run_id = uuid4(), uuid4()
    desk.execute(
        "INSERT INTO extraction_jobs (id, user_id, name) VALUES (:id, 'ada', 'Invoices')", id=job_id
    )
    desk.execute(
        "INSERT INTO job_runs (id, job_id, result_set_index) VALUES (:id, :job_id, 0)",
        id=run_id,
        job_id=job_id,
    )

    def listed(**query: str) -> list[str]:
        return [job["job_id"] for job in ada.get("/api/jobs", **query).json["jobs"]]

    assert listed() == listed(job_type="extraction") == [str(job_id)]
    assert listed(job_type="cpe") == [sheet["job_id"]]


def test_a_job_is_shown_with_its_newest_run_or_the_run_asked_for(ada: Caller, desk: Desk) -> None:
    sheet = desk.finished({"a.pdf": b"a", "b.pdf": UNREADABLE})
    path = f"/api/jobs/{sheet['job_id']}"
    newest = ada.get(path).json
    assert newest["job_type"] == "cpe"
    assert newest["run"]["status"] == "pending"
    assert newest["run"]["append_from_run_id"] == sheet["run_id"]
    assert newest["run"]["result_set_index"] == 1
    assert newest["latest_run_id"] == newest["run"]["run_id"]
    first = ada.get(path, run_id=sheet["run_id"]).json
    assert first["run"]["run_id"] == sheet["run_id"]
    assert first["run"]["status"] == "partially_completed"
    assert (first["run"]["tasks_completed"], first["run"]["tasks_failed"]) == (1, 1)
    assert first["latest_run_id"] == newest["latest_run_id"]


def test_a_run_that_is_read_is_the_active_one(ada: Caller, desk: Desk) -> None:
    job_id = desk.sheet()["job_id"]
    desk.upload(job_id, {"a.pdf": b"a"})
    run_id = desk.start(job_id).json["active_run_id"]
    assert ada.get(f"/api/jobs/{job_id}").json["active_run_id"] == run_id


def test_runs_are_listed_oldest_first(ada: Caller, desk: Desk) -> None:
    sheet = desk.finished({"a.pdf": b"a"})
    first, second = ada.get(f"/api/jobs/{sheet['job_id']}/runs").json["runs"]
    assert (first["run_id"], first["status"]) == (sheet["run_id"], "completed")
    assert (second["append_from_run_id"], second["status"]) == (sheet["run_id"], "pending")


def test_what_has_not_changed_is_not_sent_again(ada: Caller, desk: Desk) -> None:
    path = f"/api/jobs/{desk.sheet()['job_id']}/events"
    first = ada.get(path)
    assert first.json["uploads_allowed"] is True
    assert first.headers["Retry-After"] == "2"
    again = ada.call("GET", path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status, again.body) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Retry-After"] == "2"


def test_a_cache_on_the_way_may_have_weakened_the_etag(ada: Caller, desk: Desk) -> None:
    """What compresses an answer marks its ETag as weak; RFC 9110 compares weakly here."""
    path = f"/api/jobs/{desk.sheet()['job_id']}/events"
    etag = ada.get(path).headers["ETag"]
    for sent in (f"W/{etag}", f'"other", {etag}'):
        assert ada.call("GET", path, headers={"If-None-Match": sent}).status == 304


def test_every_change_has_an_etag_of_its_own(ada: Caller, desk: Desk) -> None:
    job_id = desk.sheet()["job_id"]
    path = f"/api/jobs/{job_id}/events"
    etags = [ada.get(path).headers["ETag"]]
    desk.upload(job_id, {"a.pdf": b"a", "b.pdf": UNREADABLE})
    run_id = desk.start(job_id).json["active_run_id"]
    etags.append(ada.get(path).headers["ETag"])
    desk.read_all()
    etags.append(ada.get(path).headers["ETag"])
    desk.complete(run_id)
    changed = ada.call("GET", path, headers={"If-None-Match": etags[-1]})
    assert changed.status == 200
    assert len({*etags, changed.headers["ETag"]}) == 4


def test_events_tell_the_run_that_is_read_and_whether_uploads_are_taken(
    ada: Caller, desk: Desk
) -> None:
    job_id = desk.sheet()["job_id"]
    desk.upload(job_id, {"a.pdf": b"a", "b.pdf": UNREADABLE})
    run_id = desk.start(job_id).json["active_run_id"]
    running = ada.get(f"/api/jobs/{job_id}/events").json
    assert (running["active_run_id"], running["uploads_allowed"]) == (run_id, False)
    assert (running["tasks_total"], running["estimated_seconds_left"]) == (2, None)
    desk.execute(
        "UPDATE extraction_tasks SET error_code = 'throttled', error_detail = 'Busy.'"
        " WHERE position = 0"
    )
    assert ada.get(f"/api/jobs/{job_id}/events").json["tasks_retrying"] == 1
    desk.read_all()
    desk.complete(run_id)
    ended = ada.get(f"/api/jobs/{job_id}/events").json
    assert (ended["active_run_id"], ended["uploads_allowed"]) == (None, True)
    assert ended["latest_run_id"] != run_id
    assert (ended["tasks_completed"], ended["tasks_failed"]) == (1, 1)


def test_the_time_left_follows_from_the_pace_so_far(ada: Caller, desk: Desk) -> None:
    job_id = desk.sheet()["job_id"]
    desk.upload(job_id, {f"{number}.pdf": b"a" for number in range(4)})
    desk.start(job_id)
    desk.execute(
        "UPDATE job_runs SET tasks_completed = 1, submitted_at = now() - interval '20 seconds'"
    )
    assert ada.get(f"/api/jobs/{job_id}/events").json["estimated_seconds_left"] == 60

"""Deleting hides at once, can be undone for a while, and in the end removes everything."""

from tests.e2e.caller import Caller, Sheet
from tests.e2e.deployment import Deployment
from tests.e2e.documents import certificate
from tests.e2e.polling import eventually


def test_a_deleted_sheet_is_gone_from_every_answer_at_once(caller: Caller) -> None:
    sheet = _finished_sheet(caller)
    _delete(caller, sheet)
    assert caller.get("/api/cpe/sheets") == {"sheets": []}
    asked = [
        caller.http.get(f"/api/jobs/{sheet.job_id}"),
        caller.http.get(f"/api/jobs/{sheet.job_id}/runs"),
        caller.http.get(f"/api/jobs/{sheet.job_id}/files"),
        caller.http.get(f"/api/jobs/{sheet.job_id}/results"),
        caller.http.get(f"/api/jobs/{sheet.job_id}/events"),
        caller.http.post(f"/api/jobs/{sheet.job_id}/exports", json={"format": "csv"}),
        caller.http.post(f"/api/cpe/sheets/{sheet.job_id}/start"),
        caller.http.delete(f"/api/cpe/sheets/{sheet.job_id}"),
    ]
    assert {(answer.status_code, answer.json()["code"]) for answer in asked} == {(404, "not_found")}


def test_a_restored_sheet_is_as_it_was(caller: Caller) -> None:
    sheet = _finished_sheet(caller)
    before = caller.results(sheet), caller.files(sheet)
    _delete(caller, sheet)
    caller.post(f"/api/cpe/sheets/{sheet.job_id}/restore")
    assert (caller.results(sheet), caller.files(sheet)) == before
    (listed,) = caller.get("/api/cpe/sheets")["sheets"]
    assert listed["job_id"] == sheet.job_id


def test_the_purge_removes_rows_and_objects_of_that_sheet_alone(
    caller: Caller, deployment: Deployment
) -> None:
    doomed, kept = _finished_sheet(caller), _finished_sheet(caller)
    _delete(caller, doomed)
    deployment.change(
        "UPDATE extraction_jobs SET deleted_at = deleted_at - interval '8 days' WHERE id = :id",
        id=doomed.job_id,
    )
    assert _objects(caller, doomed, deployment)

    deployment.reconcile()

    # The schedule may have taken the purge on at the same moment, and be at it still.
    eventually(lambda: _rows_left(doomed, deployment) == 0)

    assert _objects(caller, doomed, deployment) == []
    assert caller.http.post(f"/api/cpe/sheets/{doomed.job_id}/restore").status_code == 404
    assert len(caller.results(kept)) == 1
    # The upload and the export.
    assert len(_objects(caller, kept, deployment)) == 2


def _finished_sheet(caller: Caller) -> Sheet:
    sheet = caller.create_sheet()
    caller.read(sheet, {"trusts.pdf": certificate("Taxation of Trusts")})
    caller.export(sheet, "csv")
    return sheet


def _delete(caller: Caller, sheet: Sheet) -> None:
    assert caller.http.delete(f"/api/cpe/sheets/{sheet.job_id}").status_code == 204


def _objects(caller: Caller, sheet: Sheet, deployment: Deployment) -> list[str]:
    return deployment.object_keys(f"users/{caller.user_id}/jobs/{sheet.job_id}/")


def _rows_left(sheet: Sheet, deployment: Deployment) -> int:
    (left,) = deployment.rows(
        """
        SELECT (SELECT count(*) FROM extraction_jobs WHERE id = :id)
             + (SELECT count(*) FROM job_runs WHERE job_id = :id) AS total
        """,
        id=sheet.job_id,
    )
    return int(left.total)

"""Another user's ids answer byte for byte like ids nobody has, on every route there is."""

from typing import Any
from uuid import uuid4

import pytest

from cpe_tracker.schemas import files, results, sheets
from cpe_tracker.wiring import Parts
from tests.functions.apps import API
from tests.functions.calling import Answer, Caller
from tests.functions.desk import UNREADABLE, Desk, a_file

BODIES: dict[type, dict[str, Any]] = {
    sheets.RenameSheet: {"name": "Mine now"},
    files.RegisterFiles: {"files": [a_file("mine.pdf")]},
    results.CreateExport: {"format": "csv"},
}
"""A valid body for each route with an id; a new kind of body has to be added here."""

WITH_IDS = [one for one in API.api.endpoints if "{" in one.path]
WITH_FILE_IDS = [one for one in WITH_IDS if "{file_id}" in one.path]
WITH_RUN_IDS = [
    (one, name)
    for one in WITH_IDS
    for model in (one.query, one.body)
    for name in (model.model_fields if model else ())
    if name in ("run_id", "from_run_id")
]


def named(endpoint: Any) -> str:
    return f"{endpoint.method} {endpoint.path}"


def asked(caller: Caller, endpoint: Any, ids: dict[str, object], **run: Any) -> Answer:
    """With the run in the body or in the query, where the route takes it."""
    body = BODIES[endpoint.body] if endpoint.body else None
    if body and run and set(run) <= set(endpoint.body.model_fields):
        body, run = {**body, **run}, {}
    return caller.call(endpoint.method, endpoint.path.format(**ids), body, **run)


@pytest.fixture
def ids(desk: Desk) -> dict[str, object]:
    """Of a sheet of Ada's, of its ended run and of a file that could not be read."""
    sheet = desk.finished({"broken.pdf": UNREADABLE, "good.pdf": b"good"})
    desk.upload(sheet["job_id"], {"more.pdf": b"more"})
    failed = desk.ids(
        "SELECT source_file_id FROM task_files tf JOIN extraction_tasks t ON t.id = tf.task_id"
        " WHERE t.status = 'failed'"
    )
    return {**sheet, "file_id": failed[0]}


@pytest.mark.parametrize("endpoint", WITH_IDS, ids=named)
def test_a_foreign_id_is_an_unknown_id(
    endpoint: Any, ada: Caller, bob: Caller, desk: Desk, ids: dict[str, object]
) -> None:
    unknown = asked(bob, endpoint, {"job_id": uuid4(), "file_id": uuid4()})
    malformed = asked(bob, endpoint, {"job_id": "nothing", "file_id": "1"})
    foreign = asked(bob, endpoint, ids)
    assert unknown.code == "not_found"
    assert foreign == unknown == malformed
    if endpoint.method == "DELETE" and endpoint in WITH_FILE_IDS:
        ids["file_id"] = desk.ids("SELECT id FROM source_files WHERE status = 'awaiting_upload'")[0]
    assert asked(ada, endpoint, ids).status == endpoint.status, "the ids were none to begin with"


def test_a_foreign_file_is_not_reached_through_ones_own_sheet(
    bob: Caller, ids: dict[str, object], parts: Parts
) -> None:
    own = {"job_id": Desk(bob, parts).sheet()["job_id"]}
    for endpoint in WITH_FILE_IDS:
        unknown = asked(bob, endpoint, {**own, "file_id": uuid4()})
        foreign = asked(bob, endpoint, {**own, "file_id": ids["file_id"]})
        assert unknown.code == "not_found", named(endpoint)
        assert foreign == unknown, named(endpoint)


def test_a_foreign_run_is_not_reached_through_ones_own_sheet(
    bob: Caller, ids: dict[str, object], parts: Parts
) -> None:
    desk = Desk(bob, parts)
    own: dict[str, object] = {"job_id": desk.sheet()["job_id"]}
    own["file_id"] = desk.upload(str(own["job_id"]), {"a.pdf": b"a"})[0]
    for endpoint, name in WITH_RUN_IDS:
        unknown = asked(bob, endpoint, own, **{name: str(uuid4())})
        foreign = asked(bob, endpoint, own, **{name: str(ids["run_id"])})
        assert unknown.code == "not_found", named(endpoint)
        assert foreign == unknown, named(endpoint)


def test_a_deleted_sheet_is_an_unknown_one_until_it_is_restored(
    ada: Caller, ids: dict[str, object]
) -> None:
    assert ada.delete(f"/api/cpe/sheets/{ids['job_id']}").status == 204
    restore = next(one for one in WITH_IDS if one.path.endswith("/restore"))
    for endpoint in WITH_IDS:
        if endpoint is not restore:
            unknown = asked(ada, endpoint, {"job_id": uuid4(), "file_id": uuid4()})
            assert asked(ada, endpoint, ids) == unknown, named(endpoint)
    assert asked(ada, restore, ids).status == 204


def test_lists_hold_ones_own_only(ada: Caller, bob: Caller, ids: dict[str, object]) -> None:
    assert len(ada.get("/api/cpe/sheets").json["sheets"]) == 1
    assert bob.get("/api/cpe/sheets").json == {"sheets": []}
    assert bob.get("/api/jobs", job_type="cpe").json == {"jobs": []}
    assert ids


def test_a_job_that_is_no_sheet_is_unknown_to_the_sheets_routes(ada: Caller, desk: Desk) -> None:
    job_id = uuid4()
    desk.execute(
        "INSERT INTO extraction_jobs (id, user_id, name) VALUES (:id, 'ada', 'Invoices')", id=job_id
    )
    for endpoint in WITH_IDS:
        if endpoint.path.startswith("/api/cpe/sheets/"):
            assert asked(ada, endpoint, {"job_id": job_id}).code == "not_found", endpoint.path


def test_a_template_nobody_may_use_is_unknown(ada: Caller, desk: Desk) -> None:
    private = uuid4()
    desk.execute(
        "INSERT INTO templates (id, template_type, name, is_public, user_id)"
        " VALUES (:id, 'cpe', 'Bobs', false, 'bob')",
        id=private,
    )
    foreign = ada.post("/api/cpe/sheets", {"template_id": str(private)})
    assert foreign.code == "not_found"
    assert foreign == ada.post("/api/cpe/sheets", {"template_id": str(uuid4())})

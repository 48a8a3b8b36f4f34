"""A presigned POST lets exactly the registered file in, and nothing else."""

from typing import Any

from tests.e2e.caller import Caller, Sheet, send
from tests.e2e.deployment import Deployment
from tests.e2e.documents import certificate

CONTENT = certificate("Estate Planning")
LARGEST = 25 * 1024 * 1024


def test_another_content_type_is_refused(caller: Caller, deployment: Deployment) -> None:
    sheet, file = _registered(caller)
    assert send(file, CONTENT, **{"Content-Type": "text/html"}).status_code == 403
    _nothing_arrived(caller, sheet, deployment)


def test_another_key_is_refused(caller: Caller, deployment: Deployment) -> None:
    sheet, file = _registered(caller)
    key = file["upload"]["fields"]["key"]
    for other in (key + "x", key.replace(caller.user_id, "somebody"), "elsewhere"):
        assert send(file, CONTENT, key=other).status_code == 403
    _nothing_arrived(caller, sheet, deployment)


def test_a_file_above_the_limit_is_refused(caller: Caller, deployment: Deployment) -> None:
    sheet, file = _registered(caller)
    answer = send(file, b"%PDF-1.7\n".ljust(LARGEST + 1, b" "))
    assert (answer.status_code, "EntityTooLarge" in answer.text) == (400, True)
    _nothing_arrived(caller, sheet, deployment)


def test_an_empty_file_is_refused(caller: Caller, deployment: Deployment) -> None:
    sheet, file = _registered(caller)
    answer = send(file, b"")
    assert (answer.status_code, "EntityTooSmall" in answer.text) == (400, True)
    _nothing_arrived(caller, sheet, deployment)


def test_a_changed_policy_or_signature_is_refused(caller: Caller, deployment: Deployment) -> None:
    sheet, file = _registered(caller)
    _, other = _registered(caller)
    foreign = other["upload"]["fields"]
    for name in ("policy", "x-amz-signature"):
        assert send(file, CONTENT, **{name: foreign[name]}).status_code == 403
    _nothing_arrived(caller, sheet, deployment)


def test_the_registered_file_is_taken_and_its_bytes_come_back(caller: Caller) -> None:
    sheet, file = _registered(caller)
    assert send(file, CONTENT).status_code == 204
    content = caller.get(f"/api/jobs/{sheet.job_id}/files/{file['file_id']}/content")
    answer = caller.http.get(content["url"], headers={"Authorization": ""})
    assert (answer.content, answer.headers["content-type"]) == (CONTENT, "application/pdf")


def _registered(caller: Caller) -> tuple[Sheet, Any]:
    sheet = caller.create_sheet()
    (file,) = caller.register(sheet, {"estate.pdf": CONTENT})["files"]
    return sheet, file


def _nothing_arrived(caller: Caller, sheet: Sheet, deployment: Deployment) -> None:
    assert deployment.object_keys(f"users/{caller.user_id}/jobs/{sheet.job_id}/") == []

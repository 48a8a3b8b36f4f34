"""Another user's ids answer exactly like ids that don't exist, on every route there is."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from local_stack.state import StackState
from tests.e2e.caller import Caller, Sheet
from tests.e2e.deployment import Deployment
from tests.e2e.documents import CORRUPT_PDF, certificate
from tests.e2e.schema_examples import example_of

DESCRIPTION = json.loads(
    (Path(__file__).parents[2] / "docs" / "openapi.json").read_text(encoding="utf-8")
)
OPERATIONS = [
    (method, path)
    for path, operations in DESCRIPTION["paths"].items()
    for method in operations
    if "{" in path
]


@dataclass(frozen=True)
class Owned:
    """Somebody's sheet, and the ids of what belongs to it."""

    owner: Caller
    sheet: Sheet
    ids: dict[str, str]


@pytest.fixture(scope="module")
def owned(stack: StackState, deployment: Deployment) -> Iterator[Owned]:
    owner = Caller(stack)
    with owner.http:
        sheet = owner.create_sheet()
        owner.read(sheet, {"a.pdf": certificate("Estate Planning"), "bad.pdf": CORRUPT_PDF})
        ids = {
            "job_id": sheet.job_id,
            "run_id": sheet.run_id,
            "file_id": owner.files(sheet)["bad.pdf"]["file_id"],
            "template_id": _private_template(owner, deployment),
        }
        yield Owned(owner, sheet, ids)


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_a_foreign_id_answers_like_an_unknown_one(
    method: str, path: str, owned: Owned, caller: Caller
) -> None:
    unknown = {name: str(uuid4()) for name in owned.ids}
    foreign_answer = _ask(caller, method, path, owned.ids)
    assert foreign_answer.status_code == 404
    assert _seen(foreign_answer) == _seen(_ask(caller, method, path, unknown))


@pytest.mark.parametrize(("method", "path"), [one for one in OPERATIONS if "{job_id}" in one[1]])
def test_a_foreign_run_or_file_within_ones_own_job_answers_like_an_unknown_one(
    method: str, path: str, owned: Owned, caller: Caller
) -> None:
    mine = caller.create_sheet().job_id
    parameters = {one["name"] for one in _operation(method, path).get("parameters", [])}
    if not parameters & {"run_id", "file_id"}:
        return
    foreign = owned.ids | {"job_id": mine}
    unknown = {name: str(uuid4()) for name in owned.ids} | {"job_id": mine}
    answers = [_ask(caller, method, path, ids, with_run=True) for ids in (foreign, unknown)]
    assert answers[0].status_code == 404
    assert _seen(answers[0]) == _seen(answers[1])


def test_a_sheet_cannot_be_made_from_anothers_template(owned: Owned, caller: Caller) -> None:
    answers = [
        caller.http.post("/api/cpe/sheets", json={"template_id": template_id})
        for template_id in (owned.ids["template_id"], str(uuid4()))
    ]
    assert answers[0].status_code == 404
    assert _seen(answers[0]) == _seen(answers[1])


def test_lists_show_ones_own_alone(owned: Owned, caller: Caller) -> None:
    mine = caller.create_sheet()
    assert [one["job_id"] for one in caller.get("/api/cpe/sheets")["sheets"]] == [mine.job_id]
    jobs = caller.get("/api/jobs", job_type="cpe")["jobs"]
    assert [one["job_id"] for one in jobs] == [mine.job_id]
    assert caller.get("/api/jobs")["jobs"] == []
    assert len(owned.owner.results(owned.sheet)) == 1


def _ask(
    caller: Caller, method: str, path: str, ids: dict[str, str], with_run: bool = False
) -> httpx.Response:
    operation = _operation(method, path)
    query = {}
    if with_run and any(one["name"] == "run_id" for one in operation.get("parameters", [])):
        query = {"run_id": ids["run_id"]}
    body = None
    if "requestBody" in operation:
        schema = operation["requestBody"]["content"]["application/json"]["schema"]
        body = example_of(schema, DESCRIPTION)
    return caller.http.request(method, path.format(**ids), params=query, json=body)


def _operation(method: str, path: str) -> Any:
    return DESCRIPTION["paths"][path][method]


def _seen(answer: httpx.Response) -> tuple[int, bytes, str]:
    return answer.status_code, answer.content, answer.headers["content-type"]


def _private_template(owner: Caller, deployment: Deployment) -> str:
    template_id = str(uuid4())
    deployment.change(
        """
        INSERT INTO templates (id, template_type, name, is_public, user_id)
        VALUES (:id, 'cpe', 'My own', false, :user_id)
        """,
        id=template_id,
        user_id=owner.user_id,
    )
    return template_id

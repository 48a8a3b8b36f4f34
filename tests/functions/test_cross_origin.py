"""A page of any origin may call, send what it polls with, and read what it needs."""

import pytest

from tests.functions.apps import API
from tests.functions.calling import Caller
from tests.functions.desk import Desk

METHODS = [
    pytest.param(route, id=f"{method} {path}")
    for path, methods in API.app.routes.items()
    for method, route in methods.items()
]


@pytest.mark.parametrize("route", METHODS)
def test_every_route_allows_the_headers_a_page_sends_and_shows_those_it_reads(
    route: object,
) -> None:
    headers = route.cors.get_access_control_headers()  # type: ignore[attr-defined]
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert {"Authorization", "Content-Type", "If-None-Match"} <= set(
        headers["Access-Control-Allow-Headers"].split(",")
    )
    assert set(headers["Access-Control-Expose-Headers"].split(",")) == {"ETag", "Retry-After"}
    assert "Access-Control-Allow-Credentials" not in headers


def test_answers_and_problems_alike_can_be_read_by_a_page(ada: Caller, desk: Desk) -> None:
    answers = [
        ada.get(f"/api/jobs/{desk.sheet()['job_id']}/events"),
        ada.get("/api/jobs/nothing"),
    ]
    assert [answer.status for answer in answers] == [200, 404]
    for answer in answers:
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "ETag" in answer.headers["Access-Control-Expose-Headers"]

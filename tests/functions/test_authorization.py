"""Nobody gets past the authorizer without a token that can be trusted."""

import time
from typing import Any

import pytest
from chalice.test import Client, HTTPResponse

from tests.functions.apps import API
from tests.functions.tokens import PROJECT, token_of

ENDPOINTS = API.api.endpoints
CLOSED = [one for one in ENDPOINTS if not one.is_open]
NO_TOKEN, REFUSED_TOKEN = 401, 403
"""What the gateway makes of them; the stack's template answers 401 to both."""


def named(endpoint: Any) -> str:
    return f"{endpoint.method} {endpoint.path}"


@pytest.fixture
def offline(cold: None, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    """The authorizer's environment, with nothing behind any address in it."""
    monkeypatch.setenv("CPE_MODE", "local")
    monkeypatch.setenv("FILES_BUCKET", "nowhere")
    monkeypatch.setenv("TASK_QUEUE_URL", "nowhere")
    monkeypatch.setenv("RUN_COMPLETED_QUEUE_URL", "nowhere")
    monkeypatch.setenv("DATABASE_URL", "nowhere")
    monkeypatch.setenv("FIREBASE_PROJECT_ID", PROJECT)
    monkeypatch.setenv("FIREBASE_AUTH_EMULATOR_HOST", "127.0.0.1:9099")


def asked(endpoint: Any, headers: dict[str, str]) -> HTTPResponse:
    path = endpoint.path.format(job_id="x", file_id="x")
    return Client(API.app).http.request(endpoint.method, path, headers=headers)


def test_only_health_and_the_description_are_open() -> None:
    open_routes = {
        f"{method} {path}"
        for path, methods in API.app.routes.items()
        for method, route in methods.items()
        if route.authorizer is None
    }
    assert open_routes == {"GET /api/health", "GET /api/openapi.json"}


def test_the_description_tells_which_routes_are_open() -> None:
    for endpoint in API.api.endpoints:
        route = API.app.routes[endpoint.path][endpoint.method]
        assert endpoint.is_open == (route.authorizer is None), endpoint.path


@pytest.mark.parametrize("endpoint", CLOSED, ids=named)
def test_no_token_no_answer(endpoint: Any) -> None:
    assert asked(endpoint, {}).status_code == NO_TOKEN


@pytest.mark.parametrize(
    "token",
    [
        pytest.param("Bearer nonsense", id="nonsense"),
        pytest.param("Bearer ", id="empty"),
        pytest.param(f"Bearer {token_of('ada', exp=int(time.time()) - 60)}", id="expired"),
        pytest.param(f"Bearer {token_of('ada', aud='another')}", id="of another project"),
        pytest.param(f"Bearer {token_of('')}", id="of nobody"),
    ],
)
@pytest.mark.parametrize("endpoint", CLOSED, ids=named)
@pytest.mark.usefixtures("offline")
def test_a_token_that_cannot_be_trusted_opens_nothing(endpoint: Any, token: str) -> None:
    assert asked(endpoint, {"Authorization": token}).status_code == REFUSED_TOKEN

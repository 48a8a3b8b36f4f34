"""Requests that fail, and what stdout holds whatever happens."""

from pathlib import Path

import pytest

from .conftest import Cpe
from .fake_api import FakeApi
from .faults import Fault


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_a_passing_failure_is_tried_again(cpe: Cpe, api: FakeApi, status: int) -> None:
    fault = Fault("GET /api/cpe/sheets", times=2, status=status, headers={"Retry-After": "0"})
    api.faults.add(fault)
    assert cpe("sheets", "--json").json == []
    assert api.count("GET /api/cpe/sheets") == 3


def test_a_lost_connection_is_tried_again(cpe: Cpe, api: FakeApi) -> None:
    api.faults.add(Fault("GET /api/cpe/sheets", drop_before=True))
    assert cpe("sheets", "--json").json == []


def test_a_lasting_failure_ends_in_the_apis_words(cpe: Cpe, api: FakeApi) -> None:
    api.faults.add(
        Fault(
            "GET /api/cpe/sheets",
            times=9,
            status=503,
            body='{"code": "temporarily_unavailable", "detail": "Something is busy."}',
            headers={"Retry-After": "0"},
        )
    )
    outcome = cpe("sheets", "--json")
    assert outcome.status == 1
    assert outcome.err.endswith("Something is busy.\n")
    assert outcome.json["error"]["code"] == "temporarily_unavailable"
    assert api.count("GET /api/cpe/sheets") == 5


def test_a_refusal_is_not_tried_again(cpe: Cpe, api: FakeApi) -> None:
    refusal = '{"code": "forbidden_name", "detail": "Choose another name."}'
    api.faults.add(Fault("POST /api/cpe/sheets", status=400, body=refusal))
    outcome = cpe("create", "--state", "California")
    assert outcome.status == 1
    assert "Choose another name." in outcome.err
    assert api.count("POST /api/cpe/sheets") == 1


def test_an_api_that_is_away_is_a_sentence(cpe: Cpe) -> None:
    outcome = cpe("health", "--api-url", "http://127.0.0.1:9", "--json")
    assert outcome.status == 1
    assert outcome.json["error"]["code"] == "api_unreachable"
    assert "Is the local stack running (`make up`)?" in outcome.err


def test_a_command_line_that_makes_no_sense_has_status_two(cpe: Cpe) -> None:
    outcome = cpe("upload", "Mine", "--json")
    assert outcome.status == 2
    assert outcome.out == ""
    assert "PATH" in outcome.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("states",),
        ("sheets",),
        ("create", "--state", "California"),
        ("upload", "Mine", "2025"),
        ("start", "Mine"),
        ("start", "Mine", "--wait"),
        ("show", "Mine"),
        ("files", "Mine"),
        ("export", "Mine", "-o", "t.csv"),
        ("extract", "2025", "-o", "t.csv", "--state", "California"),
        ("demo", "--certs", "2025"),
        ("rename", "Mine", "Other"),
        ("remove", "Mine", "2025/c1.pdf"),
        ("retry", "Mine"),
        ("delete", "Mine", "--yes"),
        ("restore", "00000000-0000-0000-0000-000000000000"),
        ("login",),
        ("logout",),
        ("health",),
    ],
    ids=lambda arguments: arguments[0],
)
def test_with_json_stdout_is_one_document_whatever_happens(
    cpe: Cpe, api: FakeApi, certificates: Path, arguments: tuple[str, ...]
) -> None:
    api.sheets.add_sheet("Mine")
    (certificates / "bad.pdf").write_bytes(b"corrupt")
    (certificates / ".hidden").touch()
    if arguments[0] != "upload":
        cpe("upload", "Mine", "2025")
    outcome = cpe(*arguments, "--json")
    assert outcome.out.count("\n") == 1
    assert isinstance(outcome.json, dict | list)

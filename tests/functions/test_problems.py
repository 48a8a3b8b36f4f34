"""Every refusal is a problem (RFC 9457) with a stable code that says what to do."""

import inspect
from http import HTTPStatus
from typing import Any, NoReturn

import pytest

from cpe_tracker import errors, wiring
from cpe_tracker.errors import CpeTrackerError
from cpe_tracker.wiring import Parts
from tests.functions.apps import API
from tests.functions.calling import Caller
from tests.functions.desk import Desk, a_file
from tests.functions.log_lines import lines_in

from chalicelib.problems import STATUS_OF  # isort: skip  # apps puts it within reach

FAMILY = {
    error
    for _, error in inspect.getmembers(errors, inspect.isclass)
    if issubclass(error, CpeTrackerError) and error is not CpeTrackerError
}
SHEETS, FILES, EXPORTS = "/api/cpe/sheets", "/api/jobs/{job_id}/files", "/api/jobs/{job_id}/exports"


def test_every_error_has_a_status() -> None:
    assert set(STATUS_OF) == FAMILY


def test_every_error_has_a_code_of_its_own() -> None:
    codes = [error.code for error in FAMILY]
    assert sorted(codes) == sorted(set(codes))


def test_what_a_route_may_answer_has_a_status() -> None:
    assert {one for endpoint in API.api.endpoints for one in endpoint.problems} <= FAMILY


UNFIT_BODIES: list[tuple[str, Any, str]] = [
    (SHEETS, {}, "template_id"),
    (SHEETS, {"template_id": "California"}, "template_id"),
    (SHEETS, {"template_id": None, "colour": "red"}, "template_id colour"),
    (SHEETS, [], ""),
    (SHEETS, b"", "template_id"),
    (SHEETS, b"{", ""),
    (SHEETS, b"\xff", ""),
    (FILES, {"files": []}, "files"),
    (FILES, {"files": [a_file("a.pdf"), a_file("b\x00.pdf")]}, "files.1.path"),
    (FILES, {"files": [{**a_file("a.pdf"), "size": "big"}]}, "files.0.size"),
    (FILES, b'{"files": [{"path": "\\ud83d", "size": 1, "content_type": "a"}]}', ""),
    (EXPORTS, {"format": "pdf"}, "format"),
    (EXPORTS, {"format": "csv", "view": {"rows": [["x", 0]]}}, "view.rows.0.0"),
]


def test_a_body_that_does_not_fit_tells_where(ada: Caller, desk: Desk) -> None:
    job_id = desk.sheet()["job_id"]
    for path, body, where in UNFIT_BODIES:
        answer = ada.post(path.format(job_id=job_id), body)
        assert (answer.status, answer.code) == (400, "invalid_request"), body
        assert " ".join(error["where"] for error in answer.json["errors"]) == where, body
        assert all(error["problem"] for error in answer.json["errors"]), body


UNFIT_QUERIES = [
    ("/api/jobs", {"job_type": "tax"}, "job_type"),
    ("/api/jobs", {"type": "cpe"}, "type"),
    ("/api/jobs/{job_id}", {"run_id": "newest"}, "run_id"),
    ("/api/jobs/{job_id}/results", {"limit": "0"}, "limit"),
    ("/api/jobs/{job_id}/results", {"cells": "maybe"}, "cells"),
]


def test_a_query_that_does_not_fit_tells_where(ada: Caller, desk: Desk) -> None:
    job_id = desk.sheet()["job_id"]
    for path, query, where in UNFIT_QUERIES:
        answer = ada.get(path.format(job_id=job_id), **query)
        assert (answer.status, answer.code) == (400, "invalid_request"), query
        assert [error["where"] for error in answer.json["errors"]] == [where], query


def test_what_was_sent_is_not_repeated(ada: Caller) -> None:
    """It may be a token in the wrong place, and answers end in logs."""
    answer = ada.post(SHEETS, {"template_id": "hunter2"})
    assert b"hunter2" not in answer.body


def test_a_database_that_is_away_is_a_reason_to_try_again(ada: Caller, parts: Parts) -> None:
    def away(*_: object, **__: object) -> NoReturn:
        raise ConnectionResetError

    parts.database.engine.pool.dispose()
    parts.database.engine.pool._creator = away
    answer = ada.get(SHEETS)
    assert (answer.status, answer.code) == (503, "temporarily_unavailable")
    assert answer.headers["Retry-After"] == "5"


def test_health_tells_which_part_is_away(ada: Caller, parts: Parts) -> None:
    def away(*_: object, **__: object) -> NoReturn:
        raise ConnectionResetError

    assert ada.get("/api/health").json == {
        **ada.get("/api/health").json,
        "database": True,
        "queue": True,
    }
    parts.database.engine.pool.dispose()
    parts.database.engine.pool._creator = away
    health = ada.get("/api/health")
    assert health.status == HTTPStatus.OK
    assert (health.json["database"], health.json["queue"]) == (False, True)


def test_an_unexpected_error_is_told_without_its_insides_and_logged_without_contents(
    ada: Caller, desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """A driver's message quotes the row; what stands on a certificate must not reach a log."""
    job_id = desk.sheet()["job_id"]
    desk.execute("ALTER TABLE source_files ADD CHECK (original_path <> 'secret name.pdf')")
    API.log.start_logging()
    answer = ada.unchecked(
        "POST", f"/api/jobs/{job_id}/files", {"files": [a_file("secret name.pdf")]}
    )
    assert (answer.status, answer.code) == (500, "internal_error")
    written = capsys.readouterr().err
    (failure,) = [line for line in lines_in(written) if line["level"] == "error"]
    assert "23514" in failure["trace"]
    assert "secret name" not in written
    assert b"constraint" not in answer.body


def test_an_environment_that_cannot_be_used_is_our_fault(
    ada: Caller, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The caller learns nothing of it; the log names the variable."""
    assert ada.get(SHEETS).status == 200
    monkeypatch.setenv("TASK_ATTEMPTS", "often")
    wiring.settings.cache_clear()
    wiring.parts.cache_clear()
    API.log.start_logging()
    answer = ada.unchecked("GET", SHEETS)
    assert (answer.status, answer.code) == (500, "internal_error")
    assert b"TASK_ATTEMPTS" not in answer.body
    assert "TASK_ATTEMPTS" in capsys.readouterr().err


def test_no_line_tells_a_token_an_address_or_a_name(
    ada: Caller, desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    API.log.start_logging()
    job_id = desk.finished({"ada lovelace.pdf": b"Lovelace"})["job_id"]
    ada.post(f"/api/jobs/{job_id}/exports", {"format": "csv"})
    written = capsys.readouterr().err.lower()
    assert {"request", "authorized", "run submitted", "export written"} <= {
        line["event"] for line in lines_in(written)
    }
    for secret in ("lovelace", "bearer", "eyj", "x-amz-signature", "http://", "https://"):
        assert secret not in written


def test_a_query_is_parameters_never_sql(ada: Caller, desk: Desk) -> None:
    name = "'; DROP TABLE job_runs; --"
    desk.sheet(name)
    assert ada.get(SHEETS).json["sheets"][0]["name"] == name
    assert len(desk.ids("SELECT id FROM job_runs")) == 1

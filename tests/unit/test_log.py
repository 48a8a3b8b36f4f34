"""A log line is one JSON object of facts."""

import json
import logging
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from cpe_tracker import log


def written(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """The lines on stderr so far."""
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_a_line_holds_the_event_and_its_facts(capsys: pytest.CaptureFixture[str]) -> None:
    log.start_logging()
    run_id = UUID(int=7)
    log.info("run ended", run_id=run_id, tasks=3)
    (line,) = written(capsys)
    assert line == {
        "time": line["time"],
        "level": "info",
        "event": "run ended",
        "run_id": str(run_id),
        "tasks": 3,
    }


def test_times_are_utc_with_a_zone(capsys: pytest.CaptureFixture[str]) -> None:
    log.start_logging()
    log.info("authorized")
    assert datetime.fromisoformat(written(capsys)[0]["time"]).utcoffset() == timedelta(0)


def test_what_the_system_mends_by_itself_is_a_warning(capsys: pytest.CaptureFixture[str]) -> None:
    log.start_logging()
    log.warning("tasks not all sent", tasks=3)
    assert written(capsys)[0]["level"] == "warning"


def test_an_unexpected_error_keeps_its_trace_on_one_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    log.start_logging()
    try:
        raise KeyError("uid")
    except KeyError:
        log.failure("request failed", route="GET /api/jobs")
    (line,) = written(capsys)
    assert (line["level"], line["route"]) == ("error", "GET /api/jobs")
    assert line["trace"].startswith("Traceback")
    assert "KeyError: 'uid'" in line["trace"]


def test_starting_twice_writes_each_line_once(capsys: pytest.CaptureFixture[str]) -> None:
    log.start_logging()
    log.start_logging()
    log.info("authorized")
    assert len(written(capsys)) == 1


def test_nothing_reaches_the_root_logger(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A host that prints the root logger's records would print every line twice."""
    log.start_logging()
    monkeypatch.setattr(logging.getLogger(), "handlers", [logging.StreamHandler()])
    log.info("authorized")
    assert len(written(capsys)) == 1

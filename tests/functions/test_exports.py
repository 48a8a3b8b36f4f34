"""Exports: written once for each state of the grid, and answered with a presigned GET."""

import csv
from datetime import UTC, datetime
from io import BytesIO, StringIO
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import boto3
import pytest
from openpyxl import load_workbook

from cpe_tracker.pipeline import export_run
from cpe_tracker.wiring import Parts
from tests.functions.apps import WORKER
from tests.functions.calling import Caller
from tests.functions.deliveries import delivered
from tests.functions.desk import UNREADABLE, Desk


def export(ada: Caller, job_id: str, form: str, **more: Any) -> Any:
    answer = ada.post(f"/api/jobs/{job_id}/exports", {"format": form, **more})
    assert answer.status == 201, answer
    return answer.json


def key_of(url: str) -> str:
    """What the address names, without its signature."""
    return unquote(urlsplit(url).path).removeprefix("/")


def stored(parts: Parts, url: str) -> bytes:
    bucket = parts.settings.files_bucket
    key = key_of(url).removeprefix(f"{bucket}/")
    return boto3.client("s3").get_object(Bucket=bucket, Key=key)["Body"].read()


def test_a_csv_holds_every_row_with_its_source(ada: Caller, desk: Desk, parts: Parts) -> None:
    sheet = desk.finished({"2026/a.pdf": b"=cmd()", "b.pdf": b"b"})
    desk.finished({"c.pdf": b"c"}, sheet["job_id"])
    made = export(ada, sheet["job_id"], "csv")
    header, *rows = csv.reader(StringIO(stored(parts, made["url"]).decode("utf-8-sig")))
    assert header[:2] == ["Source File Path(s)", "Participant Name"]
    assert [row[:2] for row in rows] == [
        ["2026/a.pdf", "'=cmd()"],
        ["b.pdf", "b"],
        ["c.pdf", "c"],
    ]


def test_a_workbook_holds_rows_and_files(ada: Caller, desk: Desk, parts: Parts) -> None:
    sheet = desk.finished({"a.pdf": b"a", "bad.pdf": UNREADABLE})
    made = export(ada, sheet["job_id"], "xlsx")
    workbook = load_workbook(BytesIO(stored(parts, made["url"])))
    grid, files = workbook.worksheets
    assert [cell.value for cell in grid["A"]] == ["Source File Path(s)", "a.pdf"]
    assert [[cell.value for cell in row[:3]] for row in files.iter_rows(min_row=2)] == [
        ["a.pdf", "completed", None],
        ["bad.pdf", "failed", "The file is damaged. Export it again."],
    ]


def test_the_file_is_saved_under_the_sheets_name_and_the_date(ada: Caller, desk: Desk) -> None:
    job_id = desk.sheet("CPE 2025/26: Übung")["job_id"]
    made = export(ada, job_id, "xlsx")
    today = datetime.now(UTC).date().isoformat()
    assert made["filename"] == f"CPE 2025-26- Übung {today}.xlsx"
    query = parse_qs(urlsplit(made["url"]).query)
    assert unquote(query["response-content-disposition"][0]) == (
        f"attachment; filename*=UTF-8''{made['filename']}"
    )
    assert query["X-Amz-Expires"] == ["300"]


def test_asked_again_the_same_object_is_answered(
    ada: Caller, desk: Desk, statements: list[str]
) -> None:
    job_id = desk.finished({"a.pdf": b"a"})["job_id"]
    first = export(ada, job_id, "csv")
    statements.clear()
    assert key_of(export(ada, job_id, "csv")["url"]) == key_of(first["url"])
    assert not any("extraction_results" in statement for statement in statements)


def test_new_results_make_a_new_object(ada: Caller, desk: Desk, parts: Parts) -> None:
    job_id = desk.finished({"a.pdf": b"a"})["job_id"]
    before = export(ada, job_id, "csv")["url"]
    desk.finished({"b.pdf": b"b"}, job_id)
    after = export(ada, job_id, "csv")["url"]
    assert key_of(after) != key_of(before)
    assert b"b.pdf" in stored(parts, after)


def test_a_file_that_failed_since_makes_a_new_object(ada: Caller, desk: Desk) -> None:
    """It adds no row, but the sheet of files tells it."""
    job_id = desk.finished({"a.pdf": b"a"})["job_id"]
    before = export(ada, job_id, "xlsx")["url"]
    desk.finished({"bad.pdf": UNREADABLE}, job_id)
    assert key_of(export(ada, job_id, "xlsx")["url"]) != key_of(before)


def test_each_format_view_and_run_is_an_object_of_its_own(ada: Caller, desk: Desk) -> None:
    sheet = desk.finished({"a.pdf": b"a"})
    asked: list[dict[str, Any]] = [
        {"form": "csv"},
        {"form": "xlsx"},
        {"form": "csv", "run_id": sheet["run_id"]},
        {"form": "csv", "view": {"columns": ["Provider"]}},
        {"form": "csv", "view": {"columns": ["Course Title"]}},
    ]
    made = [export(ada, sheet["job_id"], **one)["url"] for one in asked]
    assert len({key_of(url) for url in made}) == len(made)


def test_a_view_is_exported_as_it_is_shown(ada: Caller, desk: Desk, parts: Parts) -> None:
    job_id = desk.finished({"a.pdf": b"a", "b.pdf": b"b"})["job_id"]
    first, second = (
        result["task_id"] for result in ada.get(f"/api/jobs/{job_id}/results").json["results"]
    )
    view = {"columns": ["Provider"], "rows": [[second, 0], [first, 0]]}
    made = export(ada, job_id, "csv", view=view)
    rows = list(csv.reader(StringIO(stored(parts, made["url"]).decode("utf-8-sig"))))
    assert rows == [["Source File Path(s)", "Provider"], ["b.pdf", "b"], ["a.pdf", "a"]]


def test_a_large_grid_is_written_by_the_worker_and_asked_for_again(
    ada: Caller, desk: Desk, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = desk.finished({"a.pdf": b"a", "b.pdf": b"b"})["job_id"]
    monkeypatch.setattr(export_run, "WRITTEN_AT_ONCE", 1)
    sent(parts)
    for _ in range(2):
        asked = ada.post(f"/api/jobs/{job_id}/exports", {"format": "csv"})
        assert (asked.status, asked.headers["Retry-After"]) == (202, "2")
    (message,) = sent(parts)
    assert delivered(WORKER, "run_task", [message, message]) == []
    assert b"b.pdf" in stored(parts, export(ada, job_id, "csv")["url"])
    assert sent(parts) == []


def test_a_writing_that_was_given_up_can_be_asked_for_anew(
    ada: Caller, desk: Desk, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = desk.finished({"a.pdf": b"a", "b.pdf": b"b"})["job_id"]
    monkeypatch.setattr(export_run, "WRITTEN_AT_ONCE", 1)
    sent(parts)
    ada.post(f"/api/jobs/{job_id}/exports", {"format": "csv"})
    assert delivered(WORKER, "fail_task", sent(parts)) == []
    assert ada.post(f"/api/jobs/{job_id}/exports", {"format": "csv"}).status == 202
    assert len(sent(parts)) == 1


def sent(parts: Parts) -> list[str]:
    """The messages that wait for the worker, taken from its queue."""
    found: list[str] = []
    while (
        messages := boto3.client("sqs")
        .receive_message(QueueUrl=parts.settings.task_queue_url, MaxNumberOfMessages=10)
        .get("Messages")
    ):
        found += [message["Body"] for message in messages]
    return found

"""Starting: what arrived is read, what did not is told, and twice is once."""

import json
from concurrent.futures import ThreadPoolExecutor

import boto3
from botocore.exceptions import EndpointConnectionError

from cpe_tracker.wiring import Parts
from tests.functions.calling import Caller
from tests.functions.desk import UNREADABLE, Desk, a_file


def queued(parts: Parts) -> list[str]:
    """The task ids that wait in the queue."""
    found: list[str] = []
    while (
        messages := boto3.client("sqs")
        .receive_message(QueueUrl=parts.settings.task_queue_url, MaxNumberOfMessages=10)
        .get("Messages")
    ):
        found += [json.loads(message["Body"])["task_id"] for message in messages]
    return found


def test_a_sheet_without_files_does_not_start(ada: Caller, desk: Desk) -> None:
    sheet = desk.sheet()
    refused = desk.start(sheet["job_id"])
    assert (refused.status, refused.code) == (400, "no_processable_file")
    assert ada.get(f"/api/jobs/{sheet['job_id']}").json["run"]["status"] == "pending"


def test_nor_does_one_whose_files_never_arrived(desk: Desk) -> None:
    job_id = desk.sheet()["job_id"]
    desk.register(job_id, a_file("lost.pdf"), a_file("short.pdf", 5))
    key = desk.register(job_id, a_file("long.pdf", 5)).json["files"][0]["upload"]["fields"]["key"]
    desk.put(key, b"longer than told")
    refused = desk.start(job_id)
    assert refused.code == "no_processable_file"
    assert refused.json["missing"] == ["lost.pdf", "short.pdf"]
    assert [(one["path"], one["code"]) for one in refused.json["rejected"]] == [
        ("long.pdf", "wrong_size")
    ]


def test_what_arrived_is_read_and_what_did_not_is_told(
    ada: Caller, desk: Desk, parts: Parts
) -> None:
    job_id = desk.sheet()["job_id"]
    desk.upload(job_id, {"2026/a.pdf": b"a", "b.pdf": b"b"})
    registered = desk.register(job_id, a_file("lost.pdf"), a_file("cut.pdf", 100)).json["files"]
    desk.put(registered[1]["upload"]["fields"]["key"], b"half")
    started = desk.start(job_id)
    assert started.status == 200
    assert started.json["tasks_total"] == 2
    assert started.json["missing"] == ["lost.pdf"]
    (rejected,) = started.json["rejected"]
    assert (rejected["path"], rejected["code"]) == ("cut.pdf", "wrong_size")
    files = ada.get(f"/api/jobs/{job_id}/files").json["files"]
    assert [file["status"] for file in files] == ["uploaded", "uploaded", "missing", "rejected"]
    assert len(queued(parts)) == 2


def test_every_folder_is_read_file_by_file_and_the_run_says_for_which_state(desk: Desk) -> None:
    job_id = desk.sheet()["job_id"]
    desk.upload(job_id, {"2026/May/a.pdf": b"a", "2026/May/b.pdf": b"b", "c.pdf": b"c"})
    assert desk.start(job_id).json["tasks_total"] == 3
    modes = desk.ids("SELECT folder || ' ' || mode FROM processing_modes ORDER BY folder")
    assert sorted(map(str, modes)) == ["/ individual", "2026/May individual"]
    description = desk.ids("SELECT description FROM job_runs")
    assert description == ["CPE certificate extraction for California"]


def test_the_fields_are_those_of_the_template_at_the_start(desk: Desk) -> None:
    job_id = desk.sheet()["job_id"]
    desk.upload(job_id, {"a.pdf": b"a"})
    desk.start(job_id)
    same = (
        "SELECT count(*) FROM template_fields t JOIN run_fields r"
        " USING (position, name, data_type_id, prompt, choices, repeats)"
    )
    assert desk.ids(same) == desk.ids("SELECT count(*) FROM template_fields")


def test_starting_again_while_it_is_read_starts_nothing(desk: Desk, parts: Parts) -> None:
    job_id = desk.sheet()["job_id"]
    desk.upload(job_id, {"a.pdf": b"a"})
    first = desk.start(job_id)
    assert desk.start(job_id) == first
    assert len(queued(parts)) == 1


def test_two_starts_at_once_submit_once_and_answer_the_same(desk: Desk, parts: Parts) -> None:
    job_id = desk.sheet()["job_id"]
    desk.upload(job_id, {f"{number}.pdf": b"a" for number in range(5)})
    with ThreadPoolExecutor(2) as threads:
        first, second = threads.map(desk.start, [job_id, job_id])
    assert first.status == second.status == 200
    assert first.json == second.json
    assert len(queued(parts)) == 5


def test_a_start_after_the_end_opens_the_next_run_first(ada: Caller, desk: Desk) -> None:
    """Even when the message that should have opened it was lost."""
    job_id = desk.sheet()["job_id"]
    desk.upload(job_id, {"a.pdf": UNREADABLE})
    ended = desk.start(job_id).json["active_run_id"]
    desk.read_all()
    assert desk.start(job_id).code == "no_processable_file"
    run = ada.get(f"/api/jobs/{job_id}").json["run"]
    assert (run["append_from_run_id"], run["status"]) == (ended, "pending")


def test_a_queue_that_is_away_does_not_undo_the_start(
    ada: Caller, desk: Desk, parts: Parts
) -> None:
    """The run is submitted; the reconcile schedule sends what could not be sent."""

    def away(**_: object) -> None:
        raise EndpointConnectionError(endpoint_url="https://sqs.test")

    job_id = desk.sheet()["job_id"]
    desk.upload(job_id, {"a.pdf": b"a"})
    parts.task_queue._client.meta.events.register("before-call.sqs.SendMessageBatch", away)
    assert desk.start(job_id).status == 200
    assert ada.get(f"/api/jobs/{job_id}").json["run"]["status"] == "in_progress"
    assert queued(parts) == []

"""The worker's handlers: a message's fault stays its own."""

from pathlib import Path
from uuid import UUID, uuid4

import boto3
import pytest

from certificate_reader.errors import TransientReadingError
from cpe_tracker import worker_wiring
from cpe_tracker.messages import RunCompleted, TaskQueued
from cpe_tracker.wiring import Parts
from tests.functions.apps import WORKER
from tests.functions.calling import Caller
from tests.functions.deliveries import delivered
from tests.functions.desk import UNREADABLE, Desk, PickyReader
from tests.functions.log_lines import lines_in


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch, parts: Parts) -> PickyReader:
    assert parts
    chosen = PickyReader()
    monkeypatch.setattr(WORKER, "reader", lambda: chosen)
    return chosen


@pytest.fixture
def delays(monkeypatch: pytest.MonkeyPatch, parts: Parts) -> list[tuple[str, int]]:
    """The receipts whose next delivery was delayed, and for how many seconds."""
    seen: list[tuple[str, int]] = []
    monkeypatch.setattr(
        type(parts.task_queue), "delay", lambda _self, receipt, after: seen.append((receipt, after))
    )
    return seen


def started(desk: Desk, contents: dict[str, bytes]) -> tuple[str, list[str]]:
    """A started sheet, and the messages of its tasks."""
    job_id = desk.sheet()["job_id"]
    desk.upload(job_id, contents)
    desk.start(job_id)
    tasks = desk.ids("SELECT id FROM extraction_tasks ORDER BY position")
    return job_id, [message_of(task_id) for task_id in tasks]


def message_of(task_id: UUID) -> str:
    return TaskQueued(task_id=task_id).model_dump_json()


def announced(parts: Parts) -> list[UUID]:
    answer = boto3.client("sqs").receive_message(
        QueueUrl=parts.settings.run_completed_queue_url, MaxNumberOfMessages=10
    )
    return [
        RunCompleted.model_validate_json(message["Body"]).run_id
        for message in answer.get("Messages", [])
    ]


def run_of(ada: Caller, job_id: str) -> dict[str, object]:
    run: dict[str, object] = ada.get(f"/api/jobs/{job_id}").json["run"]
    return run


@pytest.mark.usefixtures("reader")
def test_the_last_task_of_a_run_announces_its_end_once(
    ada: Caller, desk: Desk, parts: Parts
) -> None:
    job_id, messages = started(desk, {"a.pdf": b"a", "b.pdf": UNREADABLE})
    assert delivered(WORKER, "run_task", messages) == []
    run = run_of(ada, job_id)
    assert (run["status"], run["tasks_completed"], run["tasks_failed"]) == (
        "partially_completed",
        1,
        1,
    )
    assert [str(run_id) for run_id in announced(parts)] == [run["run_id"]]


def test_a_second_delivery_of_a_finished_task_changes_nothing(
    ada: Caller, desk: Desk, parts: Parts, reader: PickyReader
) -> None:
    job_id, messages = started(desk, {"a.pdf": b"a"})
    delivered(WORKER, "run_task", messages)
    before = run_of(ada, job_id)
    announced(parts)
    assert delivered(WORKER, "run_task", messages * 3) == []
    assert (run_of(ada, job_id), reader.readings, announced(parts)) == (before, 1, [])


@pytest.mark.usefixtures("reader")
@pytest.mark.parametrize("body", ["", "hello", "{}", '{"task_id": "first"}', '{"run_id": "x"}'])
def test_a_malformed_message_is_dropped_and_the_others_are_handled(
    ada: Caller, desk: Desk, body: str
) -> None:
    job_id, messages = started(desk, {"a.pdf": b"a"})
    assert delivered(WORKER, "run_task", [body, *messages]) == []
    assert run_of(ada, job_id)["status"] == "completed"


@pytest.mark.usefixtures("reader")
def test_a_task_that_is_gone_needs_nothing() -> None:
    assert delivered(WORKER, "run_task", [message_of(uuid4())]) == []


def test_a_passing_fault_delays_the_message_and_shows_the_file_as_retrying(
    ada: Caller, desk: Desk, reader: PickyReader, delays: list[tuple[str, int]]
) -> None:
    job_id, messages = started(desk, {"a.pdf": b"a"})
    reader.error = TransientReadingError("throttled", "The reader is busy.")
    assert delivered(WORKER, "run_task", messages, receives=3) == [0]
    ((receipt, seconds),) = delays
    assert receipt == "receipt-0"
    assert 8 <= seconds <= 16
    (file,) = ada.get(f"/api/jobs/{job_id}/files").json["files"]
    assert (file["task_status"], file["reason_code"]) == ("retrying", "throttled")
    reader.error = None
    assert delivered(WORKER, "run_task", messages, receives=4) == []
    (file,) = ada.get(f"/api/jobs/{job_id}/files").json["files"]
    assert (file["task_status"], file["reason_code"]) == ("completed", None)


def test_a_delay_that_cannot_be_set_is_left_to_the_queues_own(
    desk: Desk, reader: PickyReader
) -> None:
    """The receipt of this delivery is made up: the queue knows none of the kind."""
    _, messages = started(desk, {"a.pdf": b"a", "b.pdf": b"b"})
    reader.error = TransientReadingError("throttled", "The reader is busy.")
    assert delivered(WORKER, "run_task", messages) == [0, 1]


def test_an_unexpected_error_is_reported_and_the_others_are_handled(
    ada: Caller,
    desk: Desk,
    reader: PickyReader,
    delays: list[tuple[str, int]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """UTF-8 is all that this reader knows; the queue brings the message back by itself."""
    job_id, messages = started(desk, {"a.pdf": b"a", "bug.pdf": b"\xff", "c.pdf": b"c"})
    WORKER.log.start_logging()
    assert delivered(WORKER, "run_task", messages) == [1]
    run = run_of(ada, job_id)
    assert (run["status"], run["tasks_completed"], run["tasks_failed"]) == ("in_progress", 2, 0)
    assert (delays, reader.readings) == ([], 3)
    lines = lines_in(capsys.readouterr().err)
    (failure,) = [line for line in lines if line["level"] == "error"]
    assert (failure["event"], failure["message_id"]) == ("message failed", "1")


@pytest.mark.usefixtures("reader")
def test_a_message_out_of_receives_fails_its_task_and_ends_the_run(
    ada: Caller, desk: Desk, parts: Parts
) -> None:
    job_id, messages = started(desk, {"a.pdf": b"a", "b.pdf": b"b"})
    delivered(WORKER, "run_task", messages[:1])
    assert delivered(WORKER, "fail_task", ["nonsense", *messages]) == []
    run = run_of(ada, job_id)
    assert (run["status"], run["tasks_completed"], run["tasks_failed"]) == (
        "partially_completed",
        1,
        1,
    )
    files = ada.get(f"/api/jobs/{job_id}/files").json["files"]
    assert [file["reason_code"] for file in files] == [None, "gave_up"]
    assert len(announced(parts)) == 1


@pytest.mark.usefixtures("reader")
def test_a_task_that_somebody_reads_right_now_is_not_failed_yet(
    ada: Caller, desk: Desk, parts: Parts
) -> None:
    job_id, messages = started(desk, {"a.pdf": b"a"})
    task_id = TaskQueued.model_validate_json(messages[0]).task_id
    assert worker_wiring.tasks().claim(task_id, 60) is not None
    assert delivered(WORKER, "fail_task", messages) == [0]
    assert run_of(ada, job_id)["status"] == "in_progress"
    assert announced(parts) == []


def test_a_certificate_is_read_by_the_real_reader(ada: Caller, desk: Desk, samples: Path) -> None:
    sample = (samples / "d01_0.pdf").read_bytes()
    job_id, messages = started(desk, {"good.pdf": sample, "cut.pdf": sample[:2000]})
    try:
        assert delivered(WORKER, "run_task", messages) == []
    finally:
        worker_wiring.reader().close()  # type: ignore[attr-defined]
    assert run_of(ada, job_id)["status"] == "partially_completed"
    page = ada.get(f"/api/jobs/{job_id}/results", cells="true").json
    (result,) = page["results"]
    assert result["source_files"] == ["good.pdf"]
    row = dict(zip(page["columns"], result["extracted_data"]["results"][0], strict=True))
    assert row["CPE Credits"]
    assert row["Participant Name"]
    _, cut = ada.get(f"/api/jobs/{job_id}/files").json["files"]
    assert cut["task_status"] == "failed"
    assert cut["reason_detail"]

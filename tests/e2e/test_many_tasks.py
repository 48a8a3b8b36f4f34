"""Two hundred tasks at once, every message delivered several times: exactly one of everything."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest

from local_stack.state import StackState
from tests.e2e.caller import Caller, Sheet, paths_of, rows_of
from tests.e2e.deployment import Deployment
from tests.e2e.documents import certificate
from tests.e2e.polling import eventually

FILES = 200
DELIVERIES = 3


@dataclass(frozen=True)
class Crowd:
    """A sheet whose run of 200 files has ended, all of its messages delivered three times."""

    caller: Caller
    sheet: Sheet
    run_id: str


@pytest.fixture(scope="module")
def crowd(stack: StackState, deployment: Deployment) -> Iterator[Crowd]:
    caller = Caller(stack)
    with caller.http:
        sheet = caller.create_sheet()
        caller.upload(
            sheet,
            {
                f"{number:03}.pdf": certificate(f"Taxation of Partnerships Part {number}")
                for number in range(FILES)
            },
        )
        run_id = _start_with_every_task_message_thrice(caller, sheet, deployment)
        _announce_thrice(run_id, deployment)
        deployment.wait_until_empty(stack.task_queue_url)
        deployment.wait_until_empty(stack.run_completed_queue_url)
        yield Crowd(caller, sheet, run_id)


def _start_with_every_task_message_thrice(
    caller: Caller, sheet: Sheet, deployment: Deployment
) -> str:
    """The worker is held until all messages wait, so that the tasks are taken in a rush."""
    with deployment.held("RunTask"):
        run_id: str = caller.start(sheet)["active_run_id"]
        tasks = [{"task_id": task_id} for task_id in deployment.task_ids(run_id)]
        deployment.send(deployment.stack.task_queue_url, tasks * (DELIVERIES - 1))
    return run_id


def _announce_thrice(run_id: str, deployment: Deployment) -> None:
    """As queue messages that wait together, and as three calls at the same moment."""
    queue, message = deployment.stack.run_completed_queue_url, {"run_id": run_id}
    # Too early: a message about a run that goes on.
    deployment.send(queue, [message])
    with deployment.held("CompleteRun"):
        eventually(
            lambda: deployment.rows(
                "SELECT 1 FROM job_runs WHERE id = :id AND completed_at IS NOT NULL", id=run_id
            )
        )
        deployment.send(queue, [message] * (DELIVERIES - 1))
        with ThreadPoolExecutor(DELIVERIES) as threads:
            event = {"Records": [_record(f'{{"run_id": "{run_id}"}}')]}
            calls = [
                threads.submit(deployment.invoke, "CompleteRun", event) for _ in range(DELIVERIES)
            ]
        assert [call.result() for call in calls] == [{"batchItemFailures": []}] * DELIVERIES


def _record(body: str) -> dict[str, Any]:
    return {
        "messageId": str(uuid4()),
        "receiptHandle": "of no queue",
        "body": body,
        "attributes": {"ApproximateReceiveCount": "1"},
        "eventSource": "aws:sqs",
    }


def test_the_counters_are_exact(crowd: Crowd, deployment: Deployment) -> None:
    run = crowd.caller.run(crowd.sheet, crowd.run_id)
    assert (run["status"], run["tasks_total"], run["tasks_completed"], run["tasks_failed"]) == (
        "completed",
        FILES,
        FILES,
        0,
    )
    statuses = deployment.rows(
        """
        SELECT status, count(*) AS total FROM extraction_tasks
        WHERE run_id = :run_id GROUP BY status
        """,
        run_id=crowd.run_id,
    )
    assert [tuple(row) for row in statuses] == [("completed", FILES)]


def test_there_is_one_successor(crowd: Crowd) -> None:
    runs = crowd.caller.get(f"/api/jobs/{crowd.sheet.job_id}/runs")["runs"]
    assert [run["append_from_run_id"] for run in runs] == [None, crowd.run_id]
    assert runs[1]["status"] == "pending"


def test_the_grid_has_each_file_once_and_in_order(crowd: Crowd) -> None:
    results = crowd.caller.results(crowd.sheet)
    assert paths_of(results) == [f"{number:03}.pdf" for number in range(FILES)]
    assert rows_of(results, "Course Title") == [
        f"Taxation of Partnerships Part {number}" for number in range(FILES)
    ]


def test_a_delivery_after_the_end_changes_nothing(crowd: Crowd, deployment: Deployment) -> None:
    before = _state(crowd, deployment)
    tasks = [{"task_id": task_id} for task_id in deployment.task_ids(crowd.run_id)[:20]]
    deployment.send(deployment.stack.task_queue_url, tasks)
    deployment.wait_until_empty(deployment.stack.task_queue_url)
    assert _state(crowd, deployment) == before


def _state(crowd: Crowd, deployment: Deployment) -> list[Any]:
    return deployment.rows(
        """
        SELECT t.id, t.status, t.attempt, t.ended_at, e.created_at,
               r.status, r.tasks_completed, r.completed_at
        FROM extraction_tasks t JOIN job_runs r ON r.id = t.run_id
        LEFT JOIN extraction_results e ON e.task_id = t.id
        WHERE r.id = :run_id ORDER BY t.position
        """,
        run_id=crowd.run_id,
    )

"""Messages get lost, workers die, tasks wear out: every run ends all the same."""

import pytest

from tests.e2e.caller import Caller, Sheet, paths_of
from tests.e2e.deployment import Deployment
from tests.e2e.documents import certificate
from tests.e2e.polling import eventually

RECEIVES_ALLOWED = 5


@pytest.fixture
def sheet(caller: Caller) -> Sheet:
    """A sheet with two uploaded certificates."""
    sheet = caller.create_sheet()
    files = {f"{n}.pdf": certificate(f"Estate Planning Part {n}") for n in range(2)}
    caller.upload(sheet, files)
    return sheet


def test_a_task_whose_receives_are_used_up_is_failed_and_the_run_ends(
    caller: Caller, sheet: Sheet, deployment: Deployment
) -> None:
    queue = deployment.stack.task_queue_url
    with deployment.held("RunTask"):
        run_id = caller.start(sheet)["active_run_id"]
        received = [_receive_and_let_go(deployment, queue) for _ in range(RECEIVES_ALLOWED)]
        assert received == [2] * RECEIVES_ALLOWED
        # The receive after the last one allowed moves both messages to the dead-letter queue.
        assert _receive_and_let_go(deployment, queue) == 0
        caller.wait_until_read(sheet)

    run = caller.run(sheet, run_id)
    assert (run["status"], run["tasks_failed"]) == ("failed", 2)
    for file in caller.files(sheet).values():
        assert (file["task_status"], file["reason_code"]) == ("failed", "gave_up")
        assert file["reason_detail"]


def test_a_lost_message_is_sent_again(caller: Caller, sheet: Sheet, deployment: Deployment) -> None:
    with deployment.held("RunTask"):
        run_id = caller.start(sheet)["active_run_id"]
        deployment.sqs.purge_queue(QueueUrl=deployment.stack.task_queue_url)
        deployment.change(
            """
            UPDATE extraction_tasks SET queued_at = queued_at - interval '1 hour'
            WHERE run_id = :run_id
            """,
            run_id=run_id,
        )
        deployment.reconcile()
        assert deployment.depth(deployment.stack.task_queue_url) == 2
    caller.wait_until_read(sheet)
    assert caller.run(sheet, run_id)["status"] == "completed"
    assert paths_of(caller.results(sheet)) == ["0.pdf", "1.pdf"]


def test_a_task_whose_worker_died_is_read_by_another(
    caller: Caller, sheet: Sheet, deployment: Deployment
) -> None:
    with deployment.held("RunTask"):
        run_id = caller.start(sheet)["active_run_id"]
        deployment.sqs.purge_queue(QueueUrl=deployment.stack.task_queue_url)
        _claimed_by_a_worker_that_died(deployment, run_id, attempt=1)
        deployment.reconcile()
        shown = {file["task_status"] for file in caller.files(sheet).values()}
    assert shown == {"retrying"}
    caller.wait_until_read(sheet)
    assert caller.run(sheet, run_id)["status"] == "completed"
    attempts = deployment.rows(
        "SELECT attempt FROM extraction_tasks WHERE run_id = :run_id", run_id=run_id
    )
    assert [task.attempt for task in attempts] == [2, 2]


def test_a_task_that_killed_every_worker_is_failed_and_the_run_ends(
    caller: Caller, sheet: Sheet, deployment: Deployment
) -> None:
    with deployment.held("RunTask"):
        run_id = caller.start(sheet)["active_run_id"]
        deployment.sqs.purge_queue(QueueUrl=deployment.stack.task_queue_url)
        _claimed_by_a_worker_that_died(deployment, run_id, attempt=5)
        deployment.reconcile()
        caller.wait_until_read(sheet)
    assert caller.run(sheet, run_id)["status"] == "failed"
    assert {file["reason_code"] for file in caller.files(sheet).values()} == {"gave_up"}


def test_a_run_whose_end_nobody_was_told_of_gets_its_successor(
    caller: Caller, sheet: Sheet, deployment: Deployment
) -> None:
    with deployment.held("CompleteRun"):
        run_id = caller.start(sheet)["active_run_id"]
        eventually(lambda: caller.run(sheet, run_id)["status"] == "completed")
        eventually(lambda: deployment.depth(deployment.stack.run_completed_queue_url) > 0)
        deployment.sqs.purge_queue(QueueUrl=deployment.stack.run_completed_queue_url)
        deployment.reconcile()
        latest = caller.get(f"/api/jobs/{sheet.job_id}")["run"]
    assert (latest["append_from_run_id"], latest["status"]) == (run_id, "pending")


def _receive_and_let_go(deployment: Deployment, queue_url: str) -> int:
    """Receives what is there without handling it; how many messages there were."""
    answer = deployment.sqs.receive_message(
        QueueUrl=queue_url, MaxNumberOfMessages=10, VisibilityTimeout=0
    )
    return len(answer.get("Messages", []))


def _claimed_by_a_worker_that_died(deployment: Deployment, run_id: str, attempt: int) -> None:
    deployment.change(
        """
        UPDATE extraction_tasks
        SET status = 'processing', attempt = :attempt, started_at = now() - interval '1 hour',
            lease_expires_at = now() - interval '1 minute'
        WHERE run_id = :run_id
        """,
        run_id=run_id,
        attempt=attempt,
    )

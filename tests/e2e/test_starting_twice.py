"""However often Start is pressed, a run is submitted once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from local_stack.state import StackState
from tests.e2e.caller import Caller
from tests.e2e.deployment import Deployment
from tests.e2e.documents import certificate

AT_ONCE = 3


def test_starts_at_the_same_moment_submit_once_and_answer_the_same_run(
    stack: StackState, deployment: Deployment
) -> None:
    caller = Caller(stack)
    sheet = caller.create_sheet()
    files = {f"{n}.pdf": certificate(f"Estate Planning Part {n}") for n in range(10)}
    caller.upload(sheet, files)
    barrier = Barrier(AT_ONCE)

    def start(_: int) -> Any:
        mine = Caller(stack, caller.user_id)
        with mine.http:
            mine.get("/api/cpe/sheets")
            barrier.wait()
            return mine.start(sheet)

    # Held, so that the run is still in progress for whichever start comes last.
    with deployment.held("RunTask"), ThreadPoolExecutor(AT_ONCE) as threads:
        answers = list(threads.map(start, range(AT_ONCE)))

    assert (
        answers
        == [{"active_run_id": sheet.run_id, "tasks_total": 10, "missing": [], "rejected": []}]
        * AT_ONCE
    )
    caller.wait_until_read(sheet)
    assert len(deployment.task_ids(sheet.run_id)) == 10
    assert len(caller.results(sheet)) == 10


def test_a_start_while_a_run_is_in_progress_answers_that_run(
    caller: Caller, deployment: Deployment
) -> None:
    sheet = caller.create_sheet()
    caller.upload(sheet, {"a.pdf": certificate("Estate Planning")})
    with deployment.held("RunTask"):
        assert caller.start(sheet) == caller.start(sheet)
    caller.wait_until_read(sheet)
    assert len(caller.results(sheet)) == 1

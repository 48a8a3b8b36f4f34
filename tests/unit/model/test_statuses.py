"""How a run ends follows from its tasks alone."""

import pytest

from cpe_tracker.model import reasons, statuses
from cpe_tracker.model.statuses import RunStatus, TaskStatus, run_end_status


@pytest.mark.parametrize(
    ("completed", "failed", "end"),
    [
        (3, 0, RunStatus.COMPLETED),
        (2, 1, RunStatus.PARTIALLY_COMPLETED),
        (0, 3, RunStatus.FAILED),
    ],
)
def test_a_run_ends_as_its_tasks_did(completed: int, failed: int, end: RunStatus) -> None:
    assert run_end_status(completed, failed) == end


def test_a_run_that_goes_on_has_no_end_status() -> None:
    assert set(RunStatus) - statuses.RUN_ENDS == {RunStatus.PENDING, RunStatus.IN_PROGRESS}


def test_a_task_that_goes_on_has_no_end_status() -> None:
    assert set(TaskStatus) - statuses.TASK_ENDS == {TaskStatus.QUEUED, TaskStatus.PROCESSING}


def test_every_reason_tells_its_owner_what_to_do() -> None:
    for reason in (reasons.MISSING, reasons.GAVE_UP, reasons.wrong_size(1_234, 5_678)):
        assert reason.code.islower()
        assert reason.detail.count(".") >= 2, reason


def test_a_wrong_size_tells_both_sizes() -> None:
    assert "1,234 bytes arrived where 5,678 were announced" in reasons.wrong_size(1234, 5678).detail

"""Step 4: run a task."""

import pytest

from certificate_reader.errors import TransientReadingError, UnreadableDocumentError
from cpe_tracker.messages import RetryLater
from cpe_tracker.model.reasons import Reason
from cpe_tracker.model.statuses import RunStatus
from cpe_tracker.schemas.files import ReadingState
from cpe_tracker.schemas.sheets import CreatedSheet
from tests.world import LEASE, RunState, World


@pytest.fixture
def sheet(world: World) -> CreatedSheet:
    """A started sheet of two files."""
    sheet = world.sheet()
    world.upload(sheet, "a.pdf", "b.pdf")
    world.start(sheet)
    return sheet


def test_the_last_task_ends_the_run_and_announces_it_once(
    world: World, sheet: CreatedSheet
) -> None:
    world.work()

    assert world.ground.run(sheet.run_id) == RunState(RunStatus.COMPLETED, 2, 2, 0)
    assert [message.run_id for message in world.announcements.messages] == [sheet.run_id]


def test_a_second_delivery_of_a_finished_task_changes_nothing(
    world: World, sheet: CreatedSheet
) -> None:
    messages = world.queue.take_all()
    for message in [*messages, *messages]:
        world.run_task(message.task_id)

    assert world.ground.run(sheet.run_id) == RunState(RunStatus.COMPLETED, 2, 2, 0)
    assert world.ground.results(sheet.run_id) == 2
    assert len(world.announcements.messages) == 1
    assert world.reader.readings == 2


def test_an_unreadable_document_fails_at_once_with_its_reason(
    world: World, sheet: CreatedSheet
) -> None:
    first, second = world.queue.take_all()
    world.run_task(first.task_id)
    world.reader.error = UnreadableDocumentError("encrypted", "Remove the password.")
    world.run_task(second.task_id)

    assert world.ground.run(sheet.run_id) == RunState(RunStatus.PARTIALLY_COMPLETED, 2, 1, 1)
    failed = world.listed(sheet)[1]
    assert (failed.task_status, failed.reason_code) == (ReadingState.FAILED, "encrypted")


def test_a_run_whose_tasks_all_failed_is_failed(world: World, sheet: CreatedSheet) -> None:
    world.reader.error = UnreadableDocumentError("corrupt", "Damaged.")

    world.work()

    assert world.ground.run(sheet.run_id) == RunState(RunStatus.FAILED, 2, 0, 2)


def test_a_passing_fault_is_shown_as_retrying_and_the_task_can_be_read_later(
    world: World, sheet: CreatedSheet
) -> None:
    first, second = world.queue.take_all()
    world.reader.error = TransientReadingError("throttled", "Busy.")
    with pytest.raises(RetryLater):
        world.run_task(first.task_id)

    assert world.listed(sheet)[0].task_status == ReadingState.RETRYING

    world.reader.error = None
    world.run_task(first.task_id)
    world.run_task(second.task_id)

    assert world.ground.run(sheet.run_id) == RunState(RunStatus.COMPLETED, 2, 2, 0)
    assert [file.reason_code for file in world.listed(sheet)] == [None, None]


def test_a_file_replaced_after_the_start_fails_as_changed(
    world: World, sheet: CreatedSheet
) -> None:
    """A presigned POST can still be used for minutes: what was submitted is read, or nothing."""
    key = next(key for key, content in world.objects.contents.items() if content == b"a.pdf")
    world.objects.put(key, b"other")

    world.work()

    assert world.listed(sheet)[0].reason_code == "changed"


def test_a_worker_that_lost_its_lease_changes_nothing(world: World, sheet: CreatedSheet) -> None:
    first = world.queue.take_all()[0]
    late = world.tasks.claim(first.task_id, LEASE)
    world.ground.let_time_pass(LEASE + 1)
    world.run_task(first.task_id)

    assert late is not None
    assert world.tasks.fail(late, Reason("late", "Too late.")) is None
    assert world.tasks.release(late, Reason("late", "Too late.")) is False
    assert world.ground.run(sheet.run_id) == RunState(RunStatus.IN_PROGRESS, 2, 1, 0)


@pytest.mark.usefixtures("sheet")
def test_a_task_under_a_live_lease_is_not_claimed_again(world: World) -> None:
    first = world.queue.take_all()[0]
    world.tasks.claim(first.task_id, LEASE)

    world.run_task(first.task_id)

    assert world.reader.readings == 0


def test_an_announcement_that_cannot_be_sent_does_not_undo_the_end(
    world: World, sheet: CreatedSheet
) -> None:
    world.announcements.broken = True

    world.work()

    assert world.ground.run(sheet.run_id).status == RunStatus.COMPLETED


def test_a_worker_that_holds_a_task_of_a_purged_sheet_ends_quietly(
    world: World, sheet: CreatedSheet
) -> None:
    messages = world.queue.take_all()
    held = world.tasks.claim(messages[0].task_id, LEASE)
    world.sheets.delete_sheet("ada", sheet.job_id)
    world.ground.let_time_pass(7200)
    world.reconcile(window=3600)

    assert held is not None
    assert world.tasks.fail(held, Reason("x", "y")) is None
    world.run_task(messages[1].task_id)
    assert world.ground.rows_left() == 0


def test_a_task_of_a_deleted_sheet_waits_and_is_read_after_its_restoring(
    world: World, sheet: CreatedSheet
) -> None:
    world.sheets.delete_sheet("ada", sheet.job_id)
    world.work()
    assert world.reader.readings == 0

    world.sheets.restore_sheet("ada", sheet.job_id, 3600)
    world.ground.let_time_pass(120)
    world.reconcile()
    world.work()

    assert world.ground.run(sheet.run_id).status == RunStatus.COMPLETED

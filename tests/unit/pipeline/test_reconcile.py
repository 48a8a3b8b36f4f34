"""What was lost between a commit and a message moves again."""

import pytest

from certificate_reader.errors import UnreadableDocumentError
from cpe_tracker.errors import FileNotRetryableError, NotFoundError, RunNotEditableError
from cpe_tracker.messages import RetryLater
from cpe_tracker.model.statuses import RunStatus
from cpe_tracker.pipeline.change_files import remove_file, retry_file
from cpe_tracker.schemas.files import ReadingState
from tests.world import LEASE, USER, RunState, World


def test_lost_task_messages_are_sent_again_once_they_are_late(world: World) -> None:
    sheet = world.sheet()
    world.upload(sheet, "a.pdf", "b.pdf")
    world.queue.broken = True
    world.start(sheet)
    world.queue.broken = False

    assert world.reconcile(resend=60).resent == 0
    world.ground.let_time_pass(61)
    assert world.reconcile(resend=60).resent == 2

    world.work()
    assert world.ground.run(sheet.run_id).status == RunStatus.COMPLETED


def test_a_long_queue_is_not_a_lost_message(world: World) -> None:
    sheet = world.sheet()
    world.upload(sheet, "a.pdf", "b.pdf")
    world.start(sheet)
    world.ground.let_time_pass(3600)

    assert world.reconcile(resend=60).resent == 0


def test_a_task_whose_worker_vanished_is_read_again(world: World) -> None:
    sheet = world.sheet()
    world.upload(sheet, "a.pdf")
    world.start(sheet)
    [message] = world.queue.take_all()
    world.tasks.claim(message.task_id, LEASE)
    world.ground.let_time_pass(LEASE + 1)

    assert world.reconcile().requeued == 1
    assert world.listed(sheet)[0].task_status == ReadingState.RETRYING

    world.work()
    assert world.ground.run(sheet.run_id).status == RunStatus.COMPLETED


def test_a_task_whose_workers_vanish_again_and_again_fails_and_the_run_ends(
    world: World,
) -> None:
    sheet = world.sheet()
    world.upload(sheet, "a.pdf")
    world.start(sheet)
    [message] = world.queue.take_all()
    for _ in range(2):
        world.tasks.claim(message.task_id, LEASE)
        world.ground.let_time_pass(LEASE + 1)
        world.reconcile(attempts=2)

    assert world.ground.run(sheet.run_id) == RunState(RunStatus.FAILED, 1, 0, 1)
    assert world.listed(sheet)[0].reason_code == "gave_up"
    assert [message.run_id for message in world.announcements.messages] == [sheet.run_id]


def test_a_lost_announcement_still_opens_the_next_run(world: World) -> None:
    sheet = world.sheet()
    world.upload(sheet, "a.pdf")
    world.start(sheet)
    world.announcements.broken = True
    world.work()
    world.announcements.broken = False

    assert world.reconcile().successors == 1
    assert world.reconcile().successors == 0
    assert world.ground.runs_of(sheet.job_id) == 2


def test_a_dead_letter_fails_its_task_with_the_last_reason(world: World) -> None:
    sheet = world.sheet()
    world.upload(sheet, "a.pdf")
    world.start(sheet)
    [message] = world.queue.take_all()

    world.fail_task(message.task_id)
    world.fail_task(message.task_id)

    assert world.ground.run(sheet.run_id) == RunState(RunStatus.FAILED, 1, 0, 1)
    assert len(world.announcements.messages) == 1


def test_a_dead_letter_waits_while_a_worker_holds_the_task(world: World) -> None:
    sheet = world.sheet()
    world.upload(sheet, "a.pdf")
    world.start(sheet)
    [message] = world.queue.take_all()
    world.tasks.claim(message.task_id, LEASE)

    with pytest.raises(RetryLater):
        world.fail_task(message.task_id)


def test_a_sheet_deleted_long_ago_is_purged_with_its_objects_and_only_then(world: World) -> None:
    sheet, other = world.sheet(), world.sheet()
    world.upload(sheet, "a.pdf")
    world.upload(other, "b.pdf")
    world.sheets.delete_sheet(USER, sheet.job_id)

    assert world.reconcile(window=3600).purged == 0
    world.ground.let_time_pass(3601)
    assert world.reconcile(window=3600).purged == 1

    assert list(world.objects.contents.values()) == [b"b.pdf"]
    assert [file.path for file in world.listed(other)] == ["b.pdf"]
    with pytest.raises(NotFoundError):
        world.listed(sheet)


def test_a_failed_file_is_read_again_in_the_open_run_without_an_upload(world: World) -> None:
    sheet = world.sheet()
    [file] = world.upload(sheet, "a.pdf").files
    world.start(sheet)
    world.reader.error = UnreadableDocumentError("took_too_long", "Try again.")
    world.work()
    world.complete(sheet.run_id)
    world.reader.error = None

    retried = retry_file(USER, sheet.job_id, file.file_id, store=world.files, objects=world.objects)
    with pytest.raises(FileNotRetryableError):
        retry_file(USER, sheet.job_id, file.file_id, store=world.files, objects=world.objects)
    started = world.start(sheet)
    world.work()

    assert started.active_run_id == retried.run_id
    assert world.ground.run(retried.run_id) == RunState(RunStatus.COMPLETED, 1, 1, 0)
    assert [file.retried_as for file in world.listed(sheet)] == [retried.file_id, None]


def test_a_removed_file_is_gone_and_a_started_run_keeps_its_files(world: World) -> None:
    sheet = world.sheet()
    first, second = world.upload(sheet, "a.pdf", "b.pdf").files

    remove_file(USER, sheet.job_id, None, first.file_id, store=world.files, objects=world.objects)
    world.start(sheet)

    assert list(world.objects.contents.values()) == [b"b.pdf"]
    with pytest.raises(RunNotEditableError):
        remove_file(
            USER, sheet.job_id, None, second.file_id, store=world.files, objects=world.objects
        )

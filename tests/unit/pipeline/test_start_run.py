"""Step 3: start a run."""

import threading
from uuid import UUID

import pytest

from cpe_tracker.errors import NoProcessableFileError, NotFoundError
from cpe_tracker.model.statuses import FileStatus, RunStatus
from cpe_tracker.pipeline.start_run import start_run
from tests.world import World, a_file


def test_every_file_that_arrived_becomes_a_task_and_a_message(world: World) -> None:
    sheet = world.sheet()
    world.upload(sheet, "a.pdf", "2025/b.pdf")

    started = world.start(sheet)

    assert started.active_run_id == sheet.run_id
    assert started.tasks_total == 2
    assert len({message.task_id for message in world.queue.messages}) == 2
    assert world.ground.run(sheet.run_id).status == RunStatus.IN_PROGRESS


def test_files_are_asked_for_by_prefix_once(world: World) -> None:
    sheet = world.sheet()
    world.upload(sheet, *(f"{number}.pdf" for number in range(30)))
    before = world.objects.listings

    world.start(sheet)

    assert world.objects.listings - before == 1


def test_what_never_arrived_is_missing_and_what_has_another_size_is_rejected(
    world: World,
) -> None:
    sheet = world.sheet()
    world.upload(sheet, "good.pdf")
    world.register(sheet, a_file("lost.pdf"))
    [short] = world.register(sheet, a_file("short.pdf")).files
    world.objects.put(short.upload.fields["key"], b"x")

    started = world.start(sheet)

    assert started.missing == ["lost.pdf"]
    assert [(file.path, file.code) for file in started.rejected] == [("short.pdf", "wrong_size")]
    assert {file.path: file.status for file in world.listed(sheet)} == {
        "good.pdf": FileStatus.UPLOADED,
        "lost.pdf": FileStatus.MISSING,
        "short.pdf": FileStatus.REJECTED,
    }


def test_with_nothing_to_read_nothing_is_submitted(world: World) -> None:
    sheet = world.sheet()
    world.register(sheet, a_file("lost.pdf"))

    with pytest.raises(NoProcessableFileError) as refused:
        world.start(sheet)

    assert refused.value.extras["missing"] == ["lost.pdf"]
    assert world.ground.run(sheet.run_id).status == RunStatus.PENDING
    assert [file.status for file in world.listed(sheet)] == [FileStatus.AWAITING_UPLOAD]


def test_starting_a_run_in_progress_answers_it_and_starts_nothing(world: World) -> None:
    sheet = world.sheet()
    world.upload(sheet, "a.pdf")
    world.register(sheet, a_file("lost.pdf"))
    first = world.start(sheet)

    second = world.start(sheet)

    assert second == first
    assert len(world.queue.messages) == 1


def test_two_starts_at_once_submit_once_and_answer_the_same(world: World) -> None:
    sheet = world.sheet()
    world.upload(sheet, *(f"{number}.pdf" for number in range(5)))
    together = threading.Barrier(2)
    answers: list[UUID] = []

    def start() -> None:
        together.wait()
        answers.append(world.start(sheet).active_run_id)

    threads = [threading.Thread(target=start) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == [sheet.run_id, sheet.run_id]
    assert len(world.queue.messages) == 5
    assert world.ground.run(sheet.run_id).total == 5


def test_messages_that_cannot_be_sent_do_not_undo_the_submit(world: World) -> None:
    sheet = world.sheet()
    world.upload(sheet, "a.pdf")
    world.queue.broken = True

    started = world.start(sheet)

    assert started.tasks_total == 1
    assert world.ground.run(sheet.run_id).status == RunStatus.IN_PROGRESS


def test_an_ended_run_without_a_successor_gets_it_before_the_start(world: World) -> None:
    sheet = world.sheet()
    world.upload(sheet, "a.pdf")
    world.start(sheet)
    world.work()

    with pytest.raises(NoProcessableFileError):
        world.start(sheet)

    assert world.ground.runs_of(sheet.job_id) == 2


def test_another_users_sheet_is_not_found(world: World) -> None:
    sheet = world.sheet()
    world.upload(sheet, "a.pdf")

    with pytest.raises(NotFoundError):
        start_run("eve", sheet.job_id, store=world.runs, objects=world.objects, queue=world.queue)

"""Step 5: open the next run."""

import threading
from uuid import UUID

import pytest

from cpe_tracker.ports.runs import Successor
from cpe_tracker.schemas.sheets import CreatedSheet
from tests.world import World


@pytest.fixture
def ended(world: World) -> CreatedSheet:
    """A sheet whose first run has ended."""
    sheet = world.sheet()
    world.upload(sheet, "a.pdf")
    world.start(sheet)
    world.work()
    return sheet


def test_the_successor_appends_to_the_ended_run_and_takes_uploads(
    world: World, ended: CreatedSheet
) -> None:
    successor = world.complete(ended.run_id)

    assert world.upload(ended, "b.pdf").run_id == successor.run_id
    assert [file.path for file in world.listed(ended)] == ["a.pdf", "b.pdf"]


def test_completing_twice_returns_the_run_that_is_there(world: World, ended: CreatedSheet) -> None:
    first = world.complete(ended.run_id)

    second = world.complete(ended.run_id)

    assert second == Successor(first.run_id, created=False)
    assert world.ground.runs_of(ended.job_id) == 2


def test_many_completions_at_once_open_one_successor(world: World, ended: CreatedSheet) -> None:
    together = threading.Barrier(6)
    opened: list[UUID] = []

    def complete() -> None:
        together.wait()
        opened.append(world.complete(ended.run_id).run_id)

    threads = [threading.Thread(target=complete) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(opened) == 6
    assert len(set(opened)) == 1
    assert world.ground.runs_of(ended.job_id) == 2


def test_a_run_that_goes_on_has_no_successor(world: World) -> None:
    sheet = world.sheet()
    world.upload(sheet, "a.pdf")
    world.start(sheet)

    assert world.complete(sheet.run_id) is None
    assert world.ground.runs_of(sheet.job_id) == 1


def test_a_deleted_sheet_gets_its_successor_when_it_is_restored(
    world: World, ended: CreatedSheet
) -> None:
    world.sheets.delete_sheet("ada", ended.job_id)
    assert world.complete(ended.run_id) is None

    world.sheets.restore_sheet("ada", ended.job_id, 3600)
    world.reconcile()

    assert world.ground.runs_of(ended.job_id) == 2

"""Exports: what is written when, and what is found again."""

import csv
import io
from urllib.parse import urlsplit

import pytest

from cpe_tracker.adapters.postgres.database import Database
from cpe_tracker.adapters.postgres.exports import PostgresExports
from cpe_tracker.adapters.postgres.results import PostgresResults
from cpe_tracker.model.statuses import ExportFormat
from cpe_tracker.pipeline import export_run as step
from cpe_tracker.pipeline.write_export import write_export
from cpe_tracker.schemas.results import (
    CreatedExport,
    CreateExport,
    ExportInProgress,
    ExportView,
)
from cpe_tracker.schemas.sheets import CreatedSheet
from tests.world import USER, World

pytestmark = pytest.mark.parametrize("world", ["postgres"], indirect=True)


class Exporter:
    """The steps of exporting one sheet, with their parts filled in."""

    def __init__(self, world: World, database: Database) -> None:
        self._world = world
        self._exports = PostgresExports(database)
        self._results = PostgresResults(database)
        self.sheet: CreatedSheet = world.sheet()

    def read(self, *paths: str) -> None:
        self._world.upload(self.sheet, *paths)
        run_id = self._world.start(self.sheet).active_run_id
        self._world.work()
        self._world.complete(run_id)

    def ask(self, view: ExportView | None = None) -> CreatedExport | ExportInProgress:
        return step.export_run(
            USER,
            self.sheet.job_id,
            CreateExport(format=ExportFormat.CSV, view=view),
            exports=self._exports,
            results=self._results,
            objects=self._world.objects,
            queue=self._world.queue,
        )

    def write(self) -> None:
        for message in self._world.queue.exports:
            write_export(
                message.export_id,
                exports=self._exports,
                results=self._results,
                objects=self._world.objects,
            )

    def withdraw(self) -> None:
        for message in self._world.queue.exports:
            self._exports.withdraw(message.export_id)

    def key(self, view: ExportView | None = None) -> str:
        answer = self.ask(view)
        assert isinstance(answer, CreatedExport)
        return urlsplit(answer.url).path.removeprefix("/")

    def rows(self, key: str) -> list[list[str]]:
        text = self._world.objects.contents[key].decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text)))


@pytest.fixture
def exporter(world: World, database: Database) -> Exporter:
    return Exporter(world, database)


@pytest.fixture
def _everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(step, "WRITTEN_AT_ONCE", 1)


def test_without_new_results_the_same_object_is_answered(exporter: Exporter) -> None:
    exporter.read("a.pdf")

    assert exporter.key() == exporter.key()


def test_new_results_make_a_new_object_with_all_rows(exporter: Exporter) -> None:
    exporter.read("a.pdf", "b.pdf")
    before = exporter.key()
    exporter.read("c.pdf")

    after = exporter.key()

    assert after != before
    assert [row[0] for row in exporter.rows(after)] == [
        "Source File Path(s)",
        "a.pdf",
        "b.pdf",
        "c.pdf",
    ]


def test_a_view_is_a_file_of_its_own(exporter: Exporter) -> None:
    exporter.read("a.pdf")

    shown = exporter.key(ExportView(columns=["Provider"]))

    assert shown != exporter.key()
    assert exporter.rows(shown) == [["Source File Path(s)", "Provider"], ["a.pdf", "a.pdf"]]


@pytest.mark.usefixtures("_everything_is_large")
def test_a_large_grid_is_written_in_the_background_once(world: World, exporter: Exporter) -> None:
    exporter.read("a.pdf", "b.pdf")

    assert exporter.ask() == exporter.ask() == ExportInProgress()
    assert len(world.queue.exports) == 1

    exporter.write()
    exporter.write()
    assert len(exporter.rows(exporter.key())) == 3


@pytest.mark.usefixtures("_everything_is_large")
def test_a_large_grid_that_grows_while_it_is_written_is_answered_all_the_same(
    world: World, exporter: Exporter
) -> None:
    """Else whoever polls while a run is in progress would never get a file."""
    world.upload(exporter.sheet, "a.pdf", "b.pdf", "c.pdf")
    world.start(exporter.sheet)
    first, second, third = world.queue.take_all()
    world.run_task(first.task_id)
    world.run_task(second.task_id)
    exporter.ask()
    exporter.write()
    world.run_task(third.task_id)

    assert len(exporter.rows(exporter.key())) == 3


@pytest.mark.usefixtures("_everything_is_large")
def test_an_export_that_could_not_be_written_is_asked_for_anew(
    world: World, exporter: Exporter
) -> None:
    exporter.read("a.pdf", "b.pdf")
    exporter.ask()
    exporter.withdraw()

    exporter.ask()

    assert len(world.queue.exports) == 2


@pytest.mark.usefixtures("_everything_is_large")
def test_an_export_of_a_deleted_sheet_is_not_written(world: World, exporter: Exporter) -> None:
    exporter.read("a.pdf", "b.pdf")
    exporter.ask()
    world.sheets.delete_sheet(USER, exporter.sheet.job_id)
    before = dict(world.objects.contents)

    exporter.write()

    assert world.objects.contents == before

"""The grid of an append chain, in Postgres."""

from uuid import UUID

import pytest

from cpe_tracker.adapters.postgres import exported_results
from cpe_tracker.adapters.postgres.database import Database, engine_for
from cpe_tracker.adapters.postgres.results import PostgresResults
from cpe_tracker.adapters.postgres.runs import PostgresRuns
from cpe_tracker.adapters.postgres.tasks import PostgresTasks
from cpe_tracker.errors import InvalidRequestError, NotFoundError, TemporarilyUnavailableError
from cpe_tracker.pipeline.read_results import read_results
from cpe_tracker.schemas.results import CellDetail, Results, ResultsQuery
from cpe_tracker.schemas.sheets import CreatedSheet
from tests.world import USER, World

pytestmark = pytest.mark.parametrize("world", ["postgres"], indirect=True)


def fill(world: World, sheet: CreatedSheet, *runs: int) -> list[UUID]:
    """Runs of so many files each, all read; their ids."""
    ids = []
    for index, files in enumerate(runs):
        world.upload(sheet, *(f"{index}/{number}.pdf" for number in range(files)))
        run_id = world.start(sheet).active_run_id
        world.work()
        world.complete(run_id)
        ids.append(run_id)
    return ids


def read(database: Database, sheet: CreatedSheet, **query: object) -> Results:
    return read_results(USER, sheet.job_id, ResultsQuery(**query), store=PostgresResults(database))


def paths(results: Results) -> list[str]:
    return [path for result in results.results for path in result.source_files]


ALL = ["0/0.pdf", "0/1.pdf", "1/0.pdf", "1/1.pdf", "1/2.pdf", "2/0.pdf"]


def test_the_grid_runs_through_the_whole_chain_in_order(world: World, database: Database) -> None:
    sheet = world.sheet()
    fill(world, sheet, 2, 3, 1)

    grid = read(database, sheet)

    assert paths(grid) == ALL
    assert grid.total == 6
    assert grid.columns[:2] == ["Participant Name", "Course Title"]
    assert grid.results[0].extracted_data.columns == grid.columns
    assert grid.next_cursor is None


@pytest.mark.parametrize("limit", [1, 2, 4, 6])
def test_pages_by_cursor_lose_nothing_and_repeat_nothing(
    world: World, database: Database, limit: int
) -> None:
    sheet = world.sheet()
    fill(world, sheet, 2, 3, 1)
    seen: list[str] = []
    cursor = None
    while True:
        page = read(database, sheet, limit=limit, cursor=cursor)
        seen += paths(page)
        cursor = page.next_cursor
        if cursor is None:
            break

    assert seen == ALL


@pytest.mark.parametrize("offset", range(8))
def test_an_offset_leaves_out_exactly_so_many(
    world: World, database: Database, offset: int
) -> None:
    sheet = world.sheet()
    fill(world, sheet, 2, 3, 1)

    assert paths(read(database, sheet, offset=offset, limit=2)) == ALL[offset : offset + 2]


def test_the_grid_of_an_earlier_run_ends_there(world: World, database: Database) -> None:
    sheet = world.sheet()
    _, second, _ = fill(world, sheet, 2, 3, 1)

    assert paths(read(database, sheet, run_id=second)) == ALL[:5]


def test_only_the_runs_from_one_on_can_be_asked_for(world: World, database: Database) -> None:
    sheet = world.sheet()
    _, second, _ = fill(world, sheet, 2, 3, 1)

    later = read(database, sheet, from_run_id=second)

    assert paths(later) == ALL[2:]
    assert later.total == 4


@pytest.mark.parametrize("page", [1, 2, 4, 1000])
def test_an_export_reads_the_whole_chain_in_order_whatever_a_page_holds(
    world: World, database: Database, monkeypatch: pytest.MonkeyPatch, page: int
) -> None:
    monkeypatch.setattr(exported_results, "_RESULTS_A_PAGE", page)
    sheet = world.sheet()
    fill(world, sheet, 2, 3, 1)
    store = PostgresResults(database)

    tables = list(store.tables(store.chain(USER, sheet.job_id, None).runs, None))

    assert [path for table in tables for path in table.paths] == ALL
    assert tables[0].columns[:2] == ["Participant Name", "Course Title"]
    assert tables[0].rows[0][0] == "0/0.pdf"


def test_an_export_reads_small_runs_in_one_statement(
    world: World, database: Database, statements: list[str]
) -> None:
    sheet = world.sheet()
    fill(world, sheet, 2, 3, 1)
    store = PostgresResults(database)
    runs = store.chain(USER, sheet.job_id, None).runs

    statements.clear()

    assert len(list(store.tables(runs, None))) == len(ALL)
    assert len(statements) == 1


def test_an_export_reads_some_tasks_only_when_asked_to(world: World, database: Database) -> None:
    sheet = world.sheet()
    fill(world, sheet, 2, 3, 1)
    store = PostgresResults(database)
    runs = store.chain(USER, sheet.job_id, None).runs
    all_tables = list(store.tables(runs, None))

    some = list(store.tables(runs, {UUID(all_tables[4].task_id), UUID(all_tables[1].task_id)}))

    assert some == [all_tables[1], all_tables[4]]
    assert list(store.tables(runs, set())) == []


def test_the_files_of_a_chain_are_listed_in_order_with_what_became_of_them(
    world: World, database: Database
) -> None:
    sheet = world.sheet()
    fill(world, sheet, 2, 1)
    store = PostgresResults(database)

    lines = store.file_lines(store.chain(USER, sheet.job_id, None).runs)

    assert [(line.path, line.status, line.reason) for line in lines] == [
        ("0/0.pdf", "completed", ""),
        ("0/1.pdf", "completed", ""),
        ("1/0.pdf", "completed", ""),
    ]
    assert all(line.registered_at.tzinfo is not None for line in lines)


def test_what_lies_behind_a_cell_comes_when_asked_for(world: World, database: Database) -> None:
    sheet = world.sheet()
    fill(world, sheet, 1)

    assert read(database, sheet).results[0].cells is None
    cells = read(database, sheet, cells=CellDetail.ALL).results[0].cells
    assert cells is not None
    evidence = cells[0][0].evidence
    assert evidence is not None
    assert (cells[0][0].value, evidence.page, evidence.quote) == ("0/0.pdf", 1, "0/0.pdf")


def test_a_sheet_without_results_has_no_columns_yet(world: World, database: Database) -> None:
    sheet = world.sheet()

    grid = read(database, sheet)

    assert (grid.columns, grid.total, grid.results) == ([], 0, [])


def test_a_page_takes_three_statements_however_deep_it_lies(
    world: World, database: Database, statements: list[str]
) -> None:
    sheet = world.sheet()
    fill(world, sheet, 2, 3, 1)

    statements.clear()
    read(database, sheet, limit=1)
    first = len(statements)
    statements.clear()
    read(database, sheet, limit=1, offset=5)

    assert (first, len(statements)) == (3, 3)


@pytest.mark.parametrize("cursor", ["x", "AAAA", "é", "A" * 500])
def test_a_cursor_of_someone_elses_making_is_an_invalid_request(
    world: World, database: Database, cursor: str
) -> None:
    sheet = world.sheet()

    with pytest.raises(InvalidRequestError):
        read(database, sheet, cursor=cursor)


def test_another_users_grid_is_not_found(world: World, database: Database) -> None:
    sheet = world.sheet()

    with pytest.raises(NotFoundError):
        read_results("eve", sheet.job_id, ResultsQuery(), store=PostgresResults(database))


def test_a_workers_task_takes_at_most_eight_statements(world: World, statements: list[str]) -> None:
    sheet = world.sheet()
    world.upload(sheet, "a.pdf")
    world.start(sheet)

    statements.clear()
    world.work()

    assert len(statements) <= 8


def test_a_start_takes_as_many_statements_for_a_thousand_files_as_for_one(
    world: World, statements: list[str]
) -> None:
    counts = []
    for files in (1, 1000):
        sheet = world.sheet()
        world.upload(sheet, *(f"{number}.pdf" for number in range(files)))
        statements.clear()
        world.start(sheet)
        counts.append(len(statements))

    assert counts[0] == counts[1]
    assert counts[1] <= 15


def test_a_database_that_is_away_is_a_passing_fault(world: World) -> None:
    away = Database(engine_for("postgresql+pg8000://x:x@127.0.0.1:9/x"))

    with pytest.raises(TemporarilyUnavailableError):
        PostgresRuns(away).submitted_run(world.sheet().run_id)


def test_a_connection_that_was_cut_during_a_rest_is_replaced(
    world: World, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = world.sheet()
    world.upload(sheet, "a.pdf")
    world.start(sheet)
    _cut_connections_of(database)
    monkeypatch.setattr("cpe_tracker.adapters.postgres.database._TRUSTED_SECONDS", 0)

    assert PostgresTasks(database).claim(world.queue.messages[0].task_id, 60) is not None


def test_a_connection_that_was_cut_between_two_statements_is_a_passing_fault(
    world: World, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = world.sheet()
    monkeypatch.setattr("cpe_tracker.adapters.postgres.database._TRUSTED_SECONDS", 60)
    database.check()
    _cut_connections_of(database)

    with pytest.raises(TemporarilyUnavailableError):
        PostgresRuns(database).submitted_run(sheet.run_id)
    assert PostgresRuns(database).submitted_run(sheet.run_id).run_id == sheet.run_id


@pytest.mark.parametrize("trusted_seconds", [60, 0])
def test_a_lone_statement_is_committed_also_after_a_rest(
    world: World, database: Database, monkeypatch: pytest.MonkeyPatch, trusted_seconds: int
) -> None:
    sheet = world.sheet()
    monkeypatch.setattr("cpe_tracker.adapters.postgres.database._TRUSTED_SECONDS", trusted_seconds)
    database.run("UPDATE job_runs SET tasks_total = 7 WHERE id = :id", {"id": sheet.run_id})

    other = Database(engine_for(database.engine.url.render_as_string(hide_password=False)))
    row = other.first("SELECT tasks_total FROM job_runs WHERE id = :id", {"id": sheet.run_id})
    other.engine.dispose()
    assert row is not None
    assert row.tasks_total == 7


def test_a_transaction_after_a_lone_statement_is_still_rolled_back(
    world: World, database: Database
) -> None:
    sheet = world.sheet()
    parameters = {"id": sheet.run_id}
    database.check()

    def broken_off() -> None:
        with database.transaction() as transaction:
            transaction.run("UPDATE job_runs SET tasks_total = 7 WHERE id = :id", parameters)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken_off()
    row = database.first("SELECT tasks_total FROM job_runs WHERE id = :id", parameters)
    assert row is not None
    assert row.tasks_total == 0


def _cut_connections_of(database: Database) -> None:
    """From a connection of its own, so that the one in the pool is cut too."""
    own = engine_for(database.engine.url.render_as_string(hide_password=False))
    with own.connect() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    own.dispose()

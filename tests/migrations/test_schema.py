"""The migrations make what the models say, and can be taken back one by one."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, text

import migrations
from cpe_tracker.model.tables import Tables
from migrations.schema import downgrade, upgrade
from tests.migrations.catalogue import schema_of
from tests.migrations.conftest import clear

SCRIPTS = ScriptDirectory.from_config(Config(str(Path(migrations.__file__).parent / "alembic.ini")))
HISTORY = [(script.revision, script.down_revision or "base") for script in SCRIPTS.walk_revisions()]


def test_migrating_from_nothing_equals_the_models(empty: Engine) -> None:
    upgrade(empty)
    migrated = schema_of(empty)
    clear(empty)
    Tables.metadata.create_all(empty)
    assert schema_of(empty) == migrated
    assert len(migrated["columns"]) > 50


@pytest.mark.parametrize(("revision", "before"), HISTORY)
def test_every_migration_goes_down_and_up_again(empty: Engine, revision: str, before: str) -> None:
    upgrade(empty, revision)
    there = schema_of(empty)
    downgrade(empty, before)
    assert schema_of(empty) != there
    upgrade(empty, revision)
    assert schema_of(empty) == there


def test_all_the_way_down_nothing_is_left(empty: Engine) -> None:
    upgrade(empty)
    downgrade(empty, "base")
    assert schema_of(empty) == {"columns": [], "constraints": [], "indexes": [], "others": []}


def test_the_history_has_one_end() -> None:
    assert len(SCRIPTS.get_heads()) == 1


def test_migrating_what_is_migrated_changes_nothing(engine: Engine) -> None:
    before = schema_of(engine)
    upgrade(engine)
    assert schema_of(engine) == before


def test_two_upgrades_at_once_come_one_after_the_other(empty: Engine, database_url: str) -> None:
    """Two deploys at once would else make the same tables twice, and one would fail."""
    engines = [create_engine(database_url) for _ in range(2)]
    with ThreadPoolExecutor(2) as threads:
        for done in [threads.submit(upgrade, one) for one in engines]:
            done.result()
    for one in engines:
        one.dispose()
    with empty.connect() as connection:
        versions = connection.execute(text("SELECT version_num FROM alembic_version")).scalars()
        assert list(versions) == SCRIPTS.get_heads()


def test_a_migration_that_fails_leaves_the_schema_as_it_was(empty: Engine) -> None:
    with empty.begin() as connection:
        connection.execute(text("CREATE TABLE task_files (id int)"))  # made last: now in the way
    before = schema_of(empty)
    with pytest.raises(Exception, match="task_files"):
        upgrade(empty)
    assert schema_of(empty) == before


def test_no_two_runs_append_to_the_same_run(engine: Engine) -> None:
    with engine.connect() as connection:
        definition = connection.execute(
            text(
                "SELECT indexdef FROM pg_indexes"
                " WHERE indexname = 'uq_job_runs_job_id_append_from_run_id'"
            )
        ).scalar_one()
    assert definition == (
        "CREATE UNIQUE INDEX uq_job_runs_job_id_append_from_run_id ON public.job_runs"
        " USING btree (job_id, append_from_run_id) WHERE (append_from_run_id IS NOT NULL)"
    )

"""The seed makes the states' templates what the repository says, and nothing else."""

from typing import Any

from sqlalchemy import Engine, text

from cpe_tracker.catalog.data_types import DATA_TYPES
from cpe_tracker.catalog.states import STATES
from migrations.seed import seed

EVERYTHING = {
    "data_types": "SELECT * FROM data_types ORDER BY id",
    "templates": "SELECT * FROM templates ORDER BY id",
    "template_fields": "SELECT * FROM template_fields ORDER BY template_id, position",
    "run_fields": "SELECT * FROM run_fields ORDER BY run_id, position",
}
CHANGED = {
    "California": (
        STATES["California"][0]._replace(prompt="Whoever sat through it."),
        *STATES["California"][2:],
    )
}


def stored(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    with engine.connect() as connection:
        return {
            table: [tuple(row) for row in connection.execute(text(sql))]
            for table, sql in EVERYTHING.items()
        }


def test_there_is_exactly_one_public_california_of_type_cpe(engine: Engine) -> None:
    with engine.connect() as connection:
        found = connection.execute(text("SELECT name, template_type, is_public FROM templates"))
        assert [tuple(row) for row in found] == [("California", "cpe", True)]


def test_its_fields_are_those_of_the_repository_in_order(engine: Engine) -> None:
    rows = stored(engine)["template_fields"]
    assert [tuple(row[1:]) for row in rows] == [
        (position, field.name, field.data_type, field.prompt, list(field.choices), field.repeats)
        for position, field in enumerate(STATES["California"])
    ]
    assert [row[2] for row in rows] == [
        "Participant Name",
        "Course Title",
        "Provider",
        "Completion Date",
        "CPE Credits",
        "Field of Study",
        "Technical or Non-Technical",
        "Method of Study",
        "NASBA Sponsor ID",
        "Regulatory Review Approval Number",
    ]


def test_every_kind_of_value_is_there(engine: Engine) -> None:
    assert stored(engine)["data_types"] == sorted(tuple(kind) for kind in DATA_TYPES)


def test_seeding_again_changes_nothing_not_even_the_time(engine: Engine) -> None:
    before = stored(engine)
    seed(engine)
    seed(engine)
    assert stored(engine) == before


def test_a_changed_field_updates_the_template_and_its_time(engine: Engine) -> None:
    before = stored(engine)
    seed(engine, CHANGED)
    after = stored(engine)
    assert [row[2] for row in after["template_fields"]] == [f.name for f in CHANGED["California"]]
    assert after["template_fields"][0][4] == "Whoever sat through it."
    (old,), (new,) = before["templates"], after["templates"]
    assert (new[:-1], new[-1] > old[-1]) == (old[:-1], True)
    seed(engine)
    assert stored(engine)["template_fields"] == before["template_fields"]


def test_a_submitted_run_keeps_the_fields_it_was_started_with(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO extraction_jobs (id, user_id, name, job_type)"
                " VALUES (gen_random_uuid(), 'ada', 'Sheet', 'cpe')"
            )
        )
        connection.execute(
            text(
                "INSERT INTO job_runs (id, job_id, template_id, result_set_index, status,"
                " config_step, submitted_at, completed_at) SELECT gen_random_uuid(), j.id, t.id,"
                " 0, 'completed', 'submitted', now(), now() FROM extraction_jobs j, templates t"
            )
        )
        connection.execute(
            text(
                "INSERT INTO run_fields SELECT r.id, f.position, f.name, f.data_type_id, f.prompt,"
                " f.choices, f.repeats FROM job_runs r JOIN template_fields f USING (template_id)"
            )
        )
    before = stored(engine)["run_fields"]
    seed(engine, CHANGED)
    assert stored(engine)["run_fields"] == before
    assert len(before) == len(STATES["California"])


def test_a_second_state_is_a_second_template(engine: Engine) -> None:
    seed(engine, {**STATES, "Nevada": STATES["California"][:3]})
    with engine.connect() as connection:
        names = connection.execute(text("SELECT name FROM templates ORDER BY name")).scalars()
        assert list(names) == ["California", "Nevada"]


def test_a_users_own_template_of_that_name_is_left_alone(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO templates (id, template_type, name, is_public, user_id)"
                " VALUES (gen_random_uuid(), 'cpe', 'California', false, 'ada')"
            )
        )
    before = stored(engine)
    seed(engine)
    assert stored(engine) == before

"""The data types and the states' templates, brought to what the repository says."""

import json
from uuid import UUID, uuid5

from sqlalchemy import Connection, Engine, text

from cpe_tracker.catalog.data_types import DATA_TYPES
from cpe_tracker.catalog.states import STATES, StateField

_NAMESPACE = UUID("5b1c7f5e-8f0c-4d0e-9a53-3f6f5d0f7a10")
"""Ids of public templates are derived from it and the state's name, so every stack has the same."""

_DATA_TYPE = text("""
    INSERT INTO data_types (id, name, normal_form, export_form)
    VALUES (:id, :name, :normal_form, :export_form)
    ON CONFLICT (id) DO UPDATE
    SET name = excluded.name, normal_form = excluded.normal_form,
        export_form = excluded.export_form
""")

_TEMPLATE = text("""
    INSERT INTO templates (id, template_type, name, is_public)
    VALUES (:id, 'cpe', :name, true)
    ON CONFLICT (name) WHERE is_public AND template_type = 'cpe' DO UPDATE SET name = excluded.name
    RETURNING id
""")

_FIELDS_NOW = text("""
    SELECT name, data_type_id, prompt, choices, repeats FROM template_fields
    WHERE template_id = :template_id ORDER BY position
""")

_REMOVE_FIELDS = text("DELETE FROM template_fields WHERE template_id = :template_id")

_ADD_FIELD = text("""
    INSERT INTO template_fields
        (template_id, position, name, data_type_id, prompt, choices, repeats)
    VALUES (:template_id, :position, :name, :data_type_id, :prompt, CAST(:choices AS jsonb),
            :repeats)
""")

_TOUCH = text("UPDATE templates SET updated_at = now() WHERE id = :template_id")


def seed(engine: Engine, states: dict[str, tuple[StateField, ...]] = STATES) -> None:
    """Make data types and public `cpe` templates as `states` says, in one transaction.

    Run again, nothing changes; a changed field is changed in the template. Submitted runs keep
    the copy they were started with.
    """
    with engine.begin() as connection:
        connection.execute(_DATA_TYPE, [kind._asdict() for kind in DATA_TYPES])
        for state, fields in states.items():
            _seed_state(connection, state, fields)


def _seed_state(connection: Connection, state: str, fields: tuple[StateField, ...]) -> None:
    template_id = connection.execute(
        _TEMPLATE, {"id": uuid5(_NAMESPACE, state), "name": state}
    ).scalar_one()
    wanted = [
        (field.name, field.data_type.value, field.prompt, list(field.choices), field.repeats)
        for field in fields
    ]
    present = connection.execute(_FIELDS_NOW, {"template_id": template_id})
    if [tuple(row) for row in present] == wanted:
        return
    connection.execute(_REMOVE_FIELDS, {"template_id": template_id})
    connection.execute(
        _ADD_FIELD,
        [
            {
                "template_id": template_id,
                "position": position,
                "name": name,
                "data_type_id": data_type,
                "prompt": prompt,
                "choices": json.dumps(choices),
                "repeats": repeats,
            }
            for position, (name, data_type, prompt, choices, repeats) in enumerate(wanted)
        ],
    )
    connection.execute(_TOUCH, {"template_id": template_id})

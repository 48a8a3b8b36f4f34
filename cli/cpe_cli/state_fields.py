"""The columns that a state asks for, for reading without the API."""

from typing import TYPE_CHECKING

from cpe_cli.errors import UsageError

if TYPE_CHECKING:
    from certificate_reader.fields import FieldSpec


def state_fields(state: str) -> "tuple[FieldSpec, ...]":
    """The fields of the state named `state`, whatever its case. Raises UsageError listing those
    there are. Imports the product's own list only now: every other command does without it."""
    from certificate_reader.fields import FieldSpec
    from cpe_tracker.catalog.states import STATES

    for name, fields in STATES.items():
        if name.casefold() == state.strip().casefold():
            return tuple(
                FieldSpec(
                    name=field.name,
                    data_type=field.data_type.value,
                    prompt=field.prompt,
                    choices=field.choices,
                    repeats=field.repeats,
                )
                for field in fields
            )
    raise UsageError(
        "state_not_found", f'There is no state "{state}". Those there are: {", ".join(STATES)}.'
    )

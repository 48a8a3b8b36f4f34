"""The columns that are asked for, and what they are compared by."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from certificate_reader.fields import FieldSpec


@dataclass(frozen=True, slots=True)
class Column:
    """A field to read; `truth` is where the truth has its value, `compare` how they are held
    together (`text`, `person`, `number` or `field`)."""

    spec: FieldSpec
    truth: str
    compare: str


def load_columns() -> list[Column]:
    """The columns of `columns.toml`, in order."""
    path = Path(__file__).parent.parent / "columns.toml"
    return [
        Column(
            FieldSpec(
                name=each["name"],
                data_type=each["data_type"],
                prompt=each["prompt"],
                choices=tuple(each.get("choices", ())),
                repeats=each.get("repeats", False),
            ),
            each["truth"],
            each["compare"],
        )
        for each in tomllib.loads(path.read_text("utf-8"))["column"]
    ]

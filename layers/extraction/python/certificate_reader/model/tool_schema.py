"""Makes the input schema of the one tool that the model must call."""

import json
from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import cache
from importlib import resources
from typing import Any

from certificate_reader.fields import FieldSpec

KIND = {
    "text": "Text.",
    "number": "A number.",
    "date": "A date.",
    "boolean": "Yes or no.",
    "choice": "One of a list.",
}


def column_key(index: int) -> str:
    """The property that stands for a column: names of columns may hold any characters."""
    return f"column_{index + 1}"


def certificates_schema(fields: Sequence[FieldSpec], asked: Sequence[int]) -> dict[str, Any]:
    """Certificates of rows of cells, for the columns whose indices are `asked`."""
    schema = _skeleton("certificates")
    certificate = schema["properties"]["certificates"]["items"]["properties"]
    certificate["printed_total"] |= _skeleton("cell")
    certificate["rows"]["items"]["properties"] = {
        column_key(index): _cell(described(fields[index])) for index in asked
    }
    return schema


def questions_schema(questions: Mapping[str, str]) -> dict[str, Any]:
    """A cell for each question, by its key."""
    schema = _skeleton("questions")
    schema["properties"] = {key: _cell(text) for key, text in questions.items()}
    return schema


def described(field: FieldSpec) -> str:
    """What belongs in a column, in one line."""
    parts = [f"{field.name}.", field.prompt, KIND[field.data_type]]
    if field.choices:
        parts.append(f"Usual values: {'; '.join(field.choices)}.")
    return " ".join(part for part in parts if part)


def _cell(description: str) -> dict[str, Any]:
    return _skeleton("cell") | {"description": description}


def _skeleton(name: str) -> dict[str, Any]:
    """A copy that may be filled in."""
    skeleton: dict[str, Any] = deepcopy(_skeletons()[name])
    return skeleton


@cache
def _skeletons() -> dict[str, Any]:
    source = resources.files("certificate_reader.model").joinpath("schemas.json")
    schemas: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    return schemas

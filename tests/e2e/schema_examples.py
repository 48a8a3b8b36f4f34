"""The smallest value that fits a JSON schema of this API's description."""

from typing import Any
from uuid import uuid4

Schema = dict[str, Any]


def example_of(schema: Schema, description: Schema) -> Any:
    """A valid value. Raises ValueError for a kind of schema the description didn't use so far."""
    if "$ref" in schema:
        return example_of(_referred(schema["$ref"], description), description)
    for key in ("anyOf", "oneOf", "allOf"):
        if key in schema:
            return example_of(schema[key][0], description)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    if "prefixItems" in schema:
        return [example_of(item, description) for item in schema["prefixItems"]]
    return _of_type(schema, description)


def _of_type(schema: Schema, description: Schema) -> Any:
    match schema.get("type"):
        case "object":
            properties, required = schema.get("properties", {}), schema.get("required", [])
            return {name: example_of(properties[name], description) for name in required}
        case "array":
            return [example_of(schema["items"], description)] * schema.get("minItems", 0)
        case "string" if schema.get("format") == "uuid":
            return str(uuid4())
        case "string":
            return "x" * max(1, schema.get("minLength", 1))
        case "integer" | "number":
            return schema.get("minimum", 1)
        case "boolean":
            return False
        case "null":
            return None
        case kind:
            raise ValueError(f"no example for the type {kind!r}")


def _referred(reference: str, description: Schema) -> Schema:
    found: Any = description
    for name in reference.removeprefix("#/").split("/"):
        found = found[name]
    return dict(found)

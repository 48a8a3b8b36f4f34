"""OpenAPI 3.1 from the routes and their Pydantic models: no secret, no database, no network."""

import json
import re
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode

from chalicelib.http import Endpoint
from chalicelib.problems import STATUS_OF
from cpe_tracker import VERSION
from cpe_tracker.errors import (
    CpeTrackerError,
    InvalidRequestError,
    NotFoundError,
    NotSignedInError,
    TemporarilyUnavailableError,
)
from cpe_tracker.schemas.results import Problem

_REFERENCE = "#/components/schemas/{model}"
_PARAMETER = re.compile(r"\{(\w+)\}")


def openapi_document(endpoints: list[Endpoint]) -> dict[str, Any]:
    """The document of these endpoints, the same for the same code."""
    schemas, definitions = _schemas(endpoints)
    paths: dict[str, dict[str, Any]] = {}
    for endpoint in sorted(endpoints, key=lambda one: (one.path, one.method)):
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint, schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "CPE Tracker",
            "version": VERSION,
            "description": "Certificates of completion in, a growing spreadsheet out.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "paths": paths,
        "components": {
            "schemas": definitions,
            "securitySchemes": {
                "firebase": {
                    "type": "http",
                    "scheme": "bearer",
                    "bearerFormat": "Firebase ID token",
                }
            },
        },
    }


def openapi_text(endpoints: list[Endpoint]) -> str:
    """The document as it is committed."""
    return json.dumps(openapi_document(endpoints), indent=2, sort_keys=True) + "\n"


def _schemas(
    endpoints: list[Endpoint],
) -> tuple[dict[tuple[Any, JsonSchemaMode], Any], dict[str, Any]]:
    """Each model's schema by (model, mode), and the definitions they refer to."""
    asked: dict[tuple[Any, JsonSchemaMode], TypeAdapter[Any]] = {
        (Problem, "serialization"): TypeAdapter(Problem)
    }
    for endpoint in endpoints:
        if endpoint.body:
            asked[endpoint.body, "validation"] = TypeAdapter(endpoint.body)
        for answer in (endpoint.answer, endpoint.accepted):
            if answer:
                asked[answer, "serialization"] = TypeAdapter(answer)
    found, definitions = TypeAdapter.json_schemas(
        [(key, key[1], adapter) for key, adapter in asked.items()],
        ref_template=_REFERENCE,
        schema_generator=GenerateJsonSchema,
    )
    return {key[0]: schema for key, schema in found.items()}, definitions["$defs"]


def _operation(endpoint: Endpoint, schemas: dict[Any, Any]) -> dict[str, Any]:
    name = endpoint.view.__name__
    summary = (endpoint.view.__doc__ or name).strip().splitlines()[0]
    operation: dict[str, Any] = {
        "operationId": name,
        "summary": summary,
        "parameters": _parameters(endpoint),
        "responses": _responses(endpoint, schemas),
        "security": [] if endpoint.is_open else [{"firebase": []}],
    }
    if endpoint.body:
        operation["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": schemas[endpoint.body, "validation"]}},
        }
    return operation


def _parameters(endpoint: Endpoint) -> list[dict[str, Any]]:
    in_path = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "string", "format": "uuid"},
        }
        for name in _PARAMETER.findall(endpoint.path)
    ]
    return in_path + (_query_parameters(endpoint.query) if endpoint.query else [])


def _query_parameters(model: type[BaseModel]) -> list[dict[str, Any]]:
    schema = model.model_json_schema()
    definitions = schema.get("$defs", {})
    parameters = []
    for name, field in schema["properties"].items():
        one = dict(field)
        if "$ref" in one:
            one |= definitions[one.pop("$ref").rsplit("/", 1)[-1]]
        parameter: dict[str, Any] = {"name": name, "in": "query", "schema": one}
        if "description" in one:
            parameter["description"] = one.pop("description")
        if name in schema.get("required", []):
            parameter["required"] = True
        parameters.append(parameter)
    return parameters


def _responses(endpoint: Endpoint, schemas: dict[Any, Any]) -> dict[str, Any]:
    responses: dict[str, Any] = {}
    for status, codes in sorted(_problem_codes(endpoint).items()):
        responses[str(int(status))] = {
            "description": f"{status.phrase}: {', '.join(codes)}",
            "content": {"application/problem+json": {"schema": schemas[Problem, "serialization"]}},
        }
    success: dict[str, Any] = {"description": endpoint.status.phrase}
    if endpoint.answer:
        schema = schemas[endpoint.answer, "serialization"]
        success["content"] = {"application/json": {"schema": schema}}
    if endpoint.accepted:
        accepted = schemas[endpoint.accepted, "serialization"]
        responses["202"] = {
            "description": HTTPStatus.ACCEPTED.phrase,
            "content": {"application/json": {"schema": accepted}},
        }
    if endpoint.is_polled:
        responses["304"] = {"description": HTTPStatus.NOT_MODIFIED.phrase}
    return {str(int(endpoint.status)): success, **responses}


def _problem_codes(endpoint: Endpoint) -> dict[HTTPStatus, list[str]]:
    errors: set[type[CpeTrackerError]] = {*endpoint.problems}
    if not endpoint.is_open:
        errors |= {NotSignedInError, TemporarilyUnavailableError}
    if _PARAMETER.search(endpoint.path):
        errors.add(NotFoundError)
    if endpoint.body or endpoint.query:
        errors.add(InvalidRequestError)
    codes: dict[HTTPStatus, list[str]] = {}
    for error in sorted(errors, key=lambda one: one.code):
        codes.setdefault(STATUS_OF[error], []).append(error.code)
    return codes

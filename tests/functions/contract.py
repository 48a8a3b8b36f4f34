"""Holds every answer of the route tests against the committed description of the API."""

import json
import re
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

COMMITTED = Path(__file__).parents[2] / "docs" / "openapi.json"


class Contract:
    """The answers that docs/openapi.json promises."""

    def __init__(self) -> None:
        self._document: dict[str, Any] = json.loads(COMMITTED.read_text())
        self._patterns = [
            (re.compile(re.sub(r"\{\w+\}", "[^/]+", path)), operations)
            for path, operations in self._document["paths"].items()
        ]

    def check(
        self, method: str, path: str, status: int, headers: dict[str, str], body: bytes
    ) -> None:
        """Fails unless the description has this status, with this kind and shape of body."""
        promised = self._operation(method, path)["responses"]
        assert str(status) in promised, f"{method} {path} never promised {status}: {body!r}"
        content = promised[str(status)].get("content")
        if content is None:
            assert body == b"", f"{method} {path} promised an empty {status}: {body!r}"
            return
        media_type = headers["Content-Type"]
        assert media_type in content, f"{method} {path} promised {list(content)}, not {media_type}"
        schema = {**content[media_type]["schema"], "components": self._document["components"]}
        Draft202012Validator(schema).validate(json.loads(body))

    def _operation(self, method: str, path: str) -> dict[str, Any]:
        for pattern, operations in self._patterns:
            if pattern.fullmatch(path) and method.lower() in operations:
                operation: dict[str, Any] = operations[method.lower()]
                return operation
        raise AssertionError(f"{method} {path} is not described")

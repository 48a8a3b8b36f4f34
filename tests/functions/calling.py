"""Calling the API as a signed-in user, through its authorizer and into its routes."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from chalice.test import Client

from tests.functions.contract import Contract
from tests.functions.tokens import token_of


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def code(self) -> str:
        """The problem's."""
        assert self.headers["Content-Type"] == "application/problem+json", self
        assert self.json["status"] == self.status
        code: str = self.json["code"]
        return code


class Caller:
    """A signed-in user. What is not `unchecked` must be answered as the contract says."""

    def __init__(self, client: Client, contract: Contract, user_id: str) -> None:
        self._client = client
        self._contract = contract
        self.user_id = user_id
        self._headers = {"Authorization": f"Bearer {token_of(user_id)}"}

    def call(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        headers: dict[str, str] | None = None,
        **query: Any,
    ) -> Answer:
        """`body` is sent as JSON, bytes as they are."""
        answer = self.unchecked(method, path, body, headers=headers, **query)
        self._contract.check(method, path, answer.status, answer.headers, answer.body)
        return answer

    def unchecked(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        headers: dict[str, str] | None = None,
        **query: Any,
    ) -> Answer:
        """For what no description of the API foresees."""
        content = body if isinstance(body, bytes) else b"" if body is None else _json(body)
        response = self._client.http.request(
            method,
            f"{path}?{urlencode(query)}" if query else path,
            headers={"Content-Type": "application/json", **self._headers, **(headers or {})},
            body=content,
        )
        return Answer(response.status_code, response.headers, response.body)

    def get(self, path: str, **query: Any) -> Answer:
        return self.call("GET", path, **query)

    def post(self, path: str, body: object = None, **query: Any) -> Answer:
        return self.call("POST", path, body, **query)

    def patch(self, path: str, body: object) -> Answer:
        return self.call("PATCH", path, body)

    def delete(self, path: str, **query: Any) -> Answer:
        return self.call("DELETE", path, **query)


def _json(body: object) -> bytes:
    return json.dumps(body).encode()

"""An HTTP server that behaves like the API's contract, for tests of the command alone."""

import base64
import json
import re
import threading
import time
from collections.abc import Callable
from http.server import ThreadingHTTPServer
from typing import Any

from .fake_routes import ROUTES, Answer
from .fake_server import handler_of
from .fake_sheets import Sheets, not_found
from .fake_storage import Storage
from .faults import Faults

PROJECT = "demo-project"


class FakeApi:
    """`requests` lists every `METHOD path` in order; `accepted_tokens` are taken as they are."""

    def __init__(self) -> None:
        self.sheets = Sheets()
        self.storage = Storage()
        self.faults = Faults()
        self.requests: list[str] = []
        self.accepted_tokens: set[str] = set()
        self.users: set[str] = set()
        self.tokens: set[str] = set()
        self.exports_in_progress = 0
        self._deeds: list[tuple[str, Callable[[], object]]] = []
        self.poll_after = "0"
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> "FakeApi":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def after(self, pattern: str, deed: Callable[[], object]) -> None:
        """Somebody else does `deed` as soon as a request that matches is done, once."""
        self._deeds.append((pattern, deed))

    def do_deeds(self, request: str) -> None:
        for pattern, deed in list(self._deeds):
            if re.search(pattern, request):
                self._deeds.remove((pattern, deed))
                deed()

    def count(self, pattern: str) -> int:
        return sum(1 for request in self.requests if re.search(pattern, request))

    def accepts(self, authorization: str) -> bool:
        token = authorization.removeprefix("Bearer ")
        self.tokens.add(token)
        if token in self.accepted_tokens:
            return True
        parts = token.split(".")
        if len(parts) != 3 or parts[2]:
            return False
        header, claims = (json.loads(base64.urlsafe_b64decode(p + "==")) for p in parts[:2])
        good = (
            header["alg"] == "none"
            and claims["iss"] == f"https://securetoken.google.com/{PROJECT}"
            and claims["aud"] == PROJECT
            and claims["iat"] <= time.time() < claims["exp"]
            and "sign_in_provider" in claims["firebase"]
        )
        self.users.add(claims["sub"])
        return bool(good)

    def answer(self, method: str, path: str, query: dict[str, str], body: Any, etag: str) -> Answer:
        with self.sheets.lock:
            for pattern, route in ROUTES.items():
                found = re.fullmatch(pattern, f"{method} {path}")
                if found:
                    return route(self, *found.groups(), query=query, body=body, etag=etag)
        raise not_found()

"""The fake API on a socket: requests in, answers or faults out."""

import json
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from .fake_sheets import Problem

if TYPE_CHECKING:
    from .fake_api import FakeApi


def handler_of(api: "FakeApi") -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # One packet an answer: two would wait for each other.
        wbufsize = -1
        disable_nagle_algorithm = True

        def _serve(self) -> None:
            address = urlsplit(self.path)
            request = f"{self.command} {address.path}"
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            api.requests.append(request)
            fault = api.faults.take(request)
            if fault and fault.drop_before:
                self.close_connection = True
                return
            if fault and not fault.drop_after:
                self._send(fault.status, fault.body.encode(), fault.headers)
                return
            status, content, headers = self._answer(address.path, address.query, body)
            api.do_deeds(request)
            if fault and fault.drop_after:
                self.close_connection = True
                return
            self._send(status, content, headers)

        do_GET = do_POST = do_PATCH = do_DELETE = _serve  # noqa: N815

        def _answer(self, path: str, query: str, body: bytes) -> tuple[int, bytes, dict[str, str]]:
            if path == "/storage":
                status, text = api.storage.post(self.headers["Content-Type"], body)
                return status, text.encode(), {}
            if path.startswith("/download/"):
                return 200, api.storage.downloads[path.rpartition("/")[2]], {}
            if path != "/api/health" and not api.accepts(self.headers.get("Authorization", "")):
                # What API Gateway answers when the authorizer says no.
                return 403, b'{"Message":"User is not authorized to access this resource"}', {}
            parameters = {name: values[0] for name, values in parse_qs(query).items()}
            said = json.loads(body) if body else None
            etag = self.headers.get("If-None-Match", "")
            try:
                status, document, headers = api.answer(self.command, path, parameters, said, etag)
            except Problem as problem:
                kind = {"Content-Type": "application/problem+json"}
                return problem.status, json.dumps(problem.document).encode(), kind
            return status, b"" if document is None else json.dumps(document).encode(), headers

        def _send(self, status: int, content: bytes, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if status not in {204, 304}:
                self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Silent: a test that fails shows the requests itself."""

    return Handler

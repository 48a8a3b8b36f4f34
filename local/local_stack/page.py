"""Serves the built page as its AWS home does: unknown paths are the page's own, and a strict
Content-Security-Policy."""

import json
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from infra.page_policy import content_security_policy
from local_stack.ports import HOST, taken

Settings = dict[str, Any]
"""The page's `/config.json`, as `web/src/config/env.ts` reads it."""


class _Page(SimpleHTTPRequestHandler):
    """`config` is what the page reads at its start, `csp` its policy."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, config: bytes, csp: str, **more: Any) -> None:
        self._config, self._csp = config, csp
        super().__init__(*arguments, **more)

    def do_GET(self) -> None:
        if self.path.partition("?")[0] == "/config.json":
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(self._config)))
            self.end_headers()
            self.wfile.write(self._config)
            return
        super().do_GET()

    def translate_path(self, path: str) -> str:
        file = Path(super().translate_path(path))
        asset = file.is_file() or file.suffix or path.startswith("/assets/")
        return str(file if asset else Path(self.directory) / "index.html")

    def end_headers(self) -> None:
        hashed = self.path.startswith("/assets/")
        self.send_header(
            "Cache-Control", "public, max-age=31536000, immutable" if hashed else "no-cache"
        )
        self.send_header("Content-Security-Policy", self._csp)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        super().end_headers()

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002 - the base's name
        """Says nothing: the terminal belongs to the stack's own messages."""


def claim(port: int) -> ThreadingHTTPServer:
    """A server that holds the port and serves nothing yet: what starts meanwhile takes a while, and
    another program could take the port. Raises StackError when one has.
    """
    try:
        return ThreadingHTTPServer((HOST, port), SimpleHTTPRequestHandler)
    except OSError as error:
        raise taken(port, "the page") from error


def serve(server: ThreadingHTTPServer, dist: Path, config: Settings, api_origin: str) -> None:
    """Serves `dist` in a thread until the server's `shutdown`."""
    handler = partial(
        _Page,
        directory=str(dist),
        config=json.dumps(config).encode(),
        csp=content_security_policy(api_origin),
    )
    server.RequestHandlerClass = handler
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, name="page", daemon=True).start()

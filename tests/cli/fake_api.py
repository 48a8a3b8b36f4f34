"""An HTTP server that behaves like the API's contract, for tests of the command alone."""

import base64
import hashlib
import json
import re
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from .fake_sheets import COLUMNS, Problem, Sheet, Sheets, not_found
from .fake_storage import Storage
from .faults import Faults

PROJECT = "demo-project"
Answer = tuple[int, Any, dict[str, str]]


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
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
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


def _states(api: FakeApi, **_: Any) -> Answer:
    return 200, [{"template_id": api.sheets.template_id, "name": "California"}], {}


def _sheets(api: FakeApi, **_: Any) -> Answer:
    mine = [sheet.document() for sheet in api.sheets.sheets if not sheet.deleted]
    return 200, {"sheets": mine}, {}


def _create(api: FakeApi, *, body: Any, **_: Any) -> Answer:
    sheet = api.sheets.add_sheet(body.get("name") or "CPE Tracker - California")
    return 201, {"job_id": sheet.job_id, "run_id": sheet.newest.run_id}, {}


def _rename(api: FakeApi, job_id: str, *, body: Any, **_: Any) -> Answer:
    api.sheets.sheet(job_id).name = body["name"]
    return 204, None, {}


def _delete(api: FakeApi, job_id: str, **_: Any) -> Answer:
    api.sheets.sheet(job_id).deleted = True
    return 204, None, {}


def _restore(api: FakeApi, job_id: str, **_: Any) -> Answer:
    api.sheets.sheet(job_id, deleted=True).deleted = False
    return 204, None, {}


def _start(api: FakeApi, job_id: str, **_: Any) -> Answer:
    return 200, api.sheets.start(api.sheets.sheet(job_id)), {}


def _job(api: FakeApi, job_id: str, *, query: dict[str, str], **_: Any) -> Answer:
    sheet = api.sheets.sheet(job_id)
    run = sheet.run(query.get("run_id"))
    shown = {
        "run_id": run.run_id,
        "status": run.status,
        "config_step": run.config_step,
        "template_id": sheet.template_id,
        "append_from_run_id": None,
        "result_set_index": sheet.runs.index(run),
        **run.counts(),
        "submitted_at": None,
        "completed_at": None,
    }
    return 200, _about(sheet) | {"job_type": "cpe", "run": shown}, {}


def _events(api: FakeApi, job_id: str, *, etag: str, **_: Any) -> Answer:
    sheet = api.sheets.sheet(job_id)
    newest = {"status": sheet.newest.status, "config_step": sheet.newest.config_step}
    said = _about(sheet) | newest | sheet.shown.counts() | {"tasks_retrying": 0}
    tag = f'"{hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]}"'
    api.sheets.read_some(sheet)
    headers = {"ETag": tag, "Retry-After": api.poll_after}
    return (304, None, headers) if etag == tag else (200, said, headers)


def _about(sheet: Sheet) -> dict[str, Any]:
    return {
        "job_id": sheet.job_id,
        "name": sheet.name,
        "latest_run_id": sheet.newest.run_id,
        "active_run_id": sheet.active.run_id if sheet.active else None,
    }


def _files(api: FakeApi, job_id: str, *, query: dict[str, str], **_: Any) -> Answer:
    sheet = api.sheets.sheet(job_id)
    wanted = query.get("run_id")
    runs = sheet.runs if wanted == "all" else [sheet.run(wanted)]
    files = [file.document() for run in runs for file in run.files]
    return 200, {"run_id": runs[-1].run_id, "files": files}, {}


def _register(api: FakeApi, job_id: str, *, query: dict[str, str], body: Any, **_: Any) -> Answer:
    if len(body["files"]) > 200:
        raise Problem(422, "invalid_request", "At most 200 files.")
    said = api.sheets.register(api.sheets.sheet(job_id), query["run_id"], body["files"])
    said["files"] = [
        {
            "file_id": file.file_id,
            "path": file.path,
            "status": file.status,
            "upload": api.storage.sign(api.url, file),
        }
        for file in said["files"]
    ]
    return 201, said, {}


def _remove(api: FakeApi, job_id: str, file_id: str, *, query: dict[str, str], **_: Any) -> Answer:
    api.sheets.remove(api.sheets.sheet(job_id), query["run_id"], file_id)
    return 204, None, {}


def _retry(api: FakeApi, job_id: str, file_id: str, **_: Any) -> Answer:
    return 201, api.sheets.retry(api.sheets.sheet(job_id), file_id), {}


def _results(api: FakeApi, job_id: str, *, query: dict[str, str], **_: Any) -> Answer:
    results = api.sheets.results(api.sheets.sheet(job_id), query.get("run_id"))
    first, limit = int(query.get("cursor", "0")), int(query["limit"])
    rest = len(results) > first + limit
    page = {
        "run_id": query.get("run_id"),
        "columns": COLUMNS,
        "fields": [{"name": name, "data_type": "text"} for name in COLUMNS],
        "total": len(results),
        "next_cursor": str(first + limit) if rest else None,
        "results": results[first : first + limit],
    }
    return 200, page, {}


def _export(api: FakeApi, job_id: str, *, body: Any, **_: Any) -> Answer:
    sheet = api.sheets.sheet(job_id)
    if api.exports_in_progress:
        api.exports_in_progress -= 1
        return 202, {"status": "in_progress"}, {"Retry-After": "0"}
    results = api.sheets.results(sheet, body.get("run_id"))
    lines = [f"{body['format']} of {sheet.name}", *(r["source_files"][0] for r in results)]
    url = api.storage.offer(api.url, "\n".join(lines).encode())
    return 201, {"url": url, "filename": f"{sheet.name} 2026-11-21.{body['format']}"}, {}


def _health(_api: FakeApi, **_: Any) -> Answer:
    return 200, {"version": "0.1.0", "database": True, "queue": True}, {}


ROUTES: dict[str, Callable[..., Answer]] = {
    "GET /api/health": _health,
    "GET /api/cpe/states": _states,
    "GET /api/cpe/sheets": _sheets,
    "POST /api/cpe/sheets": _create,
    "PATCH /api/cpe/sheets/([^/]+)": _rename,
    "DELETE /api/cpe/sheets/([^/]+)": _delete,
    "POST /api/cpe/sheets/([^/]+)/restore": _restore,
    "POST /api/cpe/sheets/([^/]+)/start": _start,
    "GET /api/jobs/([^/]+)": _job,
    "GET /api/jobs/([^/]+)/events": _events,
    "GET /api/jobs/([^/]+)/files": _files,
    "POST /api/jobs/([^/]+)/files": _register,
    "DELETE /api/jobs/([^/]+)/files/([^/]+)": _remove,
    "POST /api/jobs/([^/]+)/files/([^/]+)/retry": _retry,
    "GET /api/jobs/([^/]+)/results": _results,
    "POST /api/jobs/([^/]+)/exports": _export,
}


def _handler(api: FakeApi) -> type[BaseHTTPRequestHandler]:
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

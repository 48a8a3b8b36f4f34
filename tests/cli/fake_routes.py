"""What the fake API answers, route by route."""

import hashlib
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .fake_sheets import COLUMNS, Problem, Sheet

if TYPE_CHECKING:
    from .fake_api import FakeApi

Answer = tuple[int, Any, dict[str, str]]


def _states(api: "FakeApi", **_: Any) -> Answer:
    return 200, [{"template_id": api.sheets.template_id, "name": "California"}], {}


def _sheets(api: "FakeApi", **_: Any) -> Answer:
    mine = [sheet.document() for sheet in api.sheets.sheets if not sheet.deleted]
    return 200, {"sheets": mine}, {}


def _create(api: "FakeApi", *, body: Any, **_: Any) -> Answer:
    sheet = api.sheets.add_sheet(body.get("name") or "CPE Tracker - California")
    return 201, {"job_id": sheet.job_id, "run_id": sheet.newest.run_id}, {}


def _rename(api: "FakeApi", job_id: str, *, body: Any, **_: Any) -> Answer:
    api.sheets.sheet(job_id).name = body["name"]
    return 204, None, {}


def _delete(api: "FakeApi", job_id: str, **_: Any) -> Answer:
    api.sheets.sheet(job_id).deleted = True
    return 204, None, {}


def _restore(api: "FakeApi", job_id: str, **_: Any) -> Answer:
    api.sheets.sheet(job_id, deleted=True).deleted = False
    return 204, None, {}


def _start(api: "FakeApi", job_id: str, **_: Any) -> Answer:
    return 200, api.sheets.start(api.sheets.sheet(job_id)), {}


def _job(api: "FakeApi", job_id: str, *, query: dict[str, str], **_: Any) -> Answer:
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


def _events(api: "FakeApi", job_id: str, *, etag: str, **_: Any) -> Answer:
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


def _files(api: "FakeApi", job_id: str, *, query: dict[str, str], **_: Any) -> Answer:
    sheet = api.sheets.sheet(job_id)
    wanted = query.get("run_id")
    runs = sheet.runs if wanted == "all" else [sheet.run(wanted)]
    files = [file.document() for run in runs for file in run.files]
    return 200, {"run_id": runs[-1].run_id, "files": files}, {}


def _register(api: "FakeApi", job_id: str, *, query: dict[str, str], body: Any, **_: Any) -> Answer:
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


def _remove(
    api: "FakeApi", job_id: str, file_id: str, *, query: dict[str, str], **_: Any
) -> Answer:
    api.sheets.remove(api.sheets.sheet(job_id), query["run_id"], file_id)
    return 204, None, {}


def _retry(api: "FakeApi", job_id: str, file_id: str, **_: Any) -> Answer:
    return 201, api.sheets.retry(api.sheets.sheet(job_id), file_id), {}


def _results(api: "FakeApi", job_id: str, *, query: dict[str, str], **_: Any) -> Answer:
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


def _export(api: "FakeApi", job_id: str, *, body: Any, **_: Any) -> Answer:
    sheet = api.sheets.sheet(job_id)
    if api.exports_in_progress:
        api.exports_in_progress -= 1
        return 202, {"status": "in_progress"}, {"Retry-After": "0"}
    results = api.sheets.results(sheet, body.get("run_id"))
    lines = [f"{body['format']} of {sheet.name}", *(r["source_files"][0] for r in results)]
    url = api.storage.offer(api.url, "\n".join(lines).encode())
    return 201, {"url": url, "filename": f"{sheet.name} 2026-11-21.{body['format']}"}, {}


def _health(_api: "FakeApi", **_: Any) -> Answer:
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

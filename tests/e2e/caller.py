"""A signed-in user of the public API, who uploads by presigned POST as a browser does."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx

from local_stack.state import StackState
from tests.e2e.polling import eventually
from tests.e2e.tokens import claims_of, unsigned_token

Json = Any
"""A decoded JSON document."""

PDF = "application/pdf"
_UPLOADS_AT_ONCE = 4


@dataclass(frozen=True)
class Sheet:
    """A sheet and the run it was created with."""

    job_id: str
    run_id: str


class Caller:
    """Every method expects the answer to be a success; `http` is there for the others."""

    def __init__(self, stack: StackState, user_id: str | None = None) -> None:
        self.user_id = user_id or f"user-{uuid4().hex[:12]}"
        self.token = unsigned_token(claims_of(self.user_id, stack.firebase_project))
        self.http = httpx.Client(
            base_url=stack.api_url,
            headers={"Authorization": f"Bearer {self.token}"},
            timeout=60,
        )

    def get(self, path: str, **query: str | int) -> Json:
        return self._json(self.http.get(path, params=query))

    def post(self, path: str, body: Json = None, **query: str | int) -> Json:
        return self._json(self.http.post(path, params=query, json=body))

    def create_sheet(self, name: str | None = None, state: str = "California") -> Sheet:
        states = {one["name"]: one["template_id"] for one in self.get("/api/cpe/states")}
        body = {"template_id": states[state]} | ({"name": name} if name else {})
        made = self.post("/api/cpe/sheets", body)
        return Sheet(made["job_id"], made["run_id"])

    def register(
        self, sheet: Sheet, files: Mapping[str, bytes], content_type: str = PDF, **query: str
    ) -> Json:
        asked = [
            {"path": path, "size": len(content), "content_type": content_type}
            for path, content in files.items()
        ]
        return self.post(f"/api/jobs/{sheet.job_id}/files", {"files": asked}, **query)

    def upload(
        self, sheet: Sheet, files: Mapping[str, bytes], content_type: str = PDF, **query: str
    ) -> Json:
        """Registers and sends; returns what was answered to the registration."""
        registered = self.register(sheet, files, content_type, **query)
        with ThreadPoolExecutor(_UPLOADS_AT_ONCE) as threads:
            sent = threads.map(lambda one: send(one, files[one["path"]]), registered["files"])
        assert {answer.status_code for answer in sent} <= {204}
        return registered

    def start(self, sheet: Sheet) -> Json:
        return self.post(f"/api/cpe/sheets/{sheet.job_id}/start")

    def wait_until_read(self, sheet: Sheet) -> Json:
        """Waits until nothing is in progress and the sheet takes uploads; the last events."""

        def finished() -> Json:
            events = self.get(f"/api/jobs/{sheet.job_id}/events")
            return events if events["uploads_allowed"] else None

        return eventually(finished)

    def read(self, sheet: Sheet, files: Mapping[str, bytes]) -> Json:
        """Uploads, starts and waits; returns what was answered to the start."""
        self.upload(sheet, files)
        started = self.start(sheet)
        self.wait_until_read(sheet)
        return started

    def run(self, sheet: Sheet, run_id: str) -> Json:
        return self.get(f"/api/jobs/{sheet.job_id}", run_id=run_id)["run"]

    def files(self, sheet: Sheet, run_id: str = "all") -> dict[str, Json]:
        """The sheet's files by path."""
        listed = self.get(f"/api/jobs/{sheet.job_id}/files", run_id=run_id)["files"]
        return {file["path"]: file for file in listed}

    def results(self, sheet: Sheet) -> list[Json]:
        """All task results of the grid, asked for page by page."""
        found: list[Json] = []
        query: dict[str, str | int] = {"limit": 150}
        while True:
            page = self.get(f"/api/jobs/{sheet.job_id}/results", **query)
            found += page["results"]
            if page["next_cursor"] is None:
                assert len(found) == page["total"]
                return found
            query["cursor"] = page["next_cursor"]

    def export(self, sheet: Sheet, file_format: str) -> Json:
        return self.post(f"/api/jobs/{sheet.job_id}/exports", {"format": file_format})

    def _json(self, answer: httpx.Response) -> Json:
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None


def send(registered: Json, content: bytes, **changed_fields: str) -> httpx.Response:
    """Sends a file with its presigned POST, its fields changed if `changed_fields` say so."""
    upload = registered["upload"]
    fields = upload["fields"] | changed_fields
    return httpx.post(upload["url"], data=fields, files={"file": ("name", content)}, timeout=60)


def rows_of(results: list[Json], column: str) -> list[str | None]:
    """One column of the grid, top to bottom."""
    return [
        row[result["extracted_data"]["columns"].index(column)]
        for result in results
        for row in result["extracted_data"]["results"]
    ]


def paths_of(results: list[Json]) -> list[str]:
    """The source paths, in the grid's order."""
    return [path for result in results for path in result["source_files"]]

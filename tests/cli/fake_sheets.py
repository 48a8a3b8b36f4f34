"""Sheets, runs and files as the API's contract says they behave, in memory."""

import threading
import uuid
from dataclasses import dataclass, field
from typing import Any

NOW = "2026-11-21T18:00:00Z"
COLUMNS = ["Course Title", "CPE Credits"]


class Problem(Exception):  # noqa: N818 - as in the contract
    def __init__(self, status: int, code: str, detail: str, **members: object) -> None:
        super().__init__(detail)
        self.status = status
        self.document = {
            "type": "about:blank",
            "title": code,
            "status": status,
            "detail": detail,
            "code": code,
            **members,
        }


def not_found() -> Problem:
    return Problem(404, "not_found", "There is nothing here, or it is not yours.")


@dataclass
class File:
    run_id: str
    path: str
    size: int
    content_type: str
    sha256: str
    status: str = "awaiting_upload"
    task_status: str | None = None
    reason: tuple[str, str] | None = None
    retried_as: str | None = None
    content: bytes | None = None
    file_id: str = field(default_factory=lambda: str(uuid.uuid4()))

    def document(self) -> dict[str, Any]:
        arrived = self.status == "awaiting_upload" and self.content is not None
        return {
            "file_id": self.file_id,
            "run_id": self.run_id,
            "path": self.path,
            "size": self.size,
            "content_type": self.content_type,
            "sha256": self.sha256,
            "status": "uploaded" if arrived else self.status,
            "task_status": self.task_status,
            "reason_code": self.reason[0] if self.reason else None,
            "reason_detail": self.reason[1] if self.reason else None,
            "retried_as": self.retried_as,
            "created_at": NOW,
        }


@dataclass
class Run:
    status: str = "pending"
    config_step: str = "upload"
    files: list[File] = field(default_factory=list)
    run_id: str = field(default_factory=lambda: str(uuid.uuid4()))

    @property
    def tasks(self) -> list[File]:
        return [file for file in self.files if file.task_status]

    def counts(self) -> dict[str, int]:
        ends = [file.task_status for file in self.tasks]
        return {
            "tasks_total": len(ends),
            "tasks_completed": ends.count("completed"),
            "tasks_failed": ends.count("failed"),
        }


@dataclass
class Sheet:
    name: str
    template_id: str
    runs: list[Run] = field(default_factory=lambda: [Run()])
    deleted: bool = False
    job_id: str = field(default_factory=lambda: str(uuid.uuid4()))

    @property
    def newest(self) -> Run:
        return self.runs[-1]

    @property
    def active(self) -> Run | None:
        return next((run for run in self.runs if run.status == "in_progress"), None)

    @property
    def shown(self) -> Run:
        """The run started last, whose counters the API shows."""
        started = [run for run in self.runs if run.config_step == "submitted"]
        return started[-1] if started else self.newest

    def run(self, run_id: str | None) -> Run:
        for run in self.runs:
            if run_id in {None, run.run_id}:
                return self.newest if run_id is None else run
        raise not_found()

    def document(self) -> dict[str, Any]:
        return {
            "job_id": self.job_id,
            "name": self.name,
            "state": "California",
            "template_id": self.template_id,
            "latest_run_id": self.newest.run_id,
            "status": self.newest.status,
            "config_step": self.newest.config_step,
            "created_at": NOW,
            "files_total": sum(len(run.files) for run in self.runs),
            **self.shown.counts(),
            "active_run_id": self.active.run_id if self.active else None,
            "submitted_at": None,
        }


class Sheets:
    """All of a user's data. `reading` is how many tasks end between two looks at a run in
    progress; 0 holds it. A file that starts with `corrupt` can't be read."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.template_id = str(uuid.uuid4())
        self.sheets: list[Sheet] = []
        self.reading = 1

    def add_sheet(self, name: str) -> Sheet:
        with self.lock:
            self.sheets.append(Sheet(name, self.template_id))
            return self.sheets[-1]

    def sheet(self, job_id: str, *, deleted: bool = False) -> Sheet:
        for sheet in self.sheets:
            if sheet.job_id == job_id and sheet.deleted == deleted:
                return sheet
        raise not_found()

    def register(self, sheet: Sheet, run_id: str, bodies: list[dict[str, Any]]) -> dict[str, Any]:
        run = self._editable(sheet, run_id)
        known = {f.sha256: f.path for r in sheet.runs for f in r.files if f.content is not None}
        awaiting = {(f.path, f.sha256): f for f in run.files if f.content is None}
        files: list[File] = []
        refused = []
        for body in bodies:
            again = awaiting.get((body["path"], body["sha256"]))
            if again:
                files.append(again)
                continue
            if body["sha256"] in known and not body.get("add_anyway"):
                refused.append(
                    {
                        "path": body["path"],
                        "code": "already_in_sheet",
                        "detail": f"Already in this sheet, as {known[body['sha256']]}.",
                        "duplicate_of": known[body["sha256"]],
                    }
                )
                continue
            parts = (body[name] for name in ("path", "size", "content_type", "sha256"))
            files.append(File(run.run_id, *parts))
        run.files += [file for file in files if file not in run.files]
        return {"run_id": run.run_id, "files": files, "refused": refused}

    def remove(self, sheet: Sheet, run_id: str, file_id: str) -> None:
        run = self._editable(sheet, run_id)
        kept = [file for file in run.files if file.file_id != file_id]
        if len(kept) == len(run.files):
            raise not_found()
        run.files = kept

    def start(self, sheet: Sheet) -> dict[str, Any]:
        run = sheet.active or sheet.newest
        if not sheet.active:
            for file in run.files:
                file.status = "uploaded" if file.content is not None else "missing"
                file.task_status = "queued" if file.content is not None else None
            if not run.tasks:
                raise Problem(400, "no_processable_file", "There is nothing to read yet.")
            run.status, run.config_step = "in_progress", "submitted"
        missing = [file.path for file in run.files if file.status == "missing"]
        total = run.counts()["tasks_total"]
        return {
            "active_run_id": run.run_id,
            "tasks_total": total,
            "missing": missing,
            "rejected": [],
        }

    def retry(self, sheet: Sheet, file_id: str) -> dict[str, str]:
        for file in (file for run in sheet.runs for file in run.files):
            if file.file_id == file_id:
                again = File(
                    sheet.newest.run_id, file.path, file.size, file.content_type, file.sha256
                )
                again.content = file.content
                file.retried_as = again.file_id
                sheet.newest.files.append(again)
                return {"file_id": again.file_id, "run_id": again.run_id}
        raise not_found()

    def read_all(self, sheet: Sheet) -> None:
        """Starts the newest run, and reads it at once."""
        self.start(sheet)
        while sheet.active:
            self.read_some(sheet)

    def read_some(self, sheet: Sheet) -> None:
        run = sheet.active
        if not run:
            return
        waiting = [file for file in run.tasks if file.task_status == "queued"]
        for file in waiting[: self.reading]:
            corrupt = (file.content or b"").startswith(b"corrupt")
            file.task_status = "failed" if corrupt else "completed"
            file.reason = ("corrupt", "The PDF is damaged. Get it anew.") if corrupt else None
        if all(file.task_status in {"completed", "failed"} for file in run.tasks):
            failed = run.counts()["tasks_failed"]
            all_failed = failed == len(run.tasks)
            run.status = "failed" if all_failed else "completed"
            if failed and not all_failed:
                run.status = "partially_completed"
            sheet.runs.append(Run())

    def results(self, sheet: Sheet, run_id: str | None) -> list[dict[str, Any]]:
        until = sheet.runs.index(sheet.run(run_id))
        return [
            {
                "task_id": file.file_id,
                "run_id": run.run_id,
                "result_set_index": index,
                "source_files": [file.path],
                "source_file_ids": [file.file_id],
                "extracted_data": {
                    "columns": COLUMNS,
                    "results": [[(file.content or b"").decode(), "2"]],
                },
            }
            for index, run in enumerate(sheet.runs[: until + 1])
            for file in run.files
            if file.task_status == "completed"
        ]

    def _editable(self, sheet: Sheet, run_id: str) -> Run:
        run = sheet.run(run_id)
        if run.config_step == "submitted":
            raise Problem(
                409,
                "run_not_editable",
                "This run has been started and can't be changed.",
                latest_run_id=sheet.newest.run_id,
            )
        return run

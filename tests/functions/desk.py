"""What a user does with sheets, and what the system does meanwhile."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import boto3
from sqlalchemy import text

from certificate_reader.documents import Document
from certificate_reader.errors import UnreadableDocumentError
from certificate_reader.fields import FieldSpec
from certificate_reader.reading import Reading
from cpe_tracker.adapters.postgres.tasks import PostgresTasks
from cpe_tracker.pipeline.complete_run import complete_run
from cpe_tracker.pipeline.run_task import run_task
from cpe_tracker.wiring import Parts
from tests.fakes.services import FakeReader
from tests.functions.calling import Answer, Caller

UNREADABLE = b"unreadable"


class PickyReader(FakeReader):
    """Reads like FakeReader, but for the documents that say they can't be read."""

    def read(self, documents: Sequence[Document], fields: Sequence[FieldSpec]) -> Reading:
        if documents[0].content == UNREADABLE:
            raise UnreadableDocumentError("damaged", "The file is damaged. Export it again.")
        return super().read(documents, fields)


class Desk:
    """One user's sheets, over HTTP; `read_all` and `complete` stand in for the other functions."""

    def __init__(self, caller: Caller, parts: Parts) -> None:
        self.caller = caller
        self._parts = parts

    def template_id(self) -> str:
        template_id: str = self.caller.get("/api/cpe/states").json[0]["template_id"]
        return template_id

    def sheet(self, name: str | None = None) -> dict[str, str]:
        """A new sheet's `job_id` and `run_id`."""
        body = {"template_id": self.template_id(), "name": name}
        created = self.caller.post("/api/cpe/sheets", body)
        assert created.status == 201, created
        sheet: dict[str, str] = created.json
        return sheet

    def register(self, job_id: str, *files: dict[str, Any], **query: object) -> Answer:
        return self.caller.post(f"/api/jobs/{job_id}/files", {"files": list(files)}, **query)

    def upload(self, job_id: str, contents: dict[str, bytes]) -> list[str]:
        """Register and upload; the files' ids."""
        registered = self.register(
            job_id, *(a_file(path, len(content)) for path, content in contents.items())
        )
        assert registered.status == 201, registered
        for file in registered.json["files"]:
            self.put(file["upload"]["fields"]["key"], contents[file["path"]])
        return [file["file_id"] for file in registered.json["files"]]

    def put(self, key: str, content: bytes) -> None:
        boto3.client("s3").put_object(
            Bucket=self._parts.settings.files_bucket, Key=key, Body=content
        )

    def start(self, job_id: str) -> Answer:
        return self.caller.post(f"/api/cpe/sheets/{job_id}/start")

    def read_all(self) -> None:
        """Let a worker read every task that waits."""
        for task_id in self.ids("SELECT id FROM extraction_tasks WHERE status = 'queued'"):
            run_task(
                task_id,
                lease_seconds=60,
                store=PostgresTasks(self._parts.database),
                objects=self._parts.objects,
                reader=PickyReader(),
                announcements=self._parts.run_completed,
            )

    def complete(self, run_id: str) -> None:
        """Let the system open what follows an ended run."""
        assert complete_run(UUID(run_id), store=self._parts.runs) is not None

    def finished(self, contents: dict[str, bytes], job_id: str | None = None) -> dict[str, str]:
        """A sheet (a new one if none is named) with a run that ended; its ids, and the run's."""
        job_id = job_id or self.sheet()["job_id"]
        self.upload(job_id, contents)
        run_id = self.start(job_id).json["active_run_id"]
        self.read_all()
        self.complete(run_id)
        return {"job_id": job_id, "run_id": run_id}

    def ids(self, sql: str) -> list[UUID]:
        with self._parts.database.engine.connect() as connection:
            return list(connection.execute(text(sql)).scalars())

    def execute(self, sql: str, **parameters: object) -> None:
        """Bring about what would take the product days."""
        with self._parts.database.engine.begin() as connection:
            connection.execute(text(sql), parameters)


def a_file(path: str, size: int = 5, **more: Any) -> dict[str, Any]:
    """A file as it is registered."""
    return {"path": path, "size": size, "content_type": "application/pdf", **more}

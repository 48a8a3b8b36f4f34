"""The routes of the public API that the commands use, one method each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import httpx

from cpe_cli import transport
from cpe_cli.retrying import retry_after
from cpe_cli.shapes import (
    CreatedSheet,
    Event,
    ExportReady,
    FileList,
    FileToRegister,
    Job,
    Registration,
    ResultsPage,
    RetriedFile,
    Sheet,
    SheetList,
    Started,
    State,
)


@dataclass(frozen=True, slots=True)
class EventAnswer:
    """`event` is None when nothing has changed since `etag`. `wait` is in seconds."""

    event: Event | None
    etag: str | None
    wait: float | None


class Api:
    """Every method raises ApiProblemError for a refusal, CpeError when there is no answer."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    @property
    def address(self) -> str:
        return str(self._client.base_url)

    async def health(self) -> dict[str, object]:
        return cast(dict[str, object], await self._json("GET", "api/health"))

    async def states(self) -> list[State]:
        return cast(list[State], await self._json("GET", "api/cpe/states"))

    async def sheets(self) -> list[Sheet]:
        """One's sheets, newest first."""
        answer = cast(SheetList, await self._json("GET", "api/cpe/sheets"))
        return answer["sheets"]

    async def create_sheet(self, template_id: str, name: str | None) -> CreatedSheet:
        body = {"template_id": template_id} | ({"name": name} if name else {})
        answer = await self._json("POST", "api/cpe/sheets", body=body, repeatable=False)
        return cast(CreatedSheet, answer)

    async def rename_sheet(self, job_id: str, name: str) -> None:
        await self._send("PATCH", f"api/cpe/sheets/{job_id}", body={"name": name})

    async def delete_sheet(self, job_id: str) -> None:
        await self._send("DELETE", f"api/cpe/sheets/{job_id}")

    async def restore_sheet(self, job_id: str) -> None:
        await self._send("POST", f"api/cpe/sheets/{job_id}/restore")

    async def start(self, job_id: str) -> Started:
        return cast(Started, await self._json("POST", f"api/cpe/sheets/{job_id}/start"))

    async def job(self, job_id: str, run_id: str | None = None) -> Job:
        """The sheet with the run asked for; without `run_id`, with its newest."""
        query = {"run_id": run_id} if run_id else None
        return cast(Job, await self._json("GET", f"api/jobs/{job_id}", query=query))

    async def files(self, job_id: str, run_id: str) -> FileList:
        """The files of a run, or of every run of the sheet for the run id `all`."""
        query = {"run_id": run_id}
        return cast(FileList, await self._json("GET", f"api/jobs/{job_id}/files", query=query))

    async def register_files(
        self, job_id: str, run_id: str, files: Sequence[FileToRegister]
    ) -> Registration:
        """At most 200 files. A file that is registered and never arrived is signed again."""
        answer = await self._json(
            "POST",
            f"api/jobs/{job_id}/files",
            query={"run_id": run_id},
            body={"files": list(files)},
        )
        return cast(Registration, answer)

    async def delete_file(self, job_id: str, run_id: str, file_id: str) -> None:
        query = {"run_id": run_id}
        await self._send("DELETE", f"api/jobs/{job_id}/files/{file_id}", query=query)

    async def retry_file(self, job_id: str, file_id: str) -> RetriedFile:
        """Puts a failed file into the sheet's open run, without uploading it again."""
        path = f"api/jobs/{job_id}/files/{file_id}/retry"
        return cast(RetriedFile, await self._json("POST", path, repeatable=False))

    async def results(
        self, job_id: str, run_id: str | None, limit: int, cursor: str | None
    ) -> ResultsPage:
        query = {"limit": str(limit)}
        query |= {"run_id": run_id} if run_id else {}
        query |= {"cursor": cursor} if cursor else {}
        return cast(ResultsPage, await self._json("GET", f"api/jobs/{job_id}/results", query=query))

    async def export(self, job_id: str, file_format: str, run_id: str | None) -> httpx.Response:
        """200 with an ExportReady, or 202 while it is being written: ask again."""
        body = {"format": file_format} | ({"run_id": run_id} if run_id else {})
        return await self._send("POST", f"api/jobs/{job_id}/exports", body=body)

    async def events(self, job_id: str, etag: str | None) -> EventAnswer:
        headers = {"If-None-Match": etag} if etag else None
        answer = await self._send("GET", f"api/jobs/{job_id}/events", headers=headers)
        unchanged = answer.status_code == httpx.codes.NOT_MODIFIED
        return EventAnswer(
            event=None if unchanged else cast(Event, answer.json()),
            etag=answer.headers.get("ETag", etag),
            wait=retry_after(answer.headers),
        )

    async def _send(self, method: str, path: str, **parts: Any) -> httpx.Response:
        return await transport.send(self._client, method, path, **parts)

    async def _json(self, method: str, path: str, **parts: Any) -> object:
        return (await self._send(method, path, **parts)).json()


def export_ready(answer: httpx.Response) -> ExportReady | None:
    """What an export's answer offers, or None while it is being written."""
    said = answer.json()
    return cast(ExportReady, said) if said.get("url") else None

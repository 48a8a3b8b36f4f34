"""Writes a sheet's rows to files: CSV or XLSX, by the name's ending."""

import asyncio
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx

from cpe_cli.api import Api, export_ready
from cpe_cli.errors import CpeError, UsageError
from cpe_cli.http_client import open_client
from cpe_cli.retrying import ATTEMPTS, PASSING_STATUSES, delay_before, retry_after
from cpe_cli.shapes import ExportReady

FORMATS = {".csv": "csv", ".xlsx": "xlsx"}
SECONDS_BETWEEN_QUESTIONS = 1.0


@dataclass(frozen=True, slots=True)
class Destination:
    """Where an export goes: `file` None for the current folder and the API's own file name."""

    format: str
    file: Path | None


def destinations(files: Sequence[Path]) -> list[Destination]:
    """Where to write, before anything is done: raises UsageError for an ending that is neither
    .csv nor .xlsx, and for a folder that isn't there."""
    chosen = []
    for file in files:
        file_format = FORMATS.get(file.suffix.lower())
        if not file_format:
            raise UsageError("unknown_format", f"{file}: the name must end in .csv or .xlsx.")
        if not file.absolute().parent.is_dir():
            raise UsageError("no_such_folder", f"{file}: that folder does not exist.")
        chosen.append(Destination(file_format, file))
    return chosen


async def export_sheet(
    api: Api, job_id: str, destination: Destination, run_id: str | None = None
) -> Path:
    """Writes all rows up to `run_id` (default: the newest run) and returns where. The file is
    replaced in one step: it is never half written."""
    ready = await _ask_until_ready(api, job_id, destination.format, run_id)
    # The API's name is taken as a name only: it never chooses a folder.
    file = destination.file or Path(Path(ready["filename"]).name)
    draft = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        await _download(ready["url"], draft)
        draft.replace(file)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise CpeError("not_written", f"{file} can't be written: {reason}.") from error
    finally:
        draft.unlink(missing_ok=True)
    return file


async def _ask_until_ready(
    api: Api, job_id: str, file_format: str, run_id: str | None
) -> ExportReady:
    while True:
        answer = await api.export(job_id, file_format, run_id)
        ready = export_ready(answer)
        if ready:
            return ready
        wait = retry_after(answer.headers)
        await asyncio.sleep(SECONDS_BETWEEN_QUESTIONS if wait is None else wait)


async def _download(url: str, draft: Path) -> None:
    """Without the API's token: the address itself is the permission."""
    async with open_client() as client:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                status = await _download_once(client, url, draft)
            except httpx.TransportError:
                status = 0
            if status == httpx.codes.OK:
                return
            if status and status not in PASSING_STATUSES:
                break
            if attempt < ATTEMPTS:
                await asyncio.sleep(delay_before(attempt + 1))
    raise CpeError("export_not_fetched", "The export can't be fetched. Export again.")


async def _download_once(client: httpx.AsyncClient, url: str, draft: Path) -> int:
    async with client.stream("GET", url) as answer:
        if answer.status_code == httpx.codes.OK:
            with draft.open("wb") as stream:
                async for chunk in answer.aiter_bytes():
                    stream.write(chunk)
        return answer.status_code

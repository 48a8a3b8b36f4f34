"""Sends one file with its presigned POST."""

import asyncio
import io
import re
from collections.abc import Callable
from pathlib import Path

import httpx

from cpe_cli.local_files import LocalFile
from cpe_cli.retrying import ATTEMPTS, PASSING_STATUSES, delay_before
from cpe_cli.shapes import UploadForm


class FormExpiredError(Exception):
    """The storage no longer takes this form (status 403): the file has to be signed again."""


class TransferFailedError(Exception):
    """The file did not arrive. `code` is stable, `detail` a sentence for its owner."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


async def send_file(
    client: httpx.AsyncClient, file: LocalFile, form: UploadForm, tell: Callable[[int], None]
) -> None:
    """Returns when the storage has the file; tries again when the network or the storage is away.

    `tell` gets the bytes sent of this file so far; they go back to 0 with each new try.
    """
    for attempt in range(1, ATTEMPTS + 1):
        waiting = ""
        try:
            answer = await _post(client, file, form, tell)
        except httpx.TransportError as error:
            waiting = f"The storage can't be reached ({type(error).__name__})."
            delay = delay_before(attempt + 1)
        except OSError as error:
            reason = (error.strerror or "unknown reason").lower()
            raise TransferFailedError("unreadable", f"It can't be read: {reason}.") from error
        else:
            if answer.is_success:
                return
            waiting = _passing_refusal(answer)
            delay = delay_before(attempt + 1, answer.headers)
        if attempt < ATTEMPTS:
            await asyncio.sleep(delay)
    raise TransferFailedError("upload_failed", f"{waiting} Upload again: only it will be sent.")


async def _post(
    client: httpx.AsyncClient, file: LocalFile, form: UploadForm, tell: Callable[[int], None]
) -> httpx.Response:
    tell(0)
    with _CountedFile(file.location, tell) as stream:
        # Named "file" whatever its name: the key is the API's, and paths are no one's header.
        part = {"file": ("file", stream, file.content_type)}
        return await client.post(form["url"], data=form["fields"], files=part)


def _passing_refusal(answer: httpx.Response) -> str:
    """Why it may be sent again as it is. Raises for a refusal that will not pass."""
    code = storage_code(answer.text)
    if answer.status_code == httpx.codes.FORBIDDEN:
        raise FormExpiredError
    if answer.status_code in PASSING_STATUSES or code == "RequestTimeout":
        return f"The storage is busy (status {answer.status_code})."
    if code in {"EntityTooLarge", "EntityTooSmall"}:
        raise TransferFailedError("changed", "It was changed while it was uploaded. Upload again.")
    raise TransferFailedError(
        "upload_refused", f"The storage refused it ({code or answer.status_code})."
    )


def storage_code(body: str) -> str:
    """The `Code` of S3's error document, or nothing."""
    found = re.search(r"<Code>(\w+)</Code>", body)
    return found[1] if found else ""


class _CountedFile(io.FileIO):
    def __init__(self, location: Path, tell_sent: Callable[[int], None]) -> None:
        super().__init__(location, "r")
        self._tell_sent = tell_sent
        self._sent = 0

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size) or b""
        self._sent += len(data)
        self._tell_sent(self._sent)
        return data

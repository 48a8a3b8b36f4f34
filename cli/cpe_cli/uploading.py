"""Uploads files to a sheet: registered in batches just in time, six sent at once."""

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import httpx

from cpe_cli.api import Api
from cpe_cli.errors import CpeError
from cpe_cli.http_client import open_client
from cpe_cli.local_files import LocalFile
from cpe_cli.open_run import find_open_run
from cpe_cli.progress import Meter
from cpe_cli.registering import Registrar, Signed
from cpe_cli.shapes import Refusal
from cpe_cli.transfer import FormExpiredError, TransferFailedError, send_file

AT_ONCE = 6
FILES_A_RUN = 5000
SIGNATURES_A_FILE = 3


@dataclass(slots=True)
class Uploaded:
    """What became of each file, by path. `already_there` arrived in an earlier, interrupted try;
    `refused` was not taken by the API; `failed` did not reach the storage."""

    run_id: str
    arrived: list[str] = field(default_factory=list)
    already_there: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    failed: list[Refusal] = field(default_factory=list)


async def upload_files(
    api: Api, job_id: str, files: Sequence[LocalFile], *, add_anyway: bool, meter: Meter
) -> Uploaded:
    """Uploads `files` to the sheet's open run. Raises CpeError if there is none, if they are
    more than a run takes, or if the API can't be reached any more."""
    run = await find_open_run(api, job_id)
    registrar = await Registrar.open(api, job_id, run["run_id"], add_anyway=add_anyway)
    count = registrar.count_with(files)
    if count > FILES_A_RUN:
        raise CpeError(
            "too_many_files",
            f"A run takes {FILES_A_RUN} files, and with these it would have {count}. "
            "Upload a part of them, start, then go on with the rest.",
        )
    return await _Upload(registrar, files, meter).run()


class _Upload:
    def __init__(self, registrar: Registrar, files: Sequence[LocalFile], meter: Meter) -> None:
        self._registrar = registrar
        self._files = files
        self._meter = meter
        self._signed: asyncio.Queue[Signed | None] = asyncio.Queue(AT_ONCE)
        self._bytes_expected = sum(file.size for file in files) or 1
        self._bytes_sent = 0
        self._outcome = Uploaded(registrar.run_id)

    async def run(self) -> Uploaded:
        self._show()
        limits = httpx.Limits(max_connections=AT_ONCE)
        async with open_client(limits=limits) as storage:
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(self._sign_all())
                    for _ in range(AT_ONCE):
                        group.create_task(self._send_signed(storage))
            except BaseExceptionGroup as several:
                # The first is why the others were cancelled.
                raise several.exceptions[0] from None
        await self._check_started_meanwhile()
        self._outcome.run_id = self._registrar.run_id
        return self._outcome

    async def _check_started_meanwhile(self) -> None:
        """A file on its way while somebody else pressed Start is not part of that run."""
        left = await self._registrar.left_behind()
        detail = "The sheet was started while it was on its way. Upload it again."
        self._outcome.failed += [
            {"path": path, "code": "missing", "detail": detail}
            for path in self._outcome.arrived
            if path in left
        ]
        self._outcome.arrived = [path for path in self._outcome.arrived if path not in left]

    async def _sign_all(self) -> None:
        for start in range(0, len(self._files), Registrar.BATCH):
            batch = self._files[start : start + Registrar.BATCH]
            hashed = [(file, await asyncio.to_thread(_sha256, file)) for file in batch]
            readable = [(file, sha256) for file, sha256 in hashed if isinstance(sha256, str)]
            self._outcome.failed += [why for _, why in hashed if not isinstance(why, str)]
            answer = await self._registrar.register(readable)
            self._outcome.already_there += answer.already_there
            self._outcome.refused += answer.refused
            self._show()
            for signed in answer.signed:
                # Waits until a sender is free, so that the next batch is not signed too early.
                await self._signed.put(signed)
        for _ in range(AT_ONCE):
            await self._signed.put(None)

    async def _send_signed(self, storage: httpx.AsyncClient) -> None:
        while signed := await self._signed.get():
            try:
                await self._send(storage, signed)
            except TransferFailedError as error:
                self._fail(signed.file, error.code, error.detail)
            self._show()

    async def _send(self, storage: httpx.AsyncClient, signed: Signed) -> None:
        for _ in range(SIGNATURES_A_FILE):
            try:
                await send_file(storage, signed.file, signed.form, _Teller(self))
            except FormExpiredError:
                again = await self._registrar.sign([(signed.file, signed.sha256)])
                if not again.signed:
                    self._outcome.refused += again.refused
                    return
                signed = again.signed[0]
            else:
                self._outcome.arrived.append(signed.file.path)
                return
        self._fail(signed.file, "upload_refused", "The storage refused it again and again.")

    def _fail(self, file: LocalFile, code: str, detail: str) -> None:
        self._outcome.failed.append({"path": file.path, "code": code, "detail": detail})

    def moved(self, sent: int) -> None:
        self._bytes_sent += sent
        self._show()

    def _show(self) -> None:
        outcome = self._outcome
        here = len(outcome.arrived) + len(outcome.already_there)
        troubled = len(outcome.refused) + len(outcome.failed)
        note = f", {troubled} not taken" if troubled else ""
        share = min(self._bytes_sent / self._bytes_expected, 1.0)
        self._meter.update(here, len(self._files), note=note, share=share)


class _Teller:
    """Turns a file's bytes so far, which fall back with a new try, into steps of the whole."""

    def __init__(self, upload: _Upload) -> None:
        self._upload = upload
        self._told = 0

    def __call__(self, sent: int) -> None:
        self._upload.moved(sent - self._told)
        self._told = sent


def _sha256(file: LocalFile) -> str | Refusal:
    """The file's hash, or why it can't be read any more."""
    try:
        with file.location.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        detail = f"It can't be read: {reason}."
        return {"path": file.path, "code": "unreadable", "detail": detail}

"""Registers files with a run, and gets the forms to upload them with."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from cpe_cli.api import Api
from cpe_cli.errors import AnswerLostError, ApiProblemError
from cpe_cli.local_files import LocalFile
from cpe_cli.retrying import ATTEMPTS
from cpe_cli.shapes import FileToRegister, Refusal, Registration, SheetFile, UploadForm
from cpe_cli.upload_record import UploadRecord


@dataclass(frozen=True, slots=True)
class Signed:
    """A file that may be sent now, for some minutes."""

    file: LocalFile
    sha256: str
    file_id: str
    form: UploadForm


@dataclass(slots=True)
class Answer:
    signed: list[Signed] = field(default_factory=list)
    already_there: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


class Registrar:
    """Registers for one sheet; moves to the newest run once when the run was started meanwhile."""

    BATCH: ClassVar[int] = 200

    def __init__(
        self, api: Api, job_id: str, run_id: str, rows: Sequence[SheetFile], add_anyway: bool
    ) -> None:
        self._api = api
        self._job_id = job_id
        self._add_anyway = add_anyway
        self._known_ids = {row["file_id"] for row in rows}
        self._registered_now: set[str] = set()
        self.run_id = run_id
        self._earlier_runs: list[str] = []
        self.record = UploadRecord.of_run(run_id)
        self.registered_count = len(rows)
        # Only rows of this machine: another's may be on their way at this moment.
        self._own_rows = [row for row in rows if row["file_id"] in self.record.registered]

    @classmethod
    async def open(cls, api: Api, job_id: str, run_id: str, *, add_anyway: bool) -> "Registrar":
        rows = (await api.files(job_id, run_id))["files"]
        return cls(api, job_id, run_id, rows, add_anyway)

    async def register(self, files: Sequence[tuple[LocalFile, str]]) -> Answer:
        """At most BATCH files, each with its SHA-256.

        A file of an earlier, interrupted upload is not registered twice: if it arrived it is
        `already_there`, otherwise its old registration is taken back first.
        """
        answer = Answer()
        wanted: list[tuple[LocalFile, str]] = []
        for file, sha256 in files:
            rows = [r for r in self._own_rows if (r["path"], r["sha256"]) == (file.path, sha256)]
            if any(row["file_id"] in self.record.arrived for row in rows):
                answer.already_there.append(file.path)
                continue
            for row in rows:
                await self._take_back(row["file_id"])
            wanted.append((file, sha256))
        if wanted:
            await self._register(wanted, answer)
        return answer

    async def register_again(self, signed: Signed) -> Answer:
        """A new form for a file whose form is no longer taken."""
        answer = Answer()
        await self._take_back(signed.file_id)
        await self._register([(signed.file, signed.sha256)], answer)
        return answer

    async def left_behind(self) -> list[str]:
        """Paths registered here that their run, started meanwhile by somebody, did not find."""
        paths = []
        for run_id in (*self._earlier_runs, self.run_id):
            rows = (await self._api.files(self._job_id, run_id))["files"]
            paths += [
                row["path"]
                for row in rows
                if row["file_id"] in self._registered_now and row["status"] == "missing"
            ]
        return paths

    async def _register(self, wanted: Sequence[tuple[LocalFile, str]], answer: Answer) -> None:
        registration = await self._ask([self._described(file, sha) for file, sha in wanted])
        file_ids = [row["file_id"] for row in registration["files"]]
        self.record.note_registered(file_ids)
        self._registered_now.update(file_ids)
        answer.refused += registration["refused"]
        by_path = {file.path: (file, sha256) for file, sha256 in wanted}
        for row in registration["files"]:
            file, sha256 = by_path[row["path"]]
            answer.signed.append(Signed(file, sha256, row["file_id"], row["upload"]))

    async def _ask(self, bodies: list[FileToRegister]) -> Registration:
        moved = False
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return await self._api.register_files(self._job_id, self.run_id, bodies)
            except AnswerLostError:
                if attempt == ATTEMPTS:
                    raise
                await self._take_back_unanswered(bodies)
            except ApiProblemError as problem:
                newest = problem.members.get("latest_run_id")
                if problem.code != "run_not_editable" or moved or newest in {None, self.run_id}:
                    raise
                moved = True
                self._move_to(str(newest))
        raise AssertionError("the last attempt returns or raises")

    def _move_to(self, run_id: str) -> None:
        self._earlier_runs.append(self.run_id)
        self.run_id = run_id
        self.record = UploadRecord.of_run(run_id)
        self._own_rows = []

    async def _take_back_unanswered(self, bodies: Sequence[FileToRegister]) -> None:
        """Removes what a request whose answer was lost may have registered."""
        lost = {(body["path"], body["sha256"]) for body in bodies}
        for row in (await self._api.files(self._job_id, self.run_id))["files"]:
            known = row["file_id"] in self._known_ids | self._registered_now
            if (
                not known
                and row["status"] == "awaiting_upload"
                and (row["path"], row["sha256"]) in lost
            ):
                await self._take_back(row["file_id"])

    async def _take_back(self, file_id: str) -> None:
        try:
            await self._api.delete_file(self._job_id, self.run_id, file_id)
        except ApiProblemError as problem:
            # Gone already is what was wanted; a started run lists it as missing.
            if problem.status not in {404, 409}:
                raise

    def _described(self, file: LocalFile, sha256: str) -> FileToRegister:
        body: FileToRegister = {
            "path": file.path,
            "size": file.size,
            "content_type": file.content_type,
            "sha256": sha256,
        }
        if self._add_anyway:
            body["add_anyway"] = True
        return body

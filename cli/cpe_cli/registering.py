"""Registers files with a run, and gets the forms to upload them with."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from cpe_cli.api import Api
from cpe_cli.errors import ApiProblemError
from cpe_cli.local_files import LocalFile
from cpe_cli.shapes import FileToRegister, Refusal, Registration, SheetFile, UploadForm


@dataclass(frozen=True, slots=True)
class Signed:
    """A file that may be sent now, for some minutes."""

    file: LocalFile
    sha256: str
    form: UploadForm


@dataclass(slots=True)
class Answer:
    signed: list[Signed] = field(default_factory=list)
    already_there: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


class Registrar:
    """Registers for one sheet; moves to the newest run once when the run was started meanwhile.

    The API signs a file again that was registered and never arrived, so registering twice, after
    an interruption or a lost answer, leaves nothing twice.
    """

    BATCH: ClassVar[int] = 200

    def __init__(
        self, api: Api, job_id: str, run_id: str, rows: Sequence[SheetFile], add_anyway: bool
    ) -> None:
        self._api = api
        self._job_id = job_id
        self._add_anyway = add_anyway
        self._rows = rows
        self._registered: set[str] = set()
        self._runs = [run_id]

    @classmethod
    async def open(cls, api: Api, job_id: str, run_id: str, *, add_anyway: bool) -> "Registrar":
        rows = (await api.files(job_id, run_id))["files"]
        return cls(api, job_id, run_id, rows, add_anyway)

    @property
    def run_id(self) -> str:
        """The run that is being registered with."""
        return self._runs[-1]

    def count_with(self, files: Sequence[LocalFile]) -> int:
        """How many files the run will hold with these."""
        return len({row["path"] for row in self._rows} | {file.path for file in files})

    async def register(self, files: Sequence[tuple[LocalFile, str]]) -> Answer:
        """At most BATCH files, each with its SHA-256. Those that arrived in this run in an
        earlier, interrupted upload are `already_there`, also with `add_anyway`."""
        arrived = {
            (row["path"], row["sha256"]) for row in self._rows if row["status"] == "uploaded"
        }
        wanted = [(file, sha) for file, sha in files if (file.path, sha) not in arrived]
        there = [file.path for file, sha in files if (file.path, sha) in arrived]
        answer = await self.sign(wanted) if wanted else Answer()
        answer.already_there = there
        return answer

    async def sign(self, files: Sequence[tuple[LocalFile, str]]) -> Answer:
        """Forms to send these files with: the first ones, or new ones for expired ones."""
        said = await self._ask([self._described(file, sha256) for file, sha256 in files])
        self._registered.update(row["file_id"] for row in said["files"])
        by_path = {file.path: (file, sha256) for file, sha256 in files}
        signed = [Signed(*by_path[row["path"]], row["upload"]) for row in said["files"]]
        return Answer(signed=signed, refused=said["refused"])

    async def left_behind(self) -> set[str]:
        """Paths registered here that their run, started meanwhile by somebody, did not find."""
        return {
            row["path"]
            for run_id in self._runs
            for row in (await self._api.files(self._job_id, run_id))["files"]
            if row["file_id"] in self._registered and row["status"] == "missing"
        }

    async def _ask(self, bodies: Sequence[FileToRegister]) -> Registration:
        try:
            return await self._api.register_files(self._job_id, self.run_id, bodies)
        except ApiProblemError as problem:
            newest = problem.members.get("latest_run_id")
            if problem.code != "run_not_editable" or not newest or newest in self._runs:
                raise
            self._runs.append(str(newest))
            self._rows = []
        return await self._api.register_files(self._job_id, self.run_id, bodies)

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

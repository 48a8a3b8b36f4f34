"""Remembers an `extract` that was cut off, so that the same command goes on with its sheet."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from cpe_cli.config_folder import config_folder, write_private


class UnfinishedExtract:
    """The sheet that an earlier run of the same command made, and the run that it started."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.job_id: str | None = None
        self.run_id: str | None = None
        if file.exists():
            said = json.loads(file.read_text())
            self.job_id, self.run_id = said["job_id"], said["run_id"]

    @classmethod
    def of_command(cls, address: str, target: str, paths: Sequence[Path]) -> "UnfinishedExtract":
        """`target` says which sheet is meant. The same files at the same API are the same command,
        wherever it is run."""
        parts = [address, target, *sorted(str(path.resolve()) for path in paths)]
        key = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()
        return cls(config_folder() / "extracts" / f"{key[:32]}.json")

    def note(self, job_id: str, run_id: str | None = None) -> None:
        self.job_id, self.run_id = job_id, run_id
        write_private(self._file, json.dumps({"job_id": job_id, "run_id": run_id}))

    def forget(self) -> None:
        self.job_id = self.run_id = None
        self._file.unlink(missing_ok=True)

"""What this machine has registered and sent for a run, so that a second try goes on.

The API learns only at Start which files arrived, so an upload that was cut off is remembered here.
"""

import re
from pathlib import Path

from cpe_cli.config_folder import config_folder


class UploadRecord:
    """The record of one run: a line per event, written at once, so that a kill loses nothing."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.registered: set[str] = set()
        self.arrived: set[str] = set()
        if file.exists():
            for line in file.read_text().splitlines():
                event, _, file_id = line.partition(" ")
                {"registered": self.registered, "arrived": self.arrived}.get(event, set()).add(
                    file_id
                )

    @classmethod
    def of_run(cls, run_id: str) -> "UploadRecord":
        folder = config_folder() / "uploads"
        folder.mkdir(mode=0o700, exist_ok=True)
        return cls(folder / f"{re.sub('[^0-9A-Za-z-]', '_', run_id)}.log")

    def note_registered(self, file_ids: list[str]) -> None:
        self.registered.update(file_ids)
        self._append("".join(f"registered {file_id}\n" for file_id in file_ids))

    def note_arrived(self, file_id: str) -> None:
        self.arrived.add(file_id)
        self._append(f"arrived {file_id}\n")

    def forget(self) -> None:
        """To be called once the run is started: from then on the API knows better."""
        self._file.unlink(missing_ok=True)

    def _append(self, lines: str) -> None:
        with self._file.open("a") as stream:
            stream.write(lines)

"""The data folder of one stack, and the lock that keeps a second stack out of it."""

import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from infra.sources import ROOT
from local_stack.errors import StackError

DEFAULT = ROOT / ".local"


class DataFolder:
    """Paths below one folder. What the user stored is in `postgres` and `objects`; everything else
    can be deleted while the stack is down."""

    def __init__(self, root: Path) -> None:
        self.root = root.absolute()
        self.postgres = self.root / "postgres"
        self.objects = self.root / "aws" / "s3"
        self.scratch = self.root / "aws" / "tmp"
        self.log = self.root / "log"
        self.state = self.root / "stack.json"
        self.settings = self.root / "settings.json"
        self.processes = self.root / "processes.json"
        self._lock = self.root / "lock"

    def make(self) -> None:
        """Raises StackError when the folder can't be made or written."""
        try:
            for folder in (self.root, self.objects, self.scratch, self.log):
                folder.mkdir(parents=True, exist_ok=True)
            (self.root / "lock").touch()
        except OSError as error:
            raise StackError(
                f"The data folder {self.root} can't be used: {error.strerror}. "
                "Choose another one with --data FOLDER."
            ) from error

    @contextmanager
    def held(self) -> Iterator[None]:
        """Holds the folder for one stack; the lock ends with the process, however it ends."""
        with self._lock.open("r+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise StackError(
                    f"A stack is already running on {self.root} (process {lock.read().strip()}). "
                    "`make down` ends it."
                ) from error
            lock.truncate(0)
            lock.write(str(os.getpid()))
            lock.flush()
            yield

    def holder(self) -> int | None:
        """The process that runs a stack on this folder, if one does."""
        if not self._lock.exists():
            return None
        with self._lock.open("r") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except OSError:
                return int(lock.read().strip() or 0) or None
        return None

    def read_json(self, path: Path) -> Any:
        """None when the file is missing or was cut off; such a file is made again."""
        try:
            return json.loads(path.read_text())
        except (FileNotFoundError, ValueError):
            return None


def write_json(path: Path, content: Any) -> None:
    """Replaces the file in one step, readable by its owner only: it may hold a password."""
    partial = path.with_name(f"{path.name}.{secrets.token_hex(4)}.partial")
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(content, file, indent=2)
        file.write("\n")
    partial.replace(path)

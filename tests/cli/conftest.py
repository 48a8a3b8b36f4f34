"""A folder of one's own, an API of one's own, and the command run against it."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cpe_cli.main import main

from .fake_api import PROJECT, FakeApi


@dataclass(frozen=True)
class Outcome:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The whole of stdout: anything that is not JSON there fails the test."""
        return json.loads(self.out)


Cpe = Callable[..., Outcome]


@pytest.fixture
def api() -> Iterator[FakeApi]:
    with FakeApi() as api:
        yield api


@pytest.fixture
def checkout(api: FakeApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder: a checkout whose local stack is running, and nobody signed in."""
    for name in list(os.environ):
        if name.startswith(("CPE_", "FIREBASE_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("CPE_CONFIG_DIR", str(tmp_path / "config"))
    folder = tmp_path / "checkout"
    (folder / ".local").mkdir(parents=True)
    stack = {"api_url": api.url, "firebase_project": PROJECT}
    (folder / ".local" / "stack.json").write_text(json.dumps(stack))
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def cpe(checkout: Path, capsys: pytest.CaptureFixture[str]) -> Cpe:  # noqa: ARG001
    """Runs `cpe` with the given arguments."""

    def run(*arguments: object) -> Outcome:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Outcome(int(ended.value.code or 0), out, err)

    return run


@pytest.fixture
def certificates(checkout: Path) -> Path:
    """A folder `2025` with three certificates."""
    return make_certificates(checkout / "2025", 3)


def make_certificates(folder: Path, count: int) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, count + 1):
        (folder / f"c{number}.pdf").write_bytes(f"Course {number}".encode())
    return folder

"""Installs locked packages into a folder, for this machine or for another one."""

import re
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path

from infra.sources import BuildError
from infra.target import Target

_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==")


def locked(lock: Path) -> Iterator[tuple[str, str]]:
    """Each package of a lock file: its name and its lines, hashes included."""
    name, lines = "", list[str]()
    for line in lock.read_text().splitlines(keepends=True):
        if line.lstrip().startswith("#"):
            continue
        pinned = _PINNED.match(line)
        if pinned:
            if name:
                yield name, "".join(lines)
            name, lines = pinned[1], []
        lines.append(line)
    if name:
        yield name, "".join(lines)


def names(lock: Path) -> set[str]:
    return {name for name, _ in locked(lock)}


def install(lock: Path, folder: Path, target: Target, leave_out: Collection[str] = ()) -> None:
    """Puts the lock's packages into `folder`, except those in `leave_out`.

    Only what the lock names is installed, by hash; raises BuildError with pip's last words.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for_target: list[str] = []
    if target.platforms:
        for_target = ["--python-version", target.python_version, "--implementation", "cp"]
        for platform in target.platforms:
            for_target += ["--platform", platform]
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as wanted:
        wanted.write("".join(text for name, text in locked(lock) if name not in leave_out))
        wanted.flush()
        _run_pip(lock, ["--target", str(folder), "-r", wanted.name, *for_target])


def _run_pip(lock: Path, options: list[str]) -> None:
    command = [
        *(sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
        *("--no-deps", "--require-hashes", "--only-binary=:all:", "--no-compile"),
        *options,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["pip said nothing"])[-1]
        raise BuildError(f"The packages of {lock.name} could not be installed: {said}")

"""Compiled Python beside its source, so that no cold start compiles it."""

import subprocess
from pathlib import Path

from infra.sources import BuildError
from infra.target import Target


def compile_bytecode(folder: Path, place: str, target: Target) -> None:
    """Compiles in place what will be at `place` in Lambda; nothing without an interpreter.

    Unchecked: nobody edits a source there, and not looking for changes saves time as well.
    """
    if target.interpreter is None:
        return
    command = [
        *(target.interpreter, "-m", "compileall", "-q", "-j", "2"),
        *("--invalidation-mode", "unchecked-hash"),
        *("-s", str(folder), "-p", place, str(folder)),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BuildError(f"Code for {place} could not be compiled: {done.stdout[-500:]}")

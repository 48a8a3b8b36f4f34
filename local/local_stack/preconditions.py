"""What must be on the machine before a stack can start."""

import sys
from pathlib import Path

from infra.sources import ROOT
from local_stack.errors import StackError

STACK_PYTHON = ROOT / ".venv-stack" / "bin" / "python"


def check() -> None:
    """Raises StackError with what to install."""
    if sys.platform == "win32":
        raise StackError("The local stack runs on Linux and macOS; on Windows use WSL.")
    if not STACK_PYTHON.exists() or not _has_package("ministack"):
        raise StackError("The local AWS is not installed. `make setup` installs it.")


def _has_package(name: str) -> bool:
    packages: list[Path] = list(
        STACK_PYTHON.parent.parent.glob(f"lib/python3*/site-packages/{name}")
    )
    return bool(packages)

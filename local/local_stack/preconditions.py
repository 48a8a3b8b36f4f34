"""What must be on the machine before a stack can start."""

import sys
from pathlib import Path

from infra.sources import ROOT
from local_stack.problem import StackProblem

STACK_PYTHON = ROOT / ".venv-stack" / "bin" / "python"


def check() -> None:
    """Raises StackProblem with what to install."""
    if sys.version_info < (3, 11):
        found = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise StackProblem(f"CPE Tracker needs Python 3.11 or newer, and this is {found}.")
    if sys.platform == "win32":
        raise StackProblem("The local stack runs on Linux and macOS; on Windows use WSL.")
    if not STACK_PYTHON.exists() or not _has_package("ministack"):
        raise StackProblem("The local AWS is not installed. `make setup` installs it.")


def _has_package(name: str) -> bool:
    packages: list[Path] = list(STACK_PYTHON.parent.parent.glob(f"lib/python3*/site-packages/{name}"))
    return bool(packages)

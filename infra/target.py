"""What a build is for: a Python version and, when it isn't this machine, a platform."""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Target:
    """`interpreter` compiles the bytecode and must be of `python_version`; without one there is
    none, and cold starts take about a second longer. `platforms` are pip's platform tags; empty
    means this machine."""

    python_version: str
    architecture: str
    platforms: tuple[str, ...]
    interpreter: str | None

    @property
    def runtime(self) -> str:
        return f"python{self.python_version}"


def this_machine(interpreter: Path) -> Target:
    """The local stack's target: `interpreter` runs the functions, so it must be of the same
    version as the one that calls this."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return Target(version, "x86_64", (), str(interpreter))


def aws(python_version: str = "3.13") -> Target:
    """AWS Lambda on arm64. Amazon Linux 2023 has glibc 2.34, so wheels up to 2.34 are right."""
    newest_first = [f"manylinux_2_{minor}_aarch64" for minor in (34, 31, 28, 26, 24, 17)]
    return Target(
        python_version,
        "arm64",
        (*newest_first, "manylinux2014_aarch64"),
        shutil.which(f"python{python_version}"),
    )

"""What a build is for: a Python version and, when it isn't this machine, a platform."""

import platform
import subprocess
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
    architecture = "arm64" if platform.machine() in ("arm64", "aarch64") else "x86_64"
    return Target(version, architecture, (), str(interpreter))


def aws(python_version: str = "3.13") -> Target:
    """AWS Lambda on arm64. Amazon Linux 2023 has glibc 2.34, so wheels up to 2.34 are right."""
    newest_first = [f"manylinux_2_{minor}_aarch64" for minor in (34, 31, 28, 26, 24, 17)]
    return Target(
        python_version,
        "arm64",
        (*newest_first, "manylinux2014_aarch64"),
        _interpreter(python_version),
    )


def _interpreter(python_version: str) -> str | None:
    """A Python of exactly this version, if the machine has one that runs."""
    name = f"python{python_version}"
    ask = "import sys; print('{}.{}'.format(*sys.version_info))"
    try:
        answer = subprocess.run([name, "-c", ask], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return name if answer.stdout.strip() == python_version else None

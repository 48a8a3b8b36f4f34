"""How large the packages are, and how long a cold start imports. Run: python -m bench.packages"""

import os
import statistics
import subprocess
import sys
import time

from rich.console import Console
from rich.table import Table

from infra.build import Build
from infra.sources import APPS
from local_stack.stack import build_for_this_machine

ROUNDS = 9
ENTRY_POINTS = {**dict.fromkeys(APPS, "app"), "migrate": "migrations.function"}
LAYERS_OF = {"worker": ("common", "extraction")}


def main() -> None:
    build = build_for_this_machine(print)
    console = Console()
    console.print(sizes(build))
    console.print(cold_imports(build))


def sizes(build: Build) -> Table:
    table = Table("package", "zip", "unpacked", "files", title="Packages (MB)")
    for name, archive in build.archives.items():
        folder = archive.parent / ("python" if name.endswith("-layer") else "code")
        files = [path for path in folder.rglob("*") if path.is_file()]
        unpacked = sum(path.stat().st_size for path in files)
        table.add_row(name, megabytes(archive.stat().st_size), megabytes(unpacked), str(len(files)))
    return table


def megabytes(size: int) -> str:
    return f"{size / 1e6:.2f}"


def cold_imports(build: Build) -> Table:
    """A fresh interpreter that imports a function, against one that imports nothing.

    The rounds are interleaved, so that a busy moment of the machine falls on all of them.
    """
    programs = {"a bare interpreter": "pass"}
    for function, module in ENTRY_POINTS.items():
        folders = [
            str(build.archives[f"{layer}-layer"].parent / "python")
            for layer in LAYERS_OF.get(function, ("common",))
        ]
        folders.append(str(build.archives[function].parent / "code"))
        programs[function] = f"import sys; sys.path[:0] = {folders!r}; import {module}"
    took: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(ROUNDS):
        for name, program in programs.items():
            took[name].append(seconds(program))
    table = Table(
        "process", "best", "median", "best / bare", title=f"Cold import (ms, {ROUNDS} rounds)"
    )
    bare = min(took["a bare interpreter"])
    for name, rounds in took.items():
        best, median = min(rounds), statistics.median(rounds)
        table.add_row(name, f"{best * 1e3:.0f}", f"{median * 1e3:.0f}", f"{best / bare:.1f}")
    return table


def seconds(program: str) -> float:
    environment = {"PATH": os.environ["PATH"], "AWS_DEFAULT_REGION": "us-east-1"}
    began = time.perf_counter()
    subprocess.run([sys.executable, "-I", "-S", "-c", program], env=environment, check=True)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()

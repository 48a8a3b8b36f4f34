"""The two layers: our packages and what they import, slim and with their bytecode."""

import shutil
import subprocess
from pathlib import Path

from infra import requirements, slimming
from infra.sources import ROOT, BuildError, source_files
from infra.target import Target


def layer_inputs(layer: str) -> list[Path]:
    """Everything that decides what a layer holds."""
    return [
        ROOT / "layers" / layer / "python",
        ROOT / "requirements" / "common.txt",
        ROOT / "requirements" / f"{layer}.txt",
        ROOT / "infra" / "layers.py",
        ROOT / "infra" / "requirements.py",
        ROOT / "infra" / "slimming.py",
    ]


def build_layer(layer: str, folder: Path, target: Target) -> None:
    """Fills `folder` with the layer's `python/`: locked packages, then our own beside them."""
    packages = folder / "python"
    lock = ROOT / "requirements" / f"{layer}.txt"
    already_there = set[str]()
    if layer != "common":
        already_there = requirements.names(ROOT / "requirements" / "common.txt")
    requirements.install(lock, packages, target, slimming.UNREACHED_PACKAGES | already_there)
    slimming.slim(packages)
    ours = ROOT / "layers" / layer / "python"
    for source in source_files(ours):
        copy = packages / source.relative_to(ours)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, copy)
    compile_bytecode(packages, target)


def compile_bytecode(packages: Path, target: Target) -> None:
    """Compiles in place. Unchecked: in Lambda nobody edits a source, and not looking for a change
    saves a second at each cold start."""
    if target.interpreter is None:
        return
    command = [
        *(target.interpreter, "-m", "compileall", "-q", "-j", "2"),
        *("--invalidation-mode", "unchecked-hash"),
        *("-s", str(packages), "-p", "/opt/python", str(packages)),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BuildError(f"The layer's bytecode could not be compiled: {done.stdout[-500:]}")

"""The two layers: our packages and what they import, slim and with their bytecode."""

import shutil
from pathlib import Path

from infra import requirements, slimming
from infra.bytecode import compile_bytecode
from infra.sources import ROOT, source_files
from infra.target import Target


def layer_inputs(layer: str) -> list[Path]:
    """Everything that decides what a layer holds."""
    return [
        ROOT / "layers" / layer / "python",
        ROOT / "requirements" / "common.txt",
        ROOT / "requirements" / f"{layer}.txt",
        ROOT / "requirements" / "pictures.txt",
        ROOT / "infra" / "bytecode.py",
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
    if layer == "extraction" and target.platforms:
        # On this machine pictures are read in the project's own environment instead.
        pictures = ROOT / "requirements" / "pictures.txt"
        requirements.install(pictures, packages, target, already_there)
    slimming.slim(packages)
    ours = ROOT / "layers" / layer / "python"
    for source in source_files(ours):
        copy = packages / source.relative_to(ours)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, copy)
    compile_bytecode(packages, "/opt/python", target)

"""Where the parts of the stack come from, and whether they changed since they were built."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APPS = ("api", "worker", "on_run_complete")
LAYERS = ("common", "extraction")
TEMPLATE_PARTS = ("base.yaml", "storage.yaml", "roles.yaml")

_NOT_SOURCE = {"__pycache__", ".mypy_cache", ".ruff_cache", "deployments", "deployed"}


class BuildError(Exception):
    """A part of the stack can't be built or deployed; the message says which, and what to do."""


def source_files(folder: Path) -> list[Path]:
    """Every file below `folder` that is somebody's source, in a stable order."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and path.suffix != ".pyc"
        and not _NOT_SOURCE.intersection(path.relative_to(folder).parts)
    )


def fingerprint(paths: Iterable[Path], *facts: str) -> str:
    """A hash over the names and contents of `paths` (folders count with all their files)."""
    digest = hashlib.sha256()
    for fact in facts:
        digest.update(fact.encode() + b"\0")
    for path in paths:
        for file in source_files(path) if path.is_dir() else [path]:
            digest.update(str(file.relative_to(ROOT)).encode() + b"\0")
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()

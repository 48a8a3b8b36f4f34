"""The files of a folder of certificates, with their truth."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

READ = frozenset({".pdf", ".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".heic"})
BAD_LAYERS = frozenset({"values_only", "garbled", "digits", "picture"})
ORIGINS = ("text layer", "bad text layer", "scan", "photo")


@dataclass(frozen=True, slots=True)
class CertificateFile:
    """A file, where its text comes from, and what it says."""

    path: Path
    origin: str
    truth: dict[str, Any]


def files_of(folder: Path) -> list[CertificateFile]:
    """The PDFs and pictures anywhere below `folder` that its `truth.json` knows.

    A file's id is its name up to the first dot. `id.pdf` has a text layer, unless the truth's
    `layer` names a bad one; `id.kind.extension` is a picture, of a photo if its kind says so.
    """
    truth = json.loads((folder / "truth.json").read_text("utf-8"))
    return [
        CertificateFile(path, _origin(path, truth[_id(path)]), truth[_id(path)])
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in READ and _id(path) in truth
    ]


def _id(path: Path) -> str:
    return path.name.split(".")[0]


def _origin(path: Path, truth: dict[str, Any]) -> str:
    kinds = [part.lower() for part in path.name.split(".")[1:-1]]
    if any("photo" in kind for kind in kinds):
        return "photo"
    if kinds or path.suffix.lower() != ".pdf":
        return "scan"
    return "bad text layer" if truth.get("layer") in BAD_LAYERS else "text layer"

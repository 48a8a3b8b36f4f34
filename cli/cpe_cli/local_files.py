"""Which files a command line means: folders walked, and nothing dropped without a word."""

import itertools
import os
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cpe_cli.shapes import Refusal

CONTENT_TYPES = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".heic": "image/heic",
    ".heif": "image/heif",
}
LARGEST_BYTES = 26_214_400
LONGEST_PATH = 1000
JUNK = frozenset({"thumbs.db", "desktop.ini", "__macosx", "icon\r"})
# Refused without making the command fail: nobody means them when naming a folder.
HARMLESS = frozenset({"hidden_file", "junk_file", "type_in_folder"})


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A file to upload. `path` is what the sheet shows: relative, with `/`, NFC-normalised."""

    location: Path
    path: str
    size: int
    content_type: str


@dataclass(slots=True)
class Found:
    """What a command line means. `refused` never overlaps `files`."""

    files: list[LocalFile] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)

    @property
    def failures(self) -> list[Refusal]:
        """The refusals that leave out something its owner surely meant."""
        return [refusal for refusal in self.refused if refusal["code"] not in HARMLESS]


def find_files(named: Sequence[Path]) -> Found:
    """The files that are `named`, and those in the folders that are, in a stable order.

    A folder's files keep its name in front, as when it is dropped on the page: `2025/a.pdf` for
    `~/certificates/2025`; those of `.` do not. Names that are the same get as many parent folders
    as tell them apart. A file that is named twice is taken once.
    """
    found = Found()
    seen: set[Path] = set()
    used: set[str] = set()
    for root, label in _labelled(named):
        for location, path in _walk(root, label, found):
            real = location.resolve()
            if real not in seen:
                seen.add(real)
                path = _unused(path, used)
                used.add(path)
                _take(location, path, explicit=location == root, found=found)
    return found


def _labelled(named: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    # Not resolved: a link keeps its own name.
    roots = list(dict.fromkeys(Path(os.path.abspath(path)) for path in named))  # noqa: PTH100
    if len(roots) == 1 and roots[0] == Path.cwd():
        yield roots[0], ""
        return
    for root in roots:
        twins = [other.parent for other in roots if _normal(other.name) == _normal(root.name)]
        start = root.parent if len(twins) == 1 else Path(os.path.commonpath(twins))
        yield root, _normal(root.relative_to(start).as_posix())


def _walk(root: Path, label: str, found: Found) -> Iterator[tuple[Path, str]]:
    if not root.is_dir():
        yield root, label
        return

    def unreadable(error: OSError) -> None:
        location = Path(error.filename)
        found.refused.append(_refusal(_below(root, label, location), "unreadable", _reason(error)))

    for folder, folders, files in os.walk(root, onerror=unreadable):
        here = Path(folder)
        folders.sort()
        for name in list(folders):
            reason = _unwanted(name) or _link(here / name)
            if reason:
                folders.remove(name)
                found.refused.append(_refusal(_below(root, label, here / name) + "/", *reason))
        for name in sorted(files):
            yield here / name, _below(root, label, here / name)


def _take(location: Path, path: str, *, explicit: bool, found: Found) -> None:
    refusal = (_gone(location) if explicit else _unwanted(location.name)) or _bad_name(path)
    content_type = CONTENT_TYPES.get(location.suffix.lower())
    size = 0
    if not refusal and not content_type:
        code = "unsupported_type" if explicit else "type_in_folder"
        refusal = (code, "Only PDF, PNG, JPEG, WebP, TIFF and HEIC files can be read.")
    if not refusal:
        try:
            size = location.stat().st_size
            with location.open("rb"):
                refusal = _wrong_size(size)
        except OSError as error:
            refusal = ("unreadable", _reason(error))
    if refusal or not content_type:
        found.refused.append(_refusal(path, *(refusal or ("unsupported_type", ""))))
    else:
        found.files.append(LocalFile(location, path, size, content_type))


def _gone(location: Path) -> tuple[str, str] | None:
    return None if location.exists() else ("not_found", "There is no such file or folder.")


def _unwanted(name: str) -> tuple[str, str] | None:
    if name.startswith("~$") or name.lower() in JUNK:
        return "junk_file", "A file of the system or of an open program, not a certificate."
    if name.startswith("."):
        junk = name in {".DS_Store", ".localized"} or name.startswith("._")
        return ("junk_file", "A file of the system.") if junk else ("hidden_file", "It is hidden.")
    return None


def _bad_name(path: str) -> tuple[str, str] | None:
    if len(path) > LONGEST_PATH:
        return "path_too_long", f"Its path has more than {LONGEST_PATH} characters; rename it."
    if any(unicodedata.category(char) in {"Cc", "Cs"} for char in path):
        return "bad_name", "Its name has characters that can't be shown; rename it."
    return None


def _link(folder: Path) -> tuple[str, str] | None:
    if folder.is_symlink():
        return "link_to_folder", "A link to a folder is not followed; name the folder itself."
    return None


def _wrong_size(size: int) -> tuple[str, str] | None:
    if size == 0:
        return "empty_file", "The file is empty."
    if size > LARGEST_BYTES:
        return "too_large", f"The file has {size / 2**20:.1f} MB; at most 25 MB can be read."
    return None


def _below(root: Path, label: str, location: Path) -> str:
    return _normal(
        "/".join(part for part in (label, location.relative_to(root).as_posix()) if part)
    )


def _unused(path: str, used: set[str]) -> str:
    """Two names may differ only in how their letters are composed."""
    stem, dot, suffix = path.rpartition(".")
    numbered = (f"{stem} ({number}){dot}{suffix}" for number in itertools.count(2))
    return path if path not in used else next(name for name in numbered if name not in used)


def _refusal(path: str, code: str, detail: str) -> Refusal:
    return {"path": path, "code": code, "detail": detail}


def _reason(error: OSError) -> str:
    return f"It can't be opened: {(error.strerror or 'unknown reason').lower()}."


def _normal(text: str) -> str:
    """Composed as on the page, and with one kind of slash, as the API keeps it."""
    return unicodedata.normalize("NFC", text).replace("\\", "/")

"""Zip files whose bytes depend on their contents alone, so that their hash can be their name."""

import hashlib
import zipfile
from pathlib import Path

_EPOCH = (1980, 1, 1, 0, 0, 0)


def write_zip(folder: Path, archive: Path) -> None:
    """Packs every file below `folder`; replaces `archive` only when it is complete."""
    partial = archive.with_suffix(".partial")
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _EPOCH)
                entry.external_attr = 0o644 << 16
                packed.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
    partial.replace(archive)


def content_key(archive: Path) -> str:
    """The archive's object key: the hash of what its entries hold."""
    digest = hashlib.sha256()
    with zipfile.ZipFile(archive) as packed:
        for entry in packed.infolist():
            digest.update(f"{entry.filename}\0{entry.file_size}\0{entry.CRC}\0".encode())
    return f"{archive.stem}/{digest.hexdigest()}.zip"

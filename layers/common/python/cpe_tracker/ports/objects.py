"""What the pipeline needs of object storage."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from cpe_tracker.schemas.files import Upload

UPLOAD_SECONDS = 15 * 60
"""How long a presigned POST can be used."""
DOWNLOAD_SECONDS = 5 * 60
"""How long a presigned GET can be used."""


@dataclass(frozen=True, slots=True)
class StoredObject:
    """An object as the store lists it. `size` in bytes."""

    key: str
    size: int
    etag: str


class ObjectStore(Protocol):
    """Every method may raise TemporarilyUnavailableError."""

    def presign_upload(self, key: str, content_type: str, largest: int) -> Upload:
        """A presigned POST for exactly this key and type, of 1 to `largest` bytes."""
        ...

    def presign_download(self, key: str, content_type: str, filename: str, *, inline: bool) -> str:
        """A presigned GET that shows (`inline`) or saves the object under `filename`."""
        ...

    def list_objects(self, prefix: str) -> dict[str, StoredObject]:
        """All objects whose key starts with `prefix`, by key; one request per 1,000."""
        ...

    def read(self, key: str, etag: str) -> bytes:
        """The object's bytes. Raises ObjectChangedError unless it still has this ETag."""
        ...

    def write(self, key: str, content: Path, content_type: str) -> None:
        """Store a file's content under `key`, replacing what was there."""
        ...

    def copy(self, source_key: str, etag: str, key: str) -> None:
        """Copy within the store. Raises ObjectChangedError unless the source has this ETag."""
        ...

    def delete(self, keys: Iterable[str]) -> None:
        """Delete objects, in batches; keys that aren't there are fine."""
        ...

"""Object store, queues and reader in memory."""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from certificate_reader.documents import Document
from certificate_reader.errors import ReadingError
from certificate_reader.fields import FieldSpec
from certificate_reader.reading import Box, Cell, Evidence, Reading
from cpe_tracker.errors import ObjectChangedError, TemporarilyUnavailableError
from cpe_tracker.messages import ExportRequested, RunCompleted, TaskQueued
from cpe_tracker.ports.objects import StoredObject
from cpe_tracker.schemas.files import Upload


class FakeObjects:
    """Implements ports.objects.ObjectStore; `listings` counts what was asked."""

    def __init__(self) -> None:
        self.contents: dict[str, bytes] = {}
        self.listings = 0

    def put(self, key: str, content: bytes) -> None:
        self.contents[key] = content

    def presign_upload(self, key: str, content_type: str, largest: int) -> Upload:
        fields = {"key": key, "Content-Type": content_type, "largest": str(largest)}
        return Upload(url="https://objects.test/", fields=fields)

    def presign_download(self, key: str, content_type: str, filename: str, *, inline: bool) -> str:
        shown = "inline" if inline else "attachment"
        return f"https://objects.test/{key}?{shown}&name={filename}&type={content_type}"

    def list_objects(self, prefix: str) -> dict[str, StoredObject]:
        self.listings += 1
        return {
            key: StoredObject(key, len(content), etag_of(content))
            for key, content in self.contents.items()
            if key.startswith(prefix)
        }

    def read(self, key: str, etag: str) -> bytes:
        if key not in self.contents or etag_of(self.contents[key]) != etag:
            raise ObjectChangedError
        return self.contents[key]

    def write(self, key: str, content: Path, content_type: str) -> None:
        assert content_type
        self.contents[key] = content.read_bytes()

    def copy(self, source_key: str, etag: str, key: str) -> None:
        self.contents[key] = self.read(source_key, etag)

    def delete(self, keys: Iterable[str]) -> None:
        for key in list(keys):
            self.contents.pop(key, None)


def etag_of(content: bytes) -> str:
    return f'"{hashlib.md5(content, usedforsecurity=False).hexdigest()}"'


class FakeTaskQueue:
    """Implements ports.queues.TaskQueue. `broken`: every send fails."""

    def __init__(self) -> None:
        self.messages: list[TaskQueued] = []
        self.exports: list[ExportRequested] = []
        self.broken = False

    def send(self, messages: Sequence[TaskQueued | ExportRequested]) -> None:
        if self.broken:
            raise TemporarilyUnavailableError("queue")
        self.messages.extend(m for m in messages if isinstance(m, TaskQueued))
        self.exports.extend(m for m in messages if isinstance(m, ExportRequested))

    def depth(self) -> int:
        return len(self.messages) + len(self.exports)

    def take_all(self) -> list[TaskQueued]:
        taken, self.messages = self.messages, []
        return taken


class FakeRunCompletedQueue:
    """Implements ports.queues.RunCompletedQueue."""

    def __init__(self) -> None:
        self.messages: list[RunCompleted] = []
        self.broken = False

    def send(self, messages: Sequence[RunCompleted]) -> None:
        if self.broken:
            raise TemporarilyUnavailableError("queue")
        self.messages.extend(messages)


class FakeReader:
    """Implements ports.reader.Reader: the content is the value of every text field.

    `error` is raised instead, when it is set.
    """

    def __init__(self) -> None:
        self.error: ReadingError | None = None
        self.readings = 0

    def read(self, documents: Sequence[Document], fields: Sequence[FieldSpec]) -> Reading:
        self.readings += 1
        if self.error is not None:
            raise self.error
        text = documents[0].content.decode()
        evidence = Evidence(0, 1, Box(0.1, 0.2, 0.3, 0.4), text)
        row = tuple(Cell(_value(field, text), text, 0.9, evidence) for field in fields)
        return Reading(tuple(f.name for f in fields), (row,), True, (), "fake", "1")


def _value(field: FieldSpec, text: str) -> str:
    return {"number": "1.5", "date": "2026-01-31"}.get(field.data_type, text)

"""The parent's side: a warm child that reads, replaced when a document takes it down."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from certificate_reader.child.failures import (
    death,
    misbehaved,
    out_of_time,
    reader_missing,
)
from certificate_reader.child.frames import DeadlineError, FrameError, receive, send
from certificate_reader.child.limits import DEFAULT_LIMITS, Limits
from certificate_reader.child.messages import READY, NonsenseError, parsed_reply, request_frames
from certificate_reader.child.page_messages import parsed_contents
from certificate_reader.child.sight import PICTURE_BYTES, SEE, RemoteOcr, answer_frame
from certificate_reader.contents.contents import Contents, Wanted
from certificate_reader.documents import Document
from certificate_reader.errors import ReadingError
from certificate_reader.fields import FieldSpec
from certificate_reader.reading import Reading

EMBEDDED = "certificate_reader.read:read"
START_SECONDS = 60.0
READINGS = 500
FILE_BYTES = 10_000_000
ALL_FILES_BYTES = 60_000_000
T = TypeVar("T")
ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
}
KEPT_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "LANG", "HOME", "TMPDIR", "SYSTEMROOT")


@dataclass(slots=True)
class Exchange:
    """One request under way: the pipes, when it must be over, and the pictures seen for it."""

    requests: int
    replies: int
    deadline: float
    seen: int = 0


class ChildReader:
    """Reads in a child process of its own, one request at a time; may be shared by threads.

    The child starts with the first reading and stays. One that is killed, ends, or has read
    `READINGS` requests is replaced by the next reading. It gets none of this process's
    credentials, open files or network clients. `target` names the function that reads, as
    `module:function`. `ocr` reads pictures in the child's stead, from this process; without it the
    child uses the embedded OCR. `python` is the interpreter the child runs in, for instance one
    that has the OCR's packages where this one has not.
    """

    def __init__(
        self,
        limits: Limits = DEFAULT_LIMITS,
        target: str = EMBEDDED,
        ocr: RemoteOcr | None = None,
        python: str = sys.executable,
    ) -> None:
        self._limits = limits
        self._ocr = ocr
        self._target = target
        self._python = python
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._readings = 0

    def read(self, documents: Sequence[Document], fields: Sequence[FieldSpec]) -> Reading:
        """What the documents say, in the columns `fields` describe.

        Raises UnreadableDocumentError with the code of the limit that was passed (`memory_limit`,
        `cpu_limit`, `time_limit`, or one of `inspect`'s), `reader_crashed`, `reader_failed`,
        `reader_misled`, or the reader's own; TransientReadingError `reader_unavailable` when no
        child starts.
        """
        columns = tuple(spec.name for spec in fields)

        def reading(reply: bytes, _: Exchange) -> Reading:
            return parsed_reply(reply, columns, len(documents))

        return self._asked(tuple(documents), tuple(fields), None, reading)

    def contents(
        self, documents: Sequence[Document], fields: Sequence[FieldSpec], wanted: Wanted
    ) -> Contents:
        """The documents' pages, and files for the wanted service. Raises like `read`.

        The child uses its embedded reader, whatever `target` says.
        """
        columns = tuple(spec.name for spec in fields)

        def contents(reply: bytes, exchange: Exchange) -> Contents:
            found, following = parsed_contents(reply, columns, len(documents), self._limits)
            files = list(found.files)
            left = ALL_FILES_BYTES
            for number in following:
                content = receive(exchange.replies, min(FILE_BYTES, left), exchange.deadline)
                left -= len(content)
                files[number] = replace(files[number], content=content)
            return replace(found, files=tuple(files), seen=exchange.seen)

        return self._asked(tuple(documents), tuple(fields), wanted, contents)

    def _asked(
        self,
        documents: tuple[Document, ...],
        fields: tuple[FieldSpec, ...],
        wanted: Wanted | None,
        parsed: Callable[[bytes, Exchange], T],
    ) -> T:
        with self._lock:
            child = self._warm_child()
            try:
                return self._exchange(child, documents, fields, wanted, parsed)
            except ReadingError as error:
                # After these the child lives on, but it is ending or short of memory.
                if error.code in ("memory_limit", "reader_failed"):
                    self._stop()
                raise

    @property
    def process_id(self) -> int | None:
        """The child's process id, or None while there is no child."""
        return self._child.pid if self._child else None

    def close(self) -> None:
        """Ends the child. A later reading starts a new one."""
        with self._lock:
            self._stop()

    def _exchange(
        self,
        child: subprocess.Popen[bytes],
        documents: tuple[Document, ...],
        fields: tuple[FieldSpec, ...],
        wanted: Wanted | None,
        parsed: Callable[[bytes, Exchange], T],
    ) -> T:
        assert child.stdin is not None
        assert child.stdout is not None
        deadline = time.monotonic() + self._limits.wall_seconds
        try:
            origin = self._ocr.origin if self._ocr else None
            frames = request_frames(documents, fields, self._limits, origin, wanted)
            send(child.stdin.fileno(), frames, deadline)
            exchange = Exchange(child.stdin.fileno(), child.stdout.fileno(), deadline)
            return parsed(self._reply(exchange), exchange)
        except DeadlineError as error:
            raise self._ended(out_of_time(self._limits)) from error
        except FrameError as error:
            raise self._ended(self._death(child)) from error
        except NonsenseError as error:
            raise self._ended(misbehaved()) from error

    def _reply(self, exchange: Exchange) -> bytes:
        """The reply, after as many answers about pictures as the child asks for."""
        replies, deadline = exchange.replies, exchange.deadline
        reply = receive(replies, self._limits.reply_bytes, deadline)
        while self._ocr and reply == SEE:
            exchange.seen += 1
            if exchange.seen > self._limits.pages:
                raise NonsenseError("more pictures than pages")
            picture = receive(replies, PICTURE_BYTES, deadline)
            send(exchange.requests, [answer_frame(self._ocr, picture)], deadline)
            reply = receive(replies, self._limits.reply_bytes, deadline)
        return reply

    def _ended(self, error: ReadingError) -> ReadingError:
        self._stop()
        return error

    def _death(self, child: subprocess.Popen[bytes]) -> ReadingError:
        """Why the pipe broke. A child that closed it and lives on has been misled."""
        try:
            return death(child.wait(timeout=1), self._limits)
        except subprocess.TimeoutExpired:
            return misbehaved()

    def _warm_child(self) -> subprocess.Popen[bytes]:
        is_alive = self._child is not None and self._child.poll() is None
        if not is_alive or self._readings >= READINGS:
            self._stop()
            self._child = self._start()
            self._readings = 0
        self._readings += 1
        assert self._child is not None
        return self._child

    def _start(self) -> subprocess.Popen[bytes]:
        environment = {name: os.environ[name] for name in KEPT_ENVIRONMENT if name in os.environ}
        child = subprocess.Popen(
            [self._python, "-B", "-m", "certificate_reader.child", self._target],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            env=environment | ONE_THREAD | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        assert child.stdin is not None
        assert child.stdout is not None
        os.set_blocking(child.stdin.fileno(), False)
        os.set_blocking(child.stdout.fileno(), False)
        try:
            hello = receive(child.stdout.fileno(), len(READY), time.monotonic() + START_SECONDS)
        except (FrameError, DeadlineError) as error:
            _end(child)
            raise reader_missing() from error
        if hello != READY:
            _end(child)
            raise reader_missing()
        return child

    def _stop(self) -> None:
        if self._child is not None:
            _end(self._child)
            self._child = None


def _end(child: subprocess.Popen[bytes]) -> None:
    child.kill()
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            pipe.close()

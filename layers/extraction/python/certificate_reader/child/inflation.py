"""Bounds what a PDF's streams hold before anything else inflates them."""

import re
import zlib
from collections.abc import Iterator

from certificate_reader.errors import UnreadableDocumentError

STREAM = re.compile(rb"stream\r?\n")
SIZE = re.compile(rb"/(Width|Height)\s+(\d+)")
DICTIONARY_REACH = 512
CHUNK = 1 << 20
NESTING = 4


def check_inflated(content: bytes, most: int) -> None:
    """Inflates every deflated stream of a PDF, keeping nothing, and counts the bytes.

    Streams deflated several times over are followed to a depth of four. Raises
    UnreadableDocumentError `too_much_inflated` past `most` bytes.
    """
    inflated = 0
    for found in STREAM.finditer(content):
        source = memoryview(content)[found.end() :]
        for length in _inflated_lengths(bytes(source[:2]), source, NESTING):
            inflated += length
            if inflated > most:
                raise UnreadableDocumentError(
                    "too_much_inflated",
                    f"The PDF unpacks to more than {most >> 20} MiB. "
                    "Print it to a new PDF, or upload pictures of its pages.",
                )


def check_picture_sizes(content: bytes, most: int) -> None:
    """Refuses a PDF that declares a picture of more than `most` pixels.

    Raises UnreadableDocumentError `too_many_pixels`.
    """
    widest = tallest = (0, -DICTIONARY_REACH)
    for found in SIZE.finditer(content):
        size = (int(found.group(2)[:12]), found.start())
        if found.group(1) == b"Width":
            widest = size
        else:
            tallest = size
        is_same_picture = abs(widest[1] - tallest[1]) < DICTIONARY_REACH
        if is_same_picture and widest[0] * tallest[0] > most:
            raise too_many_pixels(widest[0], tallest[0], most)


def too_many_pixels(width: int, height: int, most: int) -> UnreadableDocumentError:
    """The error for a picture that would be too large to decode."""
    return UnreadableDocumentError(
        "too_many_pixels",
        f"A picture of {width} x {height} points is too large; at most {most // 1_000_000} "
        "million points are read. Scan or save it at a lower resolution.",
    )


def _inflated_lengths(head: bytes, source: memoryview, depth: int) -> Iterator[int]:
    """The lengths of the pieces that a deflated stream gives, those of nested ones included."""
    if not _is_deflated(head) or not depth:
        return
    inner = _Counter(depth - 1)
    inflater = zlib.decompressobj()
    for start in range(0, len(source), CHUNK):
        waiting = bytes(source[start : start + CHUNK])
        while waiting:
            try:
                piece = inflater.decompress(waiting, CHUNK)
            except zlib.error:
                return
            waiting = inflater.unconsumed_tail
            yield len(piece)
            yield from inner.lengths(piece)
        if inflater.eof:
            return


class _Counter:
    """Follows the output of one inflater when that is deflated data itself."""

    def __init__(self, depth: int) -> None:
        self._depth = depth
        self._inflater = zlib.decompressobj()
        self._inner: _Counter | None = None
        self._is_open: bool | None = None

    def lengths(self, piece: bytes) -> Iterator[int]:
        if self._is_open is None:
            self._is_open = self._depth > 0 and _is_deflated(piece[:2])
        while self._is_open and piece:
            try:
                inflated = self._inflater.decompress(piece, CHUNK)
            except zlib.error:
                self._is_open = False
                return
            self._inner = self._inner or _Counter(self._depth - 1)
            yield len(inflated)
            yield from self._inner.lengths(inflated)
            piece = self._inflater.unconsumed_tail
            self._is_open = not self._inflater.eof


def _is_deflated(head: bytes) -> bool:
    return len(head) > 1 and head[0] & 0x0F == 8 and (head[0] << 8 | head[1]) % 31 == 0

"""Messages between parent and child: a length of eight bytes, big-endian, then that many bytes.

Both ends only ever exchange JSON and the documents' bytes. Nothing that comes from a child is
unpickled or evaluated: after a hostile document it may say anything.
"""

import math
import os
import selectors
import struct
import time

LENGTH = struct.Struct(">Q")
CHUNK = 1 << 16


class FrameError(Exception):
    """The other end closed the pipe, or announced a frame longer than allowed."""


class DeadlineError(Exception):
    """The other end did not take or give a frame in time."""


def send(file: int, frames: list[bytes], deadline: float) -> None:
    """Writes frames to a descriptor until `deadline` (of `time.monotonic`, or infinite).

    Raises FrameError when the other end is gone, DeadlineError when it is too slow.
    """
    for frame in frames:
        rest = memoryview(LENGTH.pack(len(frame)) + frame)
        while rest:
            _wait(file, selectors.EVENT_WRITE, deadline)
            try:
                rest = rest[os.write(file, rest[:CHUNK]) :]
            except BlockingIOError:
                continue
            except BrokenPipeError as error:
                raise FrameError("the pipe is closed") from error


def receive(file: int, most: int, deadline: float) -> bytes:
    """Reads one frame of at most `most` bytes from a non-blocking descriptor.

    Raises FrameError when the other end is gone or the frame is longer, DeadlineError when it is
    not whole at `deadline` (of `time.monotonic`).
    """
    (length,) = LENGTH.unpack(_receive_bytes(file, LENGTH.size, deadline))
    if length > most:
        raise FrameError(f"a frame of {length} bytes")
    return _receive_bytes(file, length, deadline)


def _receive_bytes(file: int, count: int, deadline: float) -> bytes:
    received = bytearray()
    while len(received) < count:
        _wait(file, selectors.EVENT_READ, deadline)
        try:
            chunk = os.read(file, min(CHUNK, count - len(received)))
        except BlockingIOError:
            continue
        if not chunk:
            raise FrameError("the pipe is closed")
        received += chunk
    return bytes(received)


def _wait(file: int, event: int, deadline: float) -> None:
    with selectors.DefaultSelector() as selector:
        selector.register(file, event)
        seconds = None if deadline == math.inf else max(0.0, deadline - time.monotonic())
        if not selector.select(seconds):
            raise DeadlineError

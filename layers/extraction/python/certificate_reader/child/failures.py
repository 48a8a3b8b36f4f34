"""The errors that only reading in a child knows, each a sentence its owner can act on."""

import signal

from certificate_reader.child.limits import Limits
from certificate_reader.errors import (
    ReadingError,
    TransientReadingError,
    UnreadableDocumentError,
)

ADVICE = "Print it to a new PDF, or upload pictures of its pages."
OUT_OF_MEMORY = frozenset({signal.SIGABRT, signal.SIGILL, signal.SIGTRAP, signal.SIGKILL})


def out_of_memory() -> UnreadableDocumentError:
    return UnreadableDocumentError(
        "memory_limit", f"Reading the file takes too much memory. {ADVICE}"
    )


def out_of_time(limits: Limits) -> UnreadableDocumentError:
    return UnreadableDocumentError(
        "time_limit",
        f"Reading the file was stopped after {limits.wall_seconds:.0f} seconds. "
        "Split it and upload the parts.",
    )


def reader_failed(place: str) -> UnreadableDocumentError:
    return UnreadableDocumentError("reader_failed", f"The reader failed on this file ({place}).")


def reader_missing() -> TransientReadingError:
    return TransientReadingError("reader_unavailable", "The reader did not start. Try again later.")


def misbehaved() -> UnreadableDocumentError:
    return UnreadableDocumentError(
        "reader_misled", f"The file made the reader answer nonsense. {ADVICE}"
    )


def death(exit_code: int, limits: Limits) -> ReadingError:
    """Why a child ended in the middle of a reading, by how it ended (negative: by a signal).

    Allocators end a process by abort, by a trap or by an illegal instruction when memory is
    refused, and the kernel by SIGKILL when there is none.
    """
    if -exit_code == signal.SIGXCPU:
        return UnreadableDocumentError(
            "cpu_limit",
            f"Reading the file took more than {limits.cpu_seconds} seconds of computing. "
            "Split it and upload the parts.",
        )
    if -exit_code in OUT_OF_MEMORY:
        return out_of_memory()
    return UnreadableDocumentError("reader_crashed", f"The file crashed the reader. {ADVICE}")

"""What a reading may consume."""

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one reading in a child process; past any of them the reading fails.

    `memory` bounds the child's address space, which lies some hundred MiB above what it really
    touches. `cpu_seconds` and `wall_seconds` are for one request. `file_bytes`, `pages` and
    `inflated_bytes` are for one document: `inflated_bytes` bounds what its compressed streams
    hold. `pixels` bounds every single picture.
    """

    memory: int = 1536 * MEBIBYTE
    cpu_seconds: int = 120
    wall_seconds: float = 180.0
    file_bytes: int = 50 * MEBIBYTE
    pages: int = 100
    pixels: int = 60_000_000
    inflated_bytes: int = 512 * MEBIBYTE
    reply_bytes: int = 16 * MEBIBYTE


DEFAULT_LIMITS = Limits()

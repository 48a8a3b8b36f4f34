"""What kind of file some bytes are, by their content alone."""

from typing import Literal

Format = Literal["pdf", "png", "jpeg", "webp", "tiff", "heic"]

MAGIC: tuple[tuple[bytes, Format], ...] = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
)
HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"})


def format_of(content: bytes) -> Format | None:
    """The format whose magic number stands at byte 0, or None for any other file.

    A name, a declared media type or a second signature further on is never looked at.
    """
    for magic, name in MAGIC:
        if content.startswith(magic):
            return name
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    if content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS:
        return "heic"
    return None

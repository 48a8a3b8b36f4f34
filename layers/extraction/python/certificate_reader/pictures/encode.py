"""Pictures as files, for services that take files."""

import io

from PIL import Image

MOST_BYTES = 10 * 1024 * 1024


def encoded(picture: Image.Image) -> bytes:
    """The picture as PNG, or as JPEG where that would exceed the 10 MiB Textract takes."""
    target = io.BytesIO()
    picture.save(target, "PNG")
    if target.tell() > MOST_BYTES:
        target = io.BytesIO()
        picture.save(target, "JPEG", quality=88)
    return target.getvalue()

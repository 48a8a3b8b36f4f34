"""Opens a picture file without decoding it."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, UnidentifiedImageError

from certificate_reader.errors import UnreadableDocumentError
from certificate_reader.media_types import PICTURES, media_type_of

PIXELS = 60_000_000
DECODERS = {
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/webp": "WEBP",
    "image/tiff": "TIFF",
    "image/heic": "HEIF",
}


@contextmanager
def open_picture(content: bytes, pixels: int = PIXELS) -> Iterator[Image.Image]:
    """The picture, of which only the header is read; at most `pixels` points in its first frame.

    Only the decoder of the format that the magic number names is tried. Raises
    UnreadableDocumentError: `unsupported_type`, `corrupt` or `too_many_pixels`, also for errors
    that decoding meets within the block.
    """
    kind = media_type_of(content)
    if kind not in PICTURES:
        raise UnreadableDocumentError("unsupported_type", "The file is no picture.")
    if kind == "image/heic":
        _register_heic()
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(content), formats=[DECODERS[kind]]) as picture:
                check_pixels(picture, pixels)
                yield picture
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
            raise _too_many(pixels) from error
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
            raise UnreadableDocumentError(
                "corrupt", "The picture is damaged and can't be opened. Save it again."
            ) from error


def check_pixels(picture: Image.Image, most: int) -> None:
    """Raises UnreadableDocumentError `too_many_pixels` by the size that the header declares."""
    if picture.width * picture.height > most:
        raise _too_many(most)


def _too_many(most: int) -> UnreadableDocumentError:
    return UnreadableDocumentError(
        "too_many_pixels",
        f"The picture has more than {most // 1_000_000} million points. "
        "Save it at a lower resolution.",
    )


def _register_heic() -> None:
    from pillow_heif import register_heif_opener

    register_heif_opener()

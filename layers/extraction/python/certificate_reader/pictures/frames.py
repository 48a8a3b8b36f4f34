"""The pages of a picture file, decoded, upright by their EXIF and flattened on white."""

import warnings
from collections.abc import Iterator

from PIL import Image, ImageOps, ImageSequence

from certificate_reader.errors import UnreadableDocumentError
from certificate_reader.pictures.open_picture import PIXELS, check_pixels, open_picture

MAX_PAGES = 100
LONGEST_SIDE = 2600


def frames_of(content: bytes, pixels: int = PIXELS) -> Iterator[Image.Image]:
    """Each page as an RGB picture of at most `LONGEST_SIDE` points a side, in order.

    One for every frame of a TIFF, else one. EXIF's orientation is applied once. Raises
    UnreadableDocumentError: `unsupported_type`, `corrupt`, `too_many_pixels`, `too_many_pages`.
    """
    with open_picture(content, pixels) as picture:
        is_paged = picture.format == "TIFF"
        if is_paged and getattr(picture, "n_frames", 1) > MAX_PAGES:
            raise UnreadableDocumentError(
                "too_many_pages",
                f"The file has more than {MAX_PAGES} pages. Split it and upload the parts.",
            )
        for frame in ImageSequence.Iterator(picture) if is_paged else [picture]:
            check_pixels(frame, pixels)
            yield _prepared(frame)


def _prepared(frame: Image.Image) -> Image.Image:
    # JPEG decoders halve while decoding, which spares the memory of a large photo.
    frame.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        upright = ImageOps.exif_transpose(frame)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        layer = upright.convert("RGBA")
        upright = Image.new("RGBA", layer.size, "white")
        upright.alpha_composite(layer)
    flat = upright.convert("RGB")
    flat.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return flat

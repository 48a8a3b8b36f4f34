"""The pages of a picture file, decoded, upright by their EXIF and flattened on white."""

from collections.abc import Iterator

from PIL import Image, ImageSequence

from certificate_reader.errors import UnreadableDocumentError
from certificate_reader.pictures.open_picture import PIXELS, check_pixels, open_picture

MAX_PAGES = 100
LONGEST_SIDE = 2600
ORIENTATION = 0x0112
TRANSPOSED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


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
    # A JPEG decoder can halve while it decodes, which spares the memory of a large photo. For the
    # same reason pictures are made smaller first, and turned and converted afterwards.
    frame.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    frame.load()
    orientation = frame.getexif().get(ORIENTATION, 1)
    small = _shrunk(_shrinkable(frame))
    if orientation in TRANSPOSED:
        small = small.transpose(TRANSPOSED[orientation])
    return _on_white(small)


def _shrinkable(frame: Image.Image) -> Image.Image:
    """The frame in a mode whose values can be averaged."""
    if frame.mode.startswith("I"):
        return frame.point(lambda level: level / 256).convert("L")
    if frame.mode in ("RGB", "RGBA", "L", "LA", "CMYK"):
        return frame
    return frame.convert("RGBA" if "transparency" in frame.info or "A" in frame.mode else "RGB")


def _shrunk(picture: Image.Image) -> Image.Image:
    share = LONGEST_SIDE / max(picture.size)
    if share >= 1:
        return picture
    size = (max(1, round(picture.width * share)), max(1, round(picture.height * share)))
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _on_white(picture: Image.Image) -> Image.Image:
    if "A" not in picture.mode:
        return picture.convert("RGB")
    ground = Image.new("RGBA", picture.size, "white")
    ground.alpha_composite(picture.convert("RGBA"))
    return ground.convert("RGB")

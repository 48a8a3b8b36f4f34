"""Picture files of every kind give upright pages on white."""

import io

import pytest
from PIL import Image
from pillow_heif import from_pillow

from certificate_reader.errors import UnreadableDocumentError
from certificate_reader.pictures.frames import LONGEST_SIDE, frames_of

RED, WHITE = (255, 0, 0), (255, 255, 255)


def page(width: int = 300, height: int = 200) -> Image.Image:
    """White, its top left quarter red."""
    picture = Image.new("RGB", (width, height), "white")
    picture.paste(RED, (0, 0, width // 2, height // 2))
    return picture


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    target = io.BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()


def corner(picture: Image.Image, right: bool, bottom: bool) -> tuple[int, ...]:
    x = picture.width - 20 if right else 20
    y = picture.height - 20 if bottom else 20
    colour = picture.getpixel((x, y))
    assert isinstance(colour, tuple)
    return tuple(255 if level > 128 else 0 for level in colour)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "TIFF"])
def test_each_format_is_read(kind: str) -> None:
    (frame,) = frames_of(saved(page(), kind))
    assert (frame.size, frame.mode) == ((300, 200), "RGB")
    assert corner(frame, right=False, bottom=False) == RED
    assert corner(frame, right=True, bottom=True) == WHITE


def test_heic_is_read() -> None:
    target = io.BytesIO()
    from_pillow(page()).save(target)
    (frame,) = frames_of(target.getvalue())
    assert frame.size == (300, 200)
    assert corner(frame, right=False, bottom=False) == RED


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_an_exif_orientation_is_applied_once(kind: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    (frame,) = frames_of(saved(page(), kind, exif=exif))
    assert frame.size == (200, 300)
    assert corner(frame, right=True, bottom=False) == RED
    assert corner(frame, right=False, bottom=False) == WHITE


def test_every_page_of_a_tiff_is_read_in_order() -> None:
    pages = [Image.new("1", (100, 100 + number), 1) for number in range(5)]
    content = saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    assert [frame.height for frame in frames_of(content)] == [100, 101, 102, 103, 104]


def test_what_is_transparent_is_white() -> None:
    (frame,) = frames_of(saved(Image.new("RGBA", (40, 40), (0, 0, 0, 0)), "PNG"))
    assert frame.getpixel((20, 20)) == WHITE


def test_sixteen_bits_keep_their_greys() -> None:
    (frame,) = frames_of(saved(Image.new("I;16", (40, 40), 0x8000), "PNG"))
    level = frame.getpixel((20, 20))
    assert isinstance(level, tuple)
    assert 120 <= level[0] <= 136


def test_large_pictures_are_made_smaller() -> None:
    (frame,) = frames_of(saved(Image.new("L", (6000, 3000), 255), "PNG"))
    assert frame.size == (LONGEST_SIDE, LONGEST_SIDE // 2)


def test_too_many_points_are_refused() -> None:
    content = saved(Image.new("1", (2000, 2000)), "PNG")
    with pytest.raises(UnreadableDocumentError, match="too_many_pixels"):
        list(frames_of(content, pixels=3_000_000))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "TIFF"])
def test_a_picture_cut_off_is_corrupt(kind: str) -> None:
    content = saved(page(900, 900).rotate(30), kind)
    with pytest.raises(UnreadableDocumentError, match="corrupt"):
        list(frames_of(content[: len(content) * 2 // 3]))

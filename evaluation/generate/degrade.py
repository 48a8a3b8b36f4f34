"""Makes a clean page picture look scanned, turned, blurred, shrunk or photographed."""

import io
import random
import time
from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

Picture = Image.Image
PAPER = (252, 251, 247)


def scan(page: Picture, rng: random.Random) -> Picture:
    """Grey paper, a slight tilt, sensor noise and specks."""
    return _noisy(_tilted(page.convert("L").convert("RGB"), rng, 0.6), rng, 5, specks=60)


def tilt(page: Picture, rng: random.Random) -> Picture:
    """Turned by up to five degrees."""
    return _noisy(_tilted(page, rng, 5), rng, 3)


def turn90(page: Picture, rng: random.Random) -> Picture:
    return scan(page, rng).transpose(Image.Transpose.ROTATE_90)


def turn180(page: Picture, rng: random.Random) -> Picture:
    return scan(page, rng).transpose(Image.Transpose.ROTATE_180)


def turn270(page: Picture, rng: random.Random) -> Picture:
    return scan(page, rng).transpose(Image.Transpose.ROTATE_270)


def blur(page: Picture, rng: random.Random) -> Picture:
    return _noisy(page.filter(ImageFilter.GaussianBlur(rng.uniform(1.0, 1.6))), rng, 4)


def low_dpi(page: Picture, rng: random.Random) -> Picture:
    """As if scanned at some 85 to 105 dots an inch."""
    share = rng.uniform(0.57, 0.7)
    size = (int(page.width * share), int(page.height * share))
    return _noisy(page.resize(size, Image.Resampling.BILINEAR), rng, 4)


def fax(page: Picture, rng: random.Random) -> Picture:
    """Black or white, nothing between."""
    grey = _noisy(_tilted(page, rng, 0.8), rng, 14, specks=150).convert("L")
    return grey.point(lambda level: 255 if level > 150 else 0).convert("RGB")


def photo(page: Picture, rng: random.Random) -> Picture:
    """Held at an angle over a desk, with a shadow across and uneven light."""
    width, height = page.size
    sheet = _light(page, rng, 0.35)
    desk = Image.new("RGB", (int(width * 1.18), int(height * 1.18)), _desk(rng))
    corners = [
        (x * width + 0.09 * width + rng.uniform(-0.045, 0.045) * width, y)
        for x, y in [(0, 0.09 * height), (1, 0.09 * height), (1, 1.09 * height), (0, 1.09 * height)]
    ]
    corners = [(x, y + rng.uniform(-0.035, 0.035) * height) for x, y in corners]
    source = [(0, 0), (width, 0), (width, height), (0, height)]
    terms = _perspective(corners, source)
    kind, smooth = Image.Transform.PERSPECTIVE, Image.Resampling.BICUBIC
    warped = sheet.transform(desk.size, kind, terms, smooth)
    mask = Image.new("L", desk.size, 0)
    ImageDraw.Draw(mask).polygon(corners, fill=255)
    desk.paste(warped, (0, 0), mask)
    return _noisy(desk.filter(ImageFilter.GaussianBlur(rng.uniform(0.3, 0.9))), rng, 6)


def photo_turned(page: Picture, rng: random.Random) -> Picture:
    return photo(page, rng).transpose(Image.Transpose.ROTATE_90)


KINDS: dict[str, tuple[Callable[[Picture, random.Random], Picture], str]] = {
    "clean": (lambda page, _: page, "png"),
    "scan": (scan, "pdf"),
    "tilt": (tilt, "jpg"),
    "turn90": (turn90, "jpg"),
    "turn180": (turn180, "png"),
    "turn270": (turn270, "pdf"),
    "blur": (blur, "webp"),
    "low_dpi": (low_dpi, "jpg"),
    "fax": (fax, "tiff"),
    "photo": (photo, "jpg"),
    "photo_turned": (photo_turned, "jpg"),
}
RESOLUTION = 150


def spoiled(pages: list[Picture], kind: str, rng: random.Random) -> tuple[bytes, str]:
    """The pages as one file of the kind's format, and its extension.

    Formats that hold one picture get the first page only when there is but one; several pages
    make a TIFF.
    """
    spoil, extension = KINDS[kind]
    pictures = [spoil(page, rng) for page in pages]
    if len(pictures) > 1 and extension != "pdf":
        extension = "tiff"
    target = io.BytesIO()
    formats = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "tiff": "TIFF", "pdf": "PDF"}
    options: dict[str, object] = {"dpi": (RESOLUTION, RESOLUTION)}
    if extension in ("jpg", "webp"):
        options["quality"] = rng.randint(45, 88)
    if extension == "pdf":
        epoch = time.gmtime(0)
        options = {"resolution": RESOLUTION, "creationDate": epoch, "modDate": epoch}
    if extension == "tiff":
        options["compression"] = "tiff_lzw"
    if extension in ("pdf", "tiff") and len(pictures) > 1:
        options |= {"save_all": True, "append_images": pictures[1:]}
    pictures[0].save(target, formats[extension], **options)
    return target.getvalue(), extension


def _tilted(page: Picture, rng: random.Random, most: float) -> Picture:
    angle = rng.uniform(-most, most)
    return page.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=PAPER)


def _noisy(page: Picture, rng: random.Random, strength: float, specks: int = 0) -> Picture:
    grain = np.random.default_rng(rng.randrange(2**32))
    noise = grain.normal(0, strength, (page.height, page.width, 1))
    levels = np.asarray(page, dtype=np.float64) + noise
    for _ in range(specks):
        x, y = rng.randrange(page.width - 2), rng.randrange(page.height - 2)
        levels[y : y + rng.randint(1, 2), x : x + rng.randint(1, 2)] = 60
    return Image.fromarray(np.clip(levels, 0, 255).astype(np.uint8))


def _light(page: Picture, rng: random.Random, depth: float) -> Picture:
    """Light that falls off to one side, and the soft edge of a shadow."""
    x = np.linspace(0, 1, page.width, dtype=np.float32)[None, :]
    y = np.linspace(0, 1, page.height, dtype=np.float32)[:, None]
    slope = 1 - depth * 0.5 * (rng.random() * x + rng.random() * y)
    edge = x * rng.uniform(-1, 1) + y * rng.uniform(-1, 1) - rng.uniform(-0.3, 0.3)
    shadow = 1 - depth / (1 + np.exp(-edge * 18))
    levels = np.asarray(page, dtype=np.float32) * (slope * shadow)[..., None]
    tint = np.array([1.0, rng.uniform(0.95, 1), rng.uniform(0.86, 0.98)], dtype=np.float32)
    return Image.fromarray(np.clip(levels * tint, 0, 255).astype(np.uint8))


def _desk(rng: random.Random) -> tuple[int, int, int]:
    return rng.choice([(96, 70, 48), (40, 42, 46), (150, 148, 140), (64, 84, 70)])


def _perspective(
    corners: list[tuple[float, float]], source: list[tuple[int, int]]
) -> tuple[float, ...]:
    """Pillow's eight terms, which lead from a place in the result to one in the source."""
    rows, values = [], []
    for (x, y), (u, v) in zip(corners, source, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return tuple(np.linalg.solve(np.array(rows, dtype=float), np.array(values, dtype=float)))

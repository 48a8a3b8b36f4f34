"""Writes laid out pages as a PDF, with the good or bad text layers that real files have."""

import io
import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

import pypdfium2
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from evaluation.generate.marks import Marks, ShapeMark, TextMark
from evaluation.generate.typeset import width_in

VISIBLE: Literal[0] = 0
INVISIBLE: Literal[3] = 3
PICTURE_DPI = 150


def paint(pages: Sequence[Marks], layer: str, rng: random.Random) -> bytes:
    """The pages as a PDF. `layer` says how its text is kept:

    plain, words, chars: one piece a run, a word or a character; shuffled: in no order;
    repeated: drawn three times; form: facts in form fields; turned: stored on its side;
    values_only: labels only in a picture; garbled, digits: a picture under a wrong text layer;
    picture: no text at all.
    """
    target = io.BytesIO()
    first = pages[0]
    canvas = Canvas(target, pagesize=(first.width, first.height), invariant=1)
    for page in pages:
        # With a page rotation, this is the size of the page as shown.
        canvas.setPageSize((page.width, page.height))
        if layer == "turned":
            canvas.setPageRotation(90)
            canvas.transform(0, 1, -1, 0, page.height, 0)
        _paint_page(canvas, page, layer, rng)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def picture_of(page: Marks, dpi: int = PICTURE_DPI) -> Image.Image:
    """The page as it looks."""
    return pictures_of(paint([page], "plain", random.Random(0)), dpi)[0]  # noqa: S311


def pictures_of(pdf: bytes, dpi: int) -> list[Image.Image]:
    """Every page of a PDF as it looks, form fields included."""
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    return [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]


def _paint_page(canvas: Canvas, page: Marks, layer: str, rng: random.Random) -> None:
    if layer in ("values_only", "garbled", "digits", "picture"):
        kept = [text for text in page.texts if layer != "values_only" or not text.is_fact]
        scene = Marks(page.width, page.height, kept, page.shapes)
        canvas.drawImage(ImageReader(picture_of(scene)), 0, 0, page.width, page.height)
    else:
        for shape in page.shapes:
            _paint_shape(canvas, page.height, shape)
    for text in _layer_texts(page, layer, rng):
        if layer == "form" and text.is_input:
            _paint_field(canvas, page.height, text)
        else:
            mode = INVISIBLE if layer in ("garbled", "digits") else VISIBLE
            _paint_text(canvas, page.height, text, mode)


def _layer_texts(page: Marks, layer: str, rng: random.Random) -> Iterator[TextMark]:
    if layer == "picture":
        return
    texts = [text for text in page.texts if layer != "values_only" or text.is_fact]
    if layer == "shuffled":
        texts = rng.sample(texts, len(texts))
    shift = rng.randrange(3, 20)
    for text in texts:
        if layer == "repeated":
            yield from (replace(text, x=text.x + index * 0.25) for index in range(3))
        elif layer == "garbled":
            yield replace(text, text="".join(_shifted(mark, shift) for mark in text.text))
        elif layer == "digits":
            yield replace(text, text="".join(_digit(mark, shift) for mark in text.text))
        elif layer in ("words", "chars"):
            yield from _pieces(text, layer)
        else:
            yield text


def _shifted(mark: str, shift: int) -> str:
    return chr(33 + (ord(mark) - 33 + shift) % 93) if 33 <= ord(mark) < 126 else mark


def _digit(mark: str, shift: int) -> str:
    return str((int(mark) + shift) % 10) if mark.isascii() and mark.isdigit() else mark


def _pieces(text: TextMark, layer: str) -> Iterator[TextMark]:
    at = text.x
    for piece in list(text.text) if layer == "chars" else text.text.split(" "):
        if piece.strip() and not text.angle:
            yield replace(text, x=at, text=piece)
        at += width_in(text, piece if layer == "chars" else piece + " ")
    if text.angle:
        yield text


def _paint_text(canvas: Canvas, height: float, mark: TextMark, mode: Literal[0, 3]) -> None:
    pen = canvas.beginText()
    turn = math.radians(mark.angle)
    pen.setTextTransform(
        math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn), mark.x, height - mark.y
    )
    pen.setFont(mark.font, mark.size)
    pen.setFillColorRGB(*mark.colour)
    pen.setCharSpace(mark.spacing)
    pen.setTextRenderMode(mode)
    pen.textOut(mark.text)
    canvas.drawText(pen)


def _paint_field(canvas: Canvas, height: float, mark: TextMark) -> None:
    canvas.acroForm.textfield(
        value=mark.text,
        x=int(mark.x - 2),
        y=int(height - mark.y - 4),
        width=max(60, int(len(mark.text) * mark.size * 0.62)),
        height=int(mark.size + 6),
        fontName="Helvetica",
        fontSize=mark.size,
        borderWidth=0,
        name=f"f{int(mark.y)}_{int(mark.x)}_{canvas.getPageNumber()}",
    )


def _paint_shape(canvas: Canvas, height: float, mark: ShapeMark) -> None:
    bottom = height - mark.y - mark.height
    canvas.setStrokeColorRGB(*mark.colour)
    canvas.setFillColorRGB(*mark.colour)
    canvas.setLineWidth(mark.weight)
    if mark.kind == "line":
        canvas.line(mark.x, height - mark.y, mark.x + mark.width, bottom)
    elif mark.kind == "disc":
        canvas.ellipse(mark.x, bottom, mark.x + mark.width, bottom + mark.height, 0, 1)
    elif mark.kind == "ring":
        canvas.ellipse(mark.x, bottom, mark.x + mark.width, bottom + mark.height, 1, 0)
    elif mark.kind == "cross":
        canvas.line(mark.x, bottom, mark.x + mark.width, bottom + mark.height)
        canvas.line(mark.x, bottom + mark.height, mark.x + mark.width, bottom)
    elif mark.kind == "tick":
        foot = mark.x + mark.width * 0.4
        canvas.line(mark.x + 1, bottom + mark.height * 0.5, foot, bottom + 1)
        canvas.line(foot, bottom + 1, mark.x + mark.width + 2, bottom + mark.height + 2)
    else:
        is_area = mark.kind == "area"
        canvas.rect(mark.x, bottom, mark.width, mark.height, int(not is_area), int(is_area))

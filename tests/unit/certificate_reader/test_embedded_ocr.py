"""The embedded OCR reads pages whichever way they lie, and says where the words stand."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from certificate_reader.ocr.rapid import RapidOcr
from certificate_reader.ocr.read_pictures import pages_of_picture
from certificate_reader.pages import Page, Word
from certificate_reader.shown import shown_box

TEXT = [
    ("Certificate of Completion", 300, 60),
    ("Deborah McAllister", 420, 50),
    ("has completed the course Inventory Costing", 560, 36),
    ("CPE credits: 2.5", 680, 36),
    ("Completed on November 19, 2024", 780, 36),
]
LEFT = 200
SAMPLE = Path(__file__).parents[3] / "samples" / "d01_0.pdf"


@pytest.fixture(scope="module")
def ocr() -> RapidOcr:
    return RapidOcr()


def sheet() -> Image.Image:
    picture = Image.new("RGB", (1400, 1100), "white")
    pen = ImageDraw.Draw(picture)
    for text, top, size in TEXT:
        pen.text((LEFT, top), text, "black", font=ImageFont.load_default(size))
    return picture


def read(ocr: RapidOcr, picture: Image.Image) -> Page:
    target = io.BytesIO()
    picture.save(target, "PNG")
    (page,) = pages_of_picture(target.getvalue(), 0, ocr)
    return page


def said(page: Page) -> list[str]:
    return [" ".join(word.text for word in line.words) for line in page.lines]


def word(page: Page, text: str) -> Word:
    return next(word for line in page.lines for word in line.words if text in word.text)


def ink_inside(page: Page, picture: Image.Image, text: str) -> float:
    """The share of dark points where the word is said to stand on the picture as it is."""
    box = shown_box(page, word(page, text).box)
    crop = picture.convert("L").crop(
        (
            round(box.left * picture.width),
            round(box.top * picture.height),
            round(box.right * picture.width),
            round(box.bottom * picture.height),
        )
    )
    return crop.histogram()[0] / max(1, crop.width * crop.height)


def test_lines_come_in_reading_order_with_confidences(ocr: RapidOcr) -> None:
    page = read(ocr, sheet())
    assert said(page) == [text for text, _, _ in TEXT]
    assert page.origin == "ocr"
    assert all(0.5 < each.confidence <= 1 for line in page.lines for each in line.words)


@pytest.mark.parametrize("degrees", [90, 180, 270, 4, -3, 94])
def test_a_turned_page_is_read_and_its_words_are_found_where_they_stand(
    ocr: RapidOcr, degrees: int
) -> None:
    picture = sheet().rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor="white")
    page = read(ocr, picture)
    assert said(page) == [text for text, _, _ in TEXT]
    assert page.width > page.height
    tops = [line.words[0].box.top for line in page.lines]
    lefts = [line.words[0].box.left for line in page.lines]
    assert tops == sorted(tops)
    assert max(lefts) - min(lefts) < 0.02
    assert ink_inside(page, picture, "McAllister") > 0.05


def test_a_photo_on_a_desk_is_straightened(ocr: RapidOcr) -> None:
    desk = Image.new("RGB", (1700, 1400), (70, 50, 35))
    paper = sheet()
    terms = (1.06, 0.06, -200.0, 0.02, 1.09, -170.0, 0.00002, 0.00006)
    seen = paper.transform(desk.size, Image.Transform.PERSPECTIVE, terms, Image.Resampling.BICUBIC)
    whole = Image.new("L", paper.size, 255)
    desk.paste(seen, (0, 0), whole.transform(desk.size, Image.Transform.PERSPECTIVE, terms))
    page = read(ocr, desk)
    assert said(page) == [text for text, _, _ in TEXT]
    lefts = [line.words[0].box.left for line in page.lines]
    assert max(lefts) - min(lefts) < 0.02
    assert ink_inside(page, desk, "McAllister") > 0.05


def test_an_empty_page_has_no_lines(ocr: RapidOcr) -> None:
    assert read(ocr, Image.new("RGB", (600, 800), "white")).lines == ()


def test_reading_a_digital_pdf_loads_no_ocr() -> None:
    program = """
import sys
import pypdfium2
from certificate_reader.documents import Document
from certificate_reader.fields import FieldSpec
from certificate_reader.read import read
content = open(sys.argv[1], "rb").read()
read([Document("a.pdf", "application/pdf", content)], [FieldSpec("Course title", "text")])
loaded = {"rapidocr", "onnxruntime", "cv2", "numpy", "PIL"} & set(sys.modules)
sys.exit(f"loaded {loaded}" if loaded else 0)
"""
    found = subprocess.run(
        [sys.executable, "-c", program, str(SAMPLE)],
        env={"PYTHONPATH": ":".join(filter(None, sys.path))},
        capture_output=True,
        check=False,
    )
    assert (found.returncode, found.stderr.decode()) == (0, "")


@pytest.mark.parametrize("degrees", [0, 180, 90])
def test_a_lone_digit_and_boxes_to_tick_are_seen(ocr: RapidOcr, degrees: int) -> None:
    picture = sheet()
    pen = ImageDraw.Draw(picture)
    pen.text((900, 680), "2", "black", font=ImageFont.load_default(36))
    for number, method in enumerate(["Group Live", "Self Study"]):
        top = 880 + 70 * number
        pen.rectangle((LEFT, top, LEFT + 28, top + 28), outline="black", width=3)
        pen.text((LEFT + 45, top - 8), method, "black", font=ImageFont.load_default(36))
    pen.line((LEFT, 950, LEFT + 28, 978), "black", 3)
    pen.line((LEFT, 978, LEFT + 28, 950), "black", 3)
    found = said(read(ocr, picture.rotate(degrees, expand=True)))
    assert "2" in found
    assert found[-2:] == ["\u2610 Group Live", "\u2612 Self Study"]

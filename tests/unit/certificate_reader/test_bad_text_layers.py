"""A text layer that does not say what a person sees is not believed."""

import random
from collections.abc import Iterator

import pytest
from PIL import Image

from certificate_reader.ocr.at_hand import put_at_hand
from certificate_reader.ocr.merge import merged
from certificate_reader.ocr.page_contents import PageContents
from certificate_reader.ocr.pdf_pages import pages_of_pdf
from certificate_reader.ocr.port import SeenLine
from certificate_reader.ocr.rapid import RapidOcr
from certificate_reader.ocr.trust import is_trusted
from certificate_reader.pages import Line, Origin, Page, Word
from certificate_reader.reading import Box
from certificate_reader.shown import shown_box
from evaluation.generate.marks import Marks, ShapeMark, TextMark
from evaluation.generate.paint import paint, pictures_of

LINES = [
    ("Certificate of Completion", 24, False),
    ("This certifies that", 14, False),
    ("Deborah McAllister", 20, True),
    ("has completed the course", 14, False),
    ("Inventory Costing", 18, True),
    ("Completion date: ", 14, False),
    ("11/19/2024", 14, True),
    ("CPE credits: ", 14, False),
    ("2.5", 14, True),
]


class CountingOcr:
    """The embedded OCR, and how many pages it was asked to read."""

    origin: Origin = "ocr"

    def __init__(self) -> None:
        self._ocr = RapidOcr()
        self.pages = 0

    def lines(self, picture: Image.Image) -> list[SeenLine]:
        self.pages += 1
        return self._ocr.lines(picture)


@pytest.fixture(scope="module")
def embedded() -> CountingOcr:
    return CountingOcr()


@pytest.fixture
def ocr(embedded: CountingOcr) -> Iterator[CountingOcr]:
    embedded.pages = 0
    put_at_hand(embedded)
    yield embedded
    put_at_hand(None)


def sheet() -> Marks:
    marks = Marks(612, 792)
    for number, (text, size, is_fact) in enumerate(LINES):
        marks.texts.append(TextMark(90, 90 + 50 * number, text, "Helvetica", size, is_fact))
    return marks


def page_of(layer: str) -> Page:
    (page,) = pages_of_pdf(paint([sheet()], layer, random.Random(3)), 0)
    return page


def said(page: Page) -> list[str]:
    return [" ".join(word.text for word in line.words) for line in page.lines]


SEEN = [text.strip() for text, _, _ in LINES]


@pytest.mark.parametrize("layer", ["plain", "words", "chars", "shuffled", "repeated", "turned"])
def test_a_good_layer_is_believed_without_looking(ocr: CountingOcr, layer: str) -> None:
    page = page_of(layer)
    assert said(page) == SEEN
    assert (page.origin, ocr.pages) == ("text_layer", 0)


@pytest.mark.parametrize("layer", ["picture", "garbled", "digits"])
def test_a_missing_or_wrong_layer_gives_way_to_what_is_seen(ocr: CountingOcr, layer: str) -> None:
    page = page_of(layer)
    assert said(page) == SEEN
    assert (page.origin, ocr.pages) == ("ocr", 1)


def test_drawn_labels_are_seen_and_written_values_kept_exact(ocr: CountingOcr) -> None:
    page = page_of("values_only")
    assert said(page) == SEEN
    written = {word.text for line in page.lines for word in line.words if word.confidence == 1}
    assert written == {"Deborah", "McAllister", "Inventory", "Costing", "11/19/2024", "2.5"}
    assert ocr.pages == 1


def test_words_of_a_picture_page_stand_where_they_are_shown(ocr: CountingOcr) -> None:
    del ocr
    content = paint([sheet()], "picture", random.Random(3))
    (page,) = pages_of_pdf(content, 0)
    word = next(w for line in page.lines for w in line.words if w.text == "McAllister")
    box = shown_box(page, word.box)
    (picture,) = pictures_of(content, 150)
    crop = picture.convert("L").crop(
        (
            round(box.left * picture.width),
            round(box.top * picture.height),
            round(box.right * picture.width),
            round(box.bottom * picture.height),
        )
    )
    assert sum(crop.histogram()[:100]) > 0.1 * crop.width * crop.height


def test_an_empty_page_is_not_looked_at(ocr: CountingOcr) -> None:
    pages = pages_of_pdf(paint([sheet(), Marks(612, 792)], "plain", random.Random(3)), 0)
    assert [bool(page.lines) for page in pages] == [True, False]
    assert ocr.pages == 0


def test_a_rule_drawn_over_a_page_does_not_cost_a_look(ocr: CountingOcr) -> None:
    marks = sheet()
    marks.shapes += [ShapeMark("line", 50, 40 + 8 * number, 500, 0) for number in range(80)]
    pages_of_pdf(paint([marks], "plain", random.Random(3)), 0)
    assert ocr.pages == 0


@pytest.mark.parametrize("layer", ["plain", "turned"])
def test_a_drawn_box_is_told_ticked_or_not(ocr: CountingOcr, layer: str) -> None:
    marks = sheet()
    for number, method in enumerate(["Group Live", "Self Study", "Nano Learning"]):
        top = 600 + 30 * number
        marks.shapes.append(ShapeMark("frame", 90, top, 10, 10))
        marks.shapes.append(ShapeMark("area", 90, top, 10, 10, (1, 1, 1)))
        marks.texts.append(TextMark(106, top + 9, method, "Helvetica", 11, is_fact=False))
    marks.shapes.append(ShapeMark("cross", 90, 630, 10, 10))
    (page,) = pages_of_pdf(paint([marks], layer, random.Random(3)), 0)
    assert said(page)[-3:] == ["\u2610 Group Live", "\u2612 Self Study", "\u2610 Nano Learning"]
    assert ocr.pages == 0


def layer_of(*words: str) -> Page:
    lines = tuple(
        Line((Word(text, Box(0.1, 0.1 * number, 0.3, 0.1 * number + 0.05)),))
        for number, text in enumerate(words, 1)
    )
    return Page(0, 1, 612, 792, "text_layer", lines)


KNOWN = ("Certificate", "completed", "course", "credits", "sponsor", "registry")


def test_a_letter_that_cannot_be_decoded_within_a_word_asks_for_a_look() -> None:
    """Many producers put ligatures where no other program looks for them: `Gri\uf004ths`."""
    contents = PageContents(8, 0.0, 0, 0.0, ())

    assert is_trusted(layer_of(*KNOWN, "\uf0b7", "Taxes"), contents)
    assert not is_trusted(layer_of(*KNOWN, "Gri\uf004ths"), contents)


def test_a_word_that_cannot_be_decoded_reads_as_it_is_seen() -> None:
    written = layer_of("Fiona", "Gri\uf004ths")
    seen = layer_of("Fiora", "Griffiths")

    assert said(merged(written, seen)) == ["Fiona", "Griffiths"]

"""Characters are grouped into words by geometry."""

import io

import pypdfium2
from reportlab.pdfgen.canvas import Canvas

from certificate_reader.text_layer.characters import Characters, heighten_ligatures
from certificate_reader.text_layer.read_text_layer import read_text_layer
from certificate_reader.text_layer.rows import rows_of
from certificate_reader.text_layer.words import words_of


def characters(text: str, left: float, advance: float, top: float = 100.0) -> Characters:
    """One row of 10 point type; a space moves on without a mark."""
    lefts = [left + place * advance for place, letter in enumerate(text) if letter != " "]
    count = len(lefts)
    return Characters(
        [letter for letter in text if letter != " "],
        lefts,
        [top] * count,
        [each + 5 for each in lefts],
        [top + 10] * count,
        [0] * count,
        [False] * count,
    )


def drawn_after(one: Characters, other: Characters) -> Characters:
    return Characters(
        one.texts + other.texts,
        one.lefts + other.lefts,
        one.tops + other.tops,
        one.rights + other.rights,
        one.bottoms + other.bottoms,
        one.turns + other.turns,
        one.after_space + other.after_space,
    )


def words(drawn: Characters) -> list[list[str]]:
    return [[word.text for word in words_of(row)] for row in rows_of(drawn)]


def test_a_gap_ends_a_word() -> None:
    assert words(characters("Total credits", 50, 5)) == [["Total", "credits"]]


def test_letter_spacing_is_no_gap() -> None:
    assert words(characters("CERTIFICATE", 50, 8)) == [["CERTIFICATE"]]


def test_text_drawn_twice_is_read_once() -> None:
    twice = drawn_after(characters("Taxes", 50, 5), characters("Taxes", 50.3, 5))

    assert words(twice) == [["Taxes"]]


def test_rows_are_read_from_top_to_bottom() -> None:
    upside_down = drawn_after(characters("under", 50, 5, 130), characters("over", 50, 5))

    assert words(upside_down) == [["over"], ["under"]]


def test_a_column_drawn_later_joins_its_rows() -> None:
    left = drawn_after(characters("Name", 50, 5), characters("Date", 50, 5, 130))
    right = drawn_after(characters("Ada", 200, 5), characters("May", 200, 5, 130))

    assert words(drawn_after(left, right)) == [["Name", "Ada"], ["Date", "May"]]


def test_nothing_drawn_has_no_rows() -> None:
    assert words(characters("", 0, 5)) == []


def test_a_hyphen_at_the_end_of_a_line_is_kept() -> None:
    file = io.BytesIO()
    canvas = Canvas(file)
    lines = canvas.beginText(72, 700)
    lines.textLines(["Delivery method: self-", "study for accountants"])
    canvas.drawText(lines)
    canvas.save()

    [page] = read_text_layer(pypdfium2.PdfDocument(file.getvalue()), 0)

    assert [[word.text for word in line.words] for line in page.lines] == [
        ["Delivery", "method:", "self-"],
        ["study", "for", "accountants"],
    ]


def with_f(advance: float, overhang: float) -> Characters:
    """`for of`, whose f is as wide as `advance` and hangs `overhang` over what follows."""
    drawn = characters("for of", 50, advance)
    drawn.rights = [left + advance for left in drawn.lefts]
    drawn.rights[0] += overhang
    drawn.rights[-1] += overhang
    return drawn


def test_an_f_of_a_wider_face_than_others_on_the_page_ends_no_word() -> None:
    (row,) = rows_of(with_f(advance=6, overhang=0))

    assert [word.text for word in words_of(row, f_advance=0.25)] == ["for", "of"]


def test_a_slanted_f_that_lies_over_the_next_letter_ends_no_word() -> None:
    (row,) = rows_of(with_f(advance=5, overhang=1.5))

    assert [word.text for word in words_of(row, f_advance=0.3)] == ["for", "of"]


def test_a_letter_spaced_f_ends_no_word() -> None:
    drawn = characters("CERTIfICATE", 50, 8)
    (row,) = rows_of(drawn)

    assert [word.text for word in words_of(row, f_advance=0.3)] == ["CERTIfICATE"]


def test_the_parts_of_a_ligature_are_as_high_as_their_line() -> None:
    """pdfium divides the ink's low box among them, which would part `What` from `final`."""
    drawn = characters("What final", 50, 5)
    # In user space tops are above bottoms.
    drawn.tops, drawn.bottoms = [110.0] * 9, [100.0] * 9
    place = drawn.texts.index("f")
    for part in (place, place + 1):
        drawn.tops[part], drawn.bottoms[part] = 107.0, 101.5
    heighten_ligatures(drawn)

    assert (drawn.tops, drawn.bottoms) == ([110.0] * 9, [100.0] * 9)

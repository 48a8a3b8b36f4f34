"""Characters are grouped into words by geometry."""

from certificate_reader.text_layer.characters import Character
from certificate_reader.text_layer.words import rows_of, words_of


def mark(text: str, left: float, top: float, index: int) -> Character:
    return Character(text, left, top, left + 5, top + 10, 0, False, False, index)


def characters(text: str, left: float, advance: float, top: float = 100.0) -> list[Character]:
    """One row of 10 point type; a space moves on without a mark."""
    return [
        mark(letter, left + place * advance, top, place)
        for place, letter in enumerate(text)
        if letter != " "
    ]


def words(marks: list[Character]) -> list[list[str]]:
    return [[word.text for word in words_of(row)] for row in rows_of(marks)]


def test_a_gap_ends_a_word() -> None:
    assert words(characters("Total credits", 50, 5)) == [["Total", "credits"]]


def test_letter_spacing_is_no_gap() -> None:
    assert words(characters("CERTIFICATE", 50, 8)) == [["CERTIFICATE"]]


def test_text_drawn_twice_is_read_once() -> None:
    once = characters("Taxes", 50, 5)
    twice = once + [mark(c.text, c.left + 0.3, c.top, c.index + 40) for c in once]

    assert words(twice) == [["Taxes"]]


def test_rows_are_read_from_top_to_bottom() -> None:
    assert words(characters("under", 50, 5, 130) + characters("over", 50, 5)) == [
        ["over"],
        ["under"],
    ]

"""What stands on a page is found, what doesn't isn't, and a hostile page costs little."""

import pytest

from certificate_reader.pages import Line, Page, Word
from certificate_reader.proposals.find_quote import MOST_WORDS_SEARCHED, Found, find_quote
from certificate_reader.proposals.page_text import page_text
from certificate_reader.reading import Box
from tests.unit.certificate_reader.drawn_page import draw

TEXT = """
This certifies that Dana O’Neill–Whitaker   Sponsor: ACME Learning
has completed Internal Controls over        of the Great Lakes
Financial Reporting
CPE Credits: 1.5   Seats: 15   Fee: $1,500   Page 1/2
RevenueRecognitionUpdate
"""


def find(quote: str, text: str = TEXT) -> Found | None:
    return find_quote(quote, [page_text(draw(text))], 0, 1)


@pytest.mark.parametrize(
    ("quote", "printed"),
    [
        ("Dana O'Neill-Whitaker", "Dana O’Neill–Whitaker"),
        ("dana   o’neill-whitaker", "Dana O’Neill–Whitaker"),
        ("CPE Credits: 1.5", "CPE Credits: 1.5"),
        ("1.5", "1.5"),
        ("15", "15"),
        ("1,500", "1,500"),
        ("ACME Learning of the Great Lakes", "ACME Learning of the Great Lakes"),
        (
            "Internal Controls over Financial Reporting",
            "Internal Controls over Financial Reporting",
        ),
        ("Revenue Recognition Update", "RevenueRecognitionUpdate"),
    ],
)
def test_what_stands_on_the_page_is_found_as_it_is_printed(quote: str, printed: str) -> None:
    found = find(quote)
    assert found is not None
    assert found.text == printed


@pytest.mark.parametrize(
    "quote",
    [
        "",
        " .,: ",
        "5",
        "500",
        "1",
        "2",
        "1,5",
        "O'Neill-Whit",
        "CPE Credits: 15",
        "CPE Credits: 1.6",
        "x" * 5000,
    ],
)
def test_what_does_not_stand_there_is_not_found(quote: str) -> None:
    assert find(quote) is None


def test_a_few_characters_in_several_places_are_less_sure() -> None:
    once = find("3", "Credits: 3")
    twice = find("3", "Credits: 3   Room: 3")
    assert once is not None
    assert twice is not None
    assert twice.belief < once.belief


def test_words_on_another_page_than_named_are_less_sure() -> None:
    pages = [page_text(draw("Cover")), page_text(draw("Dana Whitaker", number=2))]
    right = find_quote("Dana Whitaker", pages, 0, 2)
    wrong = find_quote("Dana Whitaker", pages, 0, 1)
    assert right is not None
    assert wrong is not None
    assert wrong.on.page.number == 2
    assert wrong.belief < right.belief


@pytest.mark.parametrize(("before", "is_found"), [(100, True), (MOST_WORDS_SEARCHED, False)])
def test_likenesses_are_looked_for_among_so_many_words_only(before: int, is_found: bool) -> None:
    """A page of endless words would cost as much time as its maker likes."""
    box = Box(0.1, 0.1, 0.2, 0.2)
    texts = ["a"] * before + ["Revenue", "Recognition", "Update"]
    page = Page(0, 1, 612, 792, "text_layer", tuple(Line((Word(each, box),)) for each in texts))
    found = find_quote("Revenue Recognitoin Update", [page_text(page)], 0, 1)
    assert (found is not None) == is_found

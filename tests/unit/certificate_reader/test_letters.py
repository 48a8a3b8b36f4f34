"""Letters that OCR takes for others."""

import pytest

from certificate_reader.ocr.letters import mended


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("lnternal", "Internal"),
        ("lnc.", "Inc."),
        ("lRS", "IRS"),
        ("lowa", "Iowa"),
        ("lllinois", "Illinois"),
        ("lndividual", "Individual"),
    ],
)
def test_a_capital_i_is_not_a_small_l(read: str, meant: str) -> None:
    assert mended(read) == meant


@pytest.mark.parametrize("word", ["live", "learning", "lb", "lbs", "llc", "lyric", "Al", "l"])
def test_words_that_begin_with_l_stay(word: str) -> None:
    assert mended(word) == word

"""Phrases with choices are found whatever their spaces, case and marks."""

import pytest

from certificate_reader.lexicon.families import standard_lexicon
from certificate_reader.lexicon.fold import fold
from certificate_reader.lexicon.label_words import family_by_words
from certificate_reader.lexicon.phrases import PhraseMatcher


def test_a_phrase_may_leave_out_what_is_optional_and_takes_any_choice() -> None:
    matcher = PhraseMatcher()
    matcher.add("[cpe] (credit|hour)s earned", 7)

    for text in ("CPE Credits Earned", "hours earned", "creditsearned", "CPE-HOURS: EARNED"):
        folded = fold(text)
        assert (len(folded), (7,)) in matcher.matches(folded, 0)
    assert matcher.matches(fold("credit given"), 0) == []


def test_a_bracket_that_is_not_closed_is_refused() -> None:
    with pytest.raises(ValueError, match="bracket"):
        PhraseMatcher().add("[cpe credits", 1)


def test_what_ocr_confuses_compares_equal() -> None:
    assert fold("C0mpleti0n Date") == fold("Completion Date")
    assert fold("FieId of Study") == fold("Field of Study")


@pytest.mark.parametrize(
    ("label", "family"),
    [
        ("Date(s) of Completion", "completion_date"),
        ("Instructional Delivery Method", "method"),
        ("National Registry of CPE Sponsors ID Number", "sponsor_id"),
        ("Texas Sponsor Number", "state_sponsor_id"),
        ("IRS Provider #", "state_sponsor_id"),
        ("Total CPE Credits Earned", "credits"),
        ("Contact Hours", "other_credits"),
    ],
)
def test_a_label_announces_its_family(label: str, family: str) -> None:
    folded = fold(label)
    families = {
        each
        for end, meanings in standard_lexicon().matches(folded, 0)
        if end == len(folded)
        for of_kind in meanings.values()
        for each in of_kind
    }

    assert family in families


@pytest.mark.parametrize(
    ("label", "family"),
    [
        ("Full legal name of the individual", "participant"),
        ("Day on which the session ended", "completion_date"),
        ("Manner of delivery", "method"),
        ("Illinois sponsor number", "state_sponsor_id"),
        ("Quality of lunch", None),
    ],
)
def test_an_unlisted_label_is_told_by_its_words(label: str, family: str | None) -> None:
    assert family_by_words(label) == family

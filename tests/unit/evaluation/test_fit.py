"""Weights are fitted so that the right alternatives are the likeliest."""

import random

import pytest

from evaluation.fit.choices import Choice, chosen_by, fit
from evaluation.fit.report import weights_and_report


def choices(count: int, seed: int) -> list[Choice]:
    """Of three lines the large one is right; where none is large, none is right."""
    draw = random.Random(seed)
    found = []
    for number in range(count):
        right = draw.choice([0, 1, 2, None])
        lines = tuple(
            {"large": float(place == right), "noise": draw.random()} for place in range(3)
        )
        found.append(Choice(lines, right, f"design {number % 8}"))
    return found


@pytest.mark.parametrize("by_group", [True, False])
def test_what_decides_outweighs_what_does_not(by_group: bool) -> None:
    weights = fit(choices(120, seed=1), ridge=0.6, by_group=by_group)

    assert weights["large"] > 3 * abs(weights["noise"])
    for choice in choices(40, seed=2):
        assert chosen_by(weights, choice)[0] == choice.right


def test_probabilities_are_those_of_the_data() -> None:
    """A sign that is right in three of four cases is given three quarters."""
    data = [Choice(({"sign": 1.0},), 0 if number % 4 else None, "one") for number in range(400)]

    weights = fit(data, ridge=0.01, by_group=False)

    assert chosen_by(weights, data[0])[1] == pytest.approx(0.75, abs=0.01)


def test_a_stronger_ridge_pulls_weights_to_zero() -> None:
    data = choices(120, seed=1)
    loose = fit(data, ridge=0.1, by_group=True)
    tight = fit(data, ridge=10, by_group=True)
    assert 0 < tight["large"] < loose["large"]


def test_the_report_judges_designs_left_out() -> None:
    text = weights_and_report({"title": choices(120, seed=1)}, ridge=0.6, by_group=True)
    assert "[title]" in text
    assert "large = " in text
    said = [line for line in text.splitlines() if line.startswith("# probability")]
    counts = [int(line.split(": ")[1].split(" ")[0]) for line in said]
    assert sum(counts) == 120

"""Choices among alternatives, one of which may be `none`: fitted weights of their features."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# The strength of the pull of every weight towards zero.
RIDGE = 0.6
STEPS = 500
RATE = 0.1


@dataclass(frozen=True, slots=True)
class Choice:
    """Alternatives by their features, and which one is right; None: none of them.

    Choices of one `group` are not independent: they count together as much as another group.
    """

    alternatives: tuple[dict[str, float], ...]
    right: int | None
    group: str


def fit(choices: Sequence[Choice]) -> dict[str, float]:
    """Weights that make the right alternatives likeliest; `none` is what choosing none weighs.

    A conditional logit model (McFadden 1974) with a ridge, by gradient ascent.
    """
    names = sorted({name for each in choices for line in each.alternatives for name in line})
    column = {name: index for index, name in enumerate(names)}
    tables = [_table(each, column) for each in choices]
    shares = _shares(choices)
    weights = np.zeros(len(names) + 1)
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        slope = -RIDGE * weights / len({each.group for each in choices})
        slope[-1] = 0.0
        for table, choice, share in zip(tables, choices, shares, strict=True):
            chances = _chances(table @ weights)
            chosen = len(choice.alternatives) if choice.right is None else choice.right
            slope += share * (table[chosen] - chances @ table)
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        weights += RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    fitted = dict(zip([*names, "none"], weights.tolist(), strict=True))
    return {name: round(weight, 3) for name, weight in fitted.items()}


def chosen_by(weights: dict[str, float], choice: Choice) -> tuple[int | None, float]:
    """The likeliest alternative, None being one of them, and its probability."""
    powers = [
        sum(value * weights.get(name, 0.0) for name, value in line.items())
        for line in choice.alternatives
    ]
    chances = _chances(np.array([*powers, weights["none"]]))
    best = int(chances.argmax())
    return (None if best == len(choice.alternatives) else best), float(chances[best])


def _table(choice: Choice, column: dict[str, int]) -> NDArray[np.float64]:
    """A row for each alternative and a last one for none; the last column is none's."""
    table = np.zeros((len(choice.alternatives) + 1, len(column) + 1))
    for row, line in enumerate(choice.alternatives):
        for name, value in line.items():
            table[row, column[name]] = value
    table[-1, -1] = 1.0
    return table


def _chances(powers: NDArray[np.float64]) -> NDArray[np.float64]:
    shifted = np.exp(powers - powers.max())
    chances: NDArray[np.float64] = shifted / shifted.sum()
    return chances


def _shares(choices: Sequence[Choice]) -> list[float]:
    groups = [each.group for each in choices]
    count = len(set(groups))
    return [1 / (groups.count(group) * count) for group in groups]

"""Choices among alternatives, one of which may be `none`: fitted weights of their features."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

STEPS = 25
CLOSE = 1e-6


@dataclass(frozen=True, slots=True)
class Choice:
    """Alternatives by their features, and which one is right; None: none of them.

    Choices of one `group` (a design) are not independent.
    """

    alternatives: tuple[dict[str, float], ...]
    right: int | None
    group: str


def fit(choices: Sequence[Choice], ridge: float, by_group: bool) -> dict[str, float]:
    """Weights that make the right alternatives likeliest; `none` is what choosing none weighs.

    A conditional logit model (McFadden 1974) with a ridge on all weights but that of none, by
    Newton's method. Each choice counts once, or with `by_group` each group.
    """
    names = sorted({name for each in choices for line in each.alternatives for name in line})
    column = {name: index for index, name in enumerate(names)}
    tables = [_table(each, column) for each in choices]
    counts = Counter(each.group for each in choices)
    weights = np.zeros(len(names) + 1)
    pull = np.full_like(weights, ridge)
    pull[-1] = CLOSE
    for _ in range(STEPS):
        slope = -pull * weights
        bend = np.diag(pull)
        for table, choice in zip(tables, choices, strict=True):
            share = 1 / counts[choice.group] if by_group else 1.0
            chances = _chances(table @ weights)
            mean = chances @ table
            chosen = len(choice.alternatives) if choice.right is None else choice.right
            slope += share * (table[chosen] - mean)
            bend += share * ((table.T * chances) @ table - np.outer(mean, mean))
        step = np.linalg.solve(bend, slope)
        weights += step * min(1.0, 2 / max(1e-9, float(np.abs(step).max())))
        if np.abs(step).max() < CLOSE:
            break
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

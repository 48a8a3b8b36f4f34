"""Fitted weights as the reader's data file, and how well they choose on designs left out."""

from collections.abc import Mapping, Sequence

from evaluation.fit.choices import Choice, chosen_by, fit

FOLDS = 6
BUCKETS = ((0.95, "0.95-1"), (0.8, "0.8-0.95"), (0.5, "0.5-0.8"), (0.0, "below 0.5"))


def weights_and_report(
    choices: Mapping[str, Sequence[Choice]], ridge: float, by_group: bool
) -> str:
    """The data file's text. Comments tell how often choices on designs left out were right."""
    lines: list[str] = []
    for role, of_role in choices.items():
        lines += [f"# {each}" for each in _judged(of_role, ridge, by_group)]
        lines.append(f"[{role}]")
        lines += [
            f"{name} = {weight}" for name, weight in fit(of_role, ridge, by_group).items() if weight
        ]
        lines.append("")
    return "\n".join(lines)


def _judged(choices: Sequence[Choice], ridge: float, by_group: bool) -> list[str]:
    """Right choices by probability, where weights were fitted on the other designs."""
    groups = sorted({each.group for each in choices})
    buckets: dict[str, list[bool]] = {name: [] for _, name in BUCKETS}
    for fold in range(FOLDS):
        left_out = set(groups[fold::FOLDS])
        weights = fit([c for c in choices if c.group not in left_out], ridge, by_group)
        for each in choices:
            if each.group in left_out:
                best, chance = chosen_by(weights, each)
                name = next(name for least, name in BUCKETS if chance >= least)
                buckets[name].append(best == each.right)
    return [
        f"probability {name}: {len(right)} choices, {sum(right) / max(1, len(right)):.3f} right"
        for name, right in buckets.items()
    ]

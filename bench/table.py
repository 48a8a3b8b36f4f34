"""Measurements beside the baseline they are held against."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One figure, its baseline of the same run, and the bound on their ratio, if there is one."""

    what: str
    value: float
    unit: str
    baseline_name: str
    baseline: float
    bound: str


def table(rows: list[Row]) -> str:
    """The rows as text, with ratios."""
    lines = [
        f"{'what':44}{'value':>10} {'unit':9}{'baseline':34}{'its value':>10}{'ratio':>8}  bound"
    ]
    lines += [
        f"{row.what:44}{row.value:10.2f} {row.unit:9}{row.baseline_name:34}{row.baseline:10.2f}"
        f"{row.value / row.baseline:8.2f}  {row.bound}"
        for row in rows
    ]
    return "\n".join(lines)

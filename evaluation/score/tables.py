"""The report: plain text tables."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from evaluation.score.columns import Column
from evaluation.score.folder import ORIGINS
from evaluation.score.outcome import Outcome, Verdict
from evaluation.score.run import Evaluation, FileResult

BUCKETS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99)
SURE = 0.95
VERDICTS: tuple[Verdict, ...] = ("right", "wrong", "missing", "spurious")


def report(evaluation: Evaluation, columns: list[Column]) -> str:
    """Everything about one reader."""
    outcomes = evaluation.outcomes
    parts = [f"Reader {evaluation.reader}, {len(evaluation.results)} files", ""]
    names = [column.spec.name for column in columns]
    parts += _counts("field", names, outcomes, lambda outcome: outcome.column)
    parts += _counts("origin", ORIGINS, outcomes, lambda outcome: outcome.origin)
    parts += _calibration(outcomes)
    parts += _files(evaluation.results)
    return "\n".join(parts)


def comparison(one: Evaluation, other: Evaluation, columns: list[Column]) -> str:
    """Two readers side by side: recall and precision by field and by origin."""
    lines = [f"A: {one.reader}   B: {other.reader}", ""]
    lines.append(f"{'':20}{'recall A':>10}{'B':>8}{'precision A':>14}{'B':>8}{'ratio B/A':>12}")
    for name in [*(column.spec.name for column in columns), *ORIGINS, "all"]:
        recalls, precisions = [], []
        for evaluation in (one, other):
            chosen = [o for o in evaluation.outcomes if name in (o.column, o.origin, "all")]
            recall, precision = rates(chosen)
            recalls.append(recall)
            precisions.append(precision)
        ratio = recalls[1] / recalls[0] if recalls[0] else 0.0
        lines.append(
            f"{name:20}{recalls[0]:10.3f}{recalls[1]:8.3f}{precisions[0]:14.3f}{precisions[1]:8.3f}"
            f"{ratio:12.3f}"
        )
    return "\n".join(lines)


def rates(outcomes: Iterable[Outcome]) -> tuple[float, float]:
    """Recall (of what the pages say, what was read right) and precision (of what was filled)."""
    counts = Counter(outcome.verdict for outcome in outcomes)
    said = counts["right"] + counts["wrong"] + counts["missing"]
    filled = counts["right"] + counts["wrong"] + counts["spurious"]
    return counts["right"] / said if said else 0.0, counts["right"] / filled if filled else 0.0


def _counts(
    title: str, names: Sequence[str], outcomes: list[Outcome], key: Callable[[Outcome], str]
) -> list[str]:
    head = "".join(f"{verdict:>10}" for verdict in VERDICTS)
    lines = [f"{title:18}{head}{'recall':>9}{'precision':>11}"]
    for name in [*names, "all"]:
        chosen = [outcome for outcome in outcomes if name in (key(outcome), "all")]
        if not chosen:
            continue
        counts = Counter(outcome.verdict for outcome in chosen)
        recall, precision = rates(chosen)
        cells = "".join(f"{counts[verdict]:10}" for verdict in VERDICTS)
        lines.append(f"{name:18}{cells}{recall:9.3f}{precision:11.3f}")
    return [*lines, ""]


def _calibration(outcomes: list[Outcome]) -> list[str]:
    filled = [(o.confidence or 0.0, o.verdict == "right") for o in outcomes if o.value is not None]
    empty = [
        (o.confidence, o.verdict == "empty")
        for o in outcomes
        if o.value is None and o.confidence is not None
    ]
    lines = [f"{'confidence':18}{'cells':>10}{'said':>10}{'right':>10}"]
    for title, cells in (("filled", filled), ("empty", empty)):
        for low, high in zip(BUCKETS, (*BUCKETS[1:], 1.01), strict=True):
            bucket = [cell for cell in cells if low <= cell[0] < high]
            if bucket:
                said = sum(confidence for confidence, _ in bucket) / len(bucket)
                right = sum(is_right for _, is_right in bucket) / len(bucket)
                name = f"{title} {low:.2f}-{min(high, 1):.2f}"
                lines.append(f"{name:18}{len(bucket):10}{said:10.3f}{right:10.3f}")
    sure = [is_right for confidence, is_right in filled if confidence >= SURE]
    if filled:
        share, precision = len(sure) / len(filled), sum(sure) / max(1, len(sure))
        lines.append(f"at >= {SURE}: {share:.1%} of filled cells, precision {precision:.4f}")
    stated = {(o.file, o.column) for o in outcomes if o.accepted}
    invented = sum(
        outcome.verdict == "spurious" and (outcome.file, outcome.column) not in stated
        for outcome in outcomes
        if outcome.column in ("CPE credits", "Completion date")
    )
    return [*lines, f"credits or dates where the page has none: {invented}", ""]


def _files(results: list[FileResult]) -> list[str]:
    lines = [f"{'origin':18}{'files':>10}{'pages':>10}{'s a page':>10}{'unread':>10}"]
    for origin in ORIGINS:
        chosen = [result for result in results if result.file.origin == origin]
        if chosen:
            pages = sum(result.pages for result in chosen)
            seconds = sum(result.seconds for result in chosen) / pages
            failed = sum(result.failure is not None for result in chosen)
            lines.append(f"{origin:18}{len(chosen):10}{pages:10}{seconds:10.3f}{failed:10}")
    others = [r for r in results if not r.file.truth.get("is_certificate", True)]
    known = sum(result.is_certificate is False for result in others)
    lines.append(f"no certificates recognised as such: {known} of {len(others)}")
    refused = sum(r.is_certificate is False for r in results) - known
    lines.append(f"certificates taken for none: {refused}")
    failures = Counter(result.failure for result in results if result.failure)
    lines += [f"unread, {code}: {count}" for code, count in failures.most_common()]
    return lines

"""How often values are right, by how sure the reader says it is, on designs held out."""

import tempfile
from pathlib import Path

from bench.table import Row
from certificate_reader.child.parent import EMBEDDED
from evaluation.generate.source import amounts_of
from evaluation.generate.write import SOURCE, write_part
from evaluation.score.columns import load_columns
from evaluation.score.folder import files_of
from evaluation.score.run import evaluate

BUCKETS = ((0.5, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.0))
SURE = 0.95
ASKED_SHARE, ASKED_PRECISION = 75.0, 99.0


def reliability(_: list[bytes]) -> list[Row]:
    """Every file of the drawn part `held_out`, scans and photos among them."""
    with tempfile.TemporaryDirectory() as root:
        folder = Path(root) / "held_out"
        write_part("held_out", folder, amounts_of(SOURCE / "held_out"), seed=1)
        results = evaluate(EMBEDDED, files_of(folder), load_columns(), processes=2)
    values = [
        (outcome.confidence or 0.0, outcome.verdict == "right")
        for outcome in results.outcomes
        if outcome.value is not None
    ]
    rows = []
    for low, high in BUCKETS:
        of_bucket = [value for value in values if low <= value[0] < high]
        if of_bucket:
            said = 100 * sum(confidence for confidence, _ in of_bucket) / len(of_bucket)
            name = f"values of {low:.2f}-{high:.2f} right ({len(of_bucket)})"
            rows.append(Row(name, _percent(of_bucket), "%", "said", said, ""))
    sure = [value for value in values if value[0] >= SURE]
    share = 100 * len(sure) / len(values)
    return [
        *rows,
        Row(f"values at >= {SURE}", share, "%", "asked", ASKED_SHARE, ">= 1"),
        Row("right among them", _percent(sure), "%", "asked", ASKED_PRECISION, ">= 1"),
    ]


def _percent(values: list[tuple[float, bool]]) -> float:
    return 100 * sum(is_right for _, is_right in values) / max(1, len(values))

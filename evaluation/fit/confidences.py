"""Choices between right and wrong: the signs of each value that the reader found, and its truth."""

from collections.abc import Sequence
from pathlib import Path

from certificate_reader.documents import Document
from certificate_reader.errors import UnreadableDocumentError
from certificate_reader.layout.confidence import Proof, signs_of
from certificate_reader.layout.read_pages import read_pages
from certificate_reader.read import pages_of
from evaluation.fit.choices import Choice
from evaluation.score.columns import load_columns
from evaluation.score.expected import expected_rows
from evaluation.score.folder import CertificateFile, files_of
from evaluation.score.outcome import outcomes_of

# Every value gets a confidence of its own, by which it is known again.
STEP = 1e-7
BASE = 0.7


def choices_of_values(folders: Sequence[Path]) -> list[Choice]:
    """A choice for each value read from the certificates: the value, if right, or none."""
    return [each for folder in folders for file in files_of(folder) for each in _of_file(file)]


def _of_file(file: CertificateFile) -> list[Choice]:
    columns = load_columns()
    proofs: list[Proof] = []

    def numbered(proof: Proof) -> float:
        proofs.append(proof)
        return BASE + STEP * (len(proofs) - 1)

    try:
        pages = pages_of(Document(file.path.name, "", file.path.read_bytes()), 0)
    except UnreadableDocumentError:
        return []
    reading = read_pages(pages, [column.spec for column in columns], numbered)
    rows = expected_rows(file.truth, columns)
    found: list[Choice] = []
    for outcome in outcomes_of(file.path.name, file.origin, reading, rows, columns):
        if outcome.value is None or outcome.confidence is None:
            continue
        signs = signs_of(proofs[round((outcome.confidence - BASE) / STEP)])
        right = 0 if outcome.verdict == "right" else None
        found.append(Choice((signs,), right, str(file.truth.get("design", file.path.stem))))
    return found

"""Reads a folder's files in child processes and judges every cell."""

import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from certificate_reader.child.parent import ChildReader
from certificate_reader.documents import Document
from certificate_reader.errors import ReadingError
from evaluation.score.columns import Column
from evaluation.score.expected import expected_rows
from evaluation.score.folder import CertificateFile
from evaluation.score.outcome import Outcome, outcomes_of
from evaluation.score.pages import page_count


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one file. `failure` is a reading error's code, None if it was read."""

    file: CertificateFile
    outcomes: list[Outcome]
    seconds: float
    pages: int
    is_certificate: bool | None
    failure: str | None


@dataclass(slots=True)
class Evaluation:
    """One reader's results over all files."""

    reader: str
    results: list[FileResult] = field(default_factory=list)

    @property
    def outcomes(self) -> list[Outcome]:
        return [outcome for result in self.results for outcome in result.outcomes]


def evaluate(
    target: str, files: Sequence[CertificateFile], columns: list[Column], processes: int
) -> Evaluation:
    """Reads every file with `target` (`module:function`), `processes` at a time."""
    local = threading.local()
    children: list[ChildReader] = []

    def read(file: CertificateFile) -> FileResult:
        if not hasattr(local, "reader"):
            local.reader = ChildReader(target=target)
            children.append(local.reader)
        return _result(local.reader, file, columns)

    with ThreadPoolExecutor(processes) as pool:
        results = list(pool.map(read, files))
    for child in children:
        child.close()
    return Evaluation(target, results)


def _result(reader: ChildReader, file: CertificateFile, columns: list[Column]) -> FileResult:
    content = file.path.read_bytes()
    specs = [column.spec for column in columns]
    began = time.perf_counter()
    reading, failure = None, None
    try:
        reading = reader.read([Document(file.path.name, "", content)], specs)
    except ReadingError as error:
        failure = error.code
    seconds = time.perf_counter() - began
    rows = expected_rows(file.truth, columns)
    outcomes = outcomes_of(file.path.name, file.origin, reading, rows, columns)
    is_certificate = reading.is_certificate if reading else None
    return FileResult(file, outcomes, seconds, page_count(content), is_certificate, failure)

"""200 PDFs through the deployed stack, against the same read in one process.

Run: python -m bench.pipeline
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.certificates import invented_pdfs
from bench.table import Row, table
from certificate_reader.documents import Document
from certificate_reader.fields import FieldSpec
from certificate_reader.read import read
from cpe_tracker.catalog.states import STATES
from local_stack import running_stack
from tests.e2e.caller import Caller
from tests.e2e.deployment import Deployment
from tests.e2e.polling import eventually

FILES = 200
WARMING = 12
FIELDS = [
    FieldSpec(field.name, field.data_type.value, field.prompt, field.choices, field.repeats)
    for field in STATES["California"]
]


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.pipeline")
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    files, others = invented_pdfs(FILES, seed=1), invented_pdfs(WARMING, seed=2)
    read_alone(list(others.values()))
    alone: list[float] = []
    started: list[float] = []
    uploaded: list[float] = []
    with deployed() as (caller, deployment):
        through_the_stack(caller, deployment, others)
        # Interleaved, so that a busy moment of the machine falls on both.
        for _ in range(rounds):
            alone.append(read_alone(list(files.values())))
            upload, start = through_the_stack(caller, deployment, files)
            started.append(start)
            uploaded.append(upload + start)
    print(table(rows(alone, started, uploaded)))


def rows(alone: list[float], started: list[float], uploaded: list[float]) -> list[Row]:
    """The best of the rounds, since the machine is shared, and their median."""
    one = "one process, the reader alone"
    return [
        Row("start to the run's end, best", min(started), "s", one, min(alone), "<= 1.5"),
        Row(
            "start to the run's end, median",
            statistics.median(started),
            "s",
            one,
            statistics.median(alone),
            "<= 1.5",
        ),
        Row("register to the run's end, best", min(uploaded), "s", one, min(alone), ""),
    ]


def read_alone(contents: list[bytes]) -> float:
    """Seconds that one process takes for all, one after the other."""
    began = time.perf_counter()
    for content in contents:
        read([Document("certificate.pdf", "application/pdf", content)], FIELDS)
    return time.perf_counter() - began


@contextmanager
def deployed() -> Iterator[tuple[Caller, Deployment]]:
    """A stack of its own, with a user signed in to it."""
    with tempfile.TemporaryDirectory() as folder, running_stack(Path(folder) / "data") as stack:
        caller, deployment = Caller(stack), Deployment(stack)
        with caller.http:
            yield caller, deployment
        deployment.close()


def through_the_stack(
    caller: Caller, deployment: Deployment, files: dict[str, bytes]
) -> tuple[float, float]:
    """Seconds for registering and uploading, and from the start to the run's end."""
    sheet = caller.create_sheet()
    began = time.perf_counter()
    caller.upload(sheet, files)
    uploaded = time.perf_counter()
    caller.start(sheet)

    def ended() -> bool:
        (run,) = deployment.rows(
            "SELECT completed_at, tasks_completed FROM job_runs WHERE id = :id", id=sheet.run_id
        )
        return run.completed_at is not None and run.tasks_completed == len(files)

    eventually(ended, seconds=300)
    return uploaded - began, time.perf_counter() - uploaded


if __name__ == "__main__":
    main()

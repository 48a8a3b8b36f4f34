"""200 PDFs through the deployed stack, against the same read in one process.

Run: python -m bench.pipeline
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psutil

from bench.certificates import invented_pdfs
from bench.table import Row, table
from certificate_reader.documents import Document
from certificate_reader.fields import FieldSpec
from certificate_reader.read import read
from cpe_tracker.catalog.states import STATES
from local_stack.stack import running_stack
from tests.e2e.caller import Caller
from tests.e2e.deployment import Deployment
from tests.e2e.polling import eventually

FILES = 200
WARMING = 12
Value = Callable[[Iterable[float]], float]
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
    alone: list[Took] = []
    started: list[Took] = []
    uploaded: list[Took] = []
    with deployed() as (caller, deployment):
        through_the_stack(caller, deployment, others)
        # Interleaved, so that a busy moment of the machine falls on both.
        for _ in range(rounds):
            alone.append(read_alone(list(files.values())))
            upload, start = through_the_stack(caller, deployment, files)
            uploaded.append(upload)
            started.append(start)
    print(table(rows(alone, started, uploaded)))


@dataclass(frozen=True)
class Took:
    """Seconds by the clock, and of processors by this process and all below it."""

    wall: float
    cpu: float

    def __add__(self, other: "Took") -> "Took":
        return Took(self.wall + other.wall, self.cpu + other.cpu)


class Stopwatch:
    """Runs from its making on. Processes that end meanwhile are not counted."""

    def __init__(self) -> None:
        self._began = time.perf_counter()
        self._before = _processor_seconds()

    def took(self) -> Took:
        now = _processor_seconds()
        cpu = sum(seconds - self._before.get(process, 0) for process, seconds in now.items())
        return Took(time.perf_counter() - self._began, cpu)


def _processor_seconds() -> dict[int, float]:
    this = psutil.Process()
    seconds = {}
    for process in [this, *this.children(recursive=True)]:
        with suppress(psutil.NoSuchProcess):
            times = process.cpu_times()
            seconds[process.pid] = times.user + times.system
    return seconds


def rows(alone: list[Took], started: list[Took], uploaded: list[Took]) -> list[Row]:
    """The best of the rounds, since the machine is shared, and their medians.

    Processor time tells what the stack adds, however busy the machine is.
    """
    one = "one process, the reader alone"
    whole = [upload + start for upload, start in zip(uploaded, started, strict=True)]

    def row(
        what: str, unit: str, of: list[float], alone: list[float], bound: str, value: Value
    ) -> Row:
        return Row(what, value(of), unit, one, value(alone), bound)

    walls, cpus = [took.wall for took in alone], [took.cpu for took in alone]
    start_walls, start_cpus = [took.wall for took in started], [took.cpu for took in started]
    return [
        row("start to the run's end, best", "s", start_walls, walls, "<= 1.5", min),
        row("start to the run's end, median", "s", start_walls, walls, "<= 1.5", statistics.median),
        row("the same, processors' time, best", "cpu s", start_cpus, cpus, "", min),
        row("register to the run's end, best", "s", [took.wall for took in whole], walls, "", min),
    ]


def read_alone(contents: list[bytes]) -> Took:
    """One process reads all, one after the other."""
    watch = Stopwatch()
    for content in contents:
        read([Document("certificate.pdf", "application/pdf", content)], FIELDS)
    return watch.took()


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
) -> tuple[Took, Took]:
    """Registering and uploading, and from the start to the run's end."""
    sheet = caller.create_sheet()
    watch = Stopwatch()
    caller.upload(sheet, files)
    uploaded = watch.took()
    began, watch = datetime.now(UTC), Stopwatch()
    caller.start(sheet)

    def completed_at() -> datetime | None:
        (run,) = deployment.rows(
            "SELECT completed_at, tasks_completed FROM job_runs WHERE id = :id", id=sheet.run_id
        )
        ended: datetime | None = run.completed_at
        return ended if run.tasks_completed == len(files) else None

    ended = eventually(completed_at, seconds=300)
    assert ended is not None
    # By the clock of the database, which is this machine's: looking takes place only so often.
    return uploaded, Took((ended - began).total_seconds(), watch.took().cpu)


if __name__ == "__main__":
    main()

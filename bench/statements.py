"""SQL statements per request and per task, against what the design allows.

Run: python -m bench.statements
"""

import hashlib
from collections.abc import Callable, Iterator
from uuid import UUID

from sqlalchemy import event

from bench.certificates import copies_of_samples
from bench.database.prepared import prepared_database
from bench.table import Row, table
from certificate_reader.child.parent import ChildReader
from cpe_tracker.adapters.postgres.database import Database
from cpe_tracker.adapters.postgres.files import PostgresFiles
from cpe_tracker.adapters.postgres.results import PostgresResults
from cpe_tracker.adapters.postgres.runs import PostgresRuns
from cpe_tracker.adapters.postgres.sheets import PostgresSheets
from cpe_tracker.adapters.postgres.tasks import PostgresTasks
from cpe_tracker.pipeline.read_results import read_results
from cpe_tracker.pipeline.register_files import register_files
from cpe_tracker.pipeline.run_task import run_task
from cpe_tracker.pipeline.start_run import start_run
from cpe_tracker.schemas.files import REGISTER_AT_ONCE, FileToRegister
from cpe_tracker.schemas.results import ResultsQuery
from tests.fakes.services import FakeObjects, FakeRunCompletedQueue, FakeTaskQueue

USER = "somebody"
FILES = 1000


def main() -> None:
    with prepared_database() as database:
        print(table(list(measured(database))))


def measured(database: Database) -> Iterator[Row]:
    """What each part of the story executes; transaction control is not counted."""
    sheets, objects, queue = PostgresSheets(database), FakeObjects(), FakeTaskQueue()
    template = sheets.states()[0].template_id
    job_ids = [sheets.create_sheet(USER, template, None).job_id for _ in range(50)]
    upload(job_ids[0], FILES, database, objects)

    def start(job_id: UUID) -> None:
        start_run(USER, job_id, store=PostgresRuns(database), objects=objects, queue=queue)

    listed = counted(database, lambda: sheets.sheets(USER))
    yield Row("list of 50 sheets", listed, "queries", "allowed", 1, "<= 1")
    started = counted(database, lambda: start(job_ids[0]))
    yield Row(f"start of {FILES:,} files", started, "queries", "allowed", 15, "<= 1")
    upload(job_ids[1], 1, database, objects)
    of_one = counted(database, lambda: start(job_ids[1]))
    yield Row(f"start of {FILES:,} files", started, "queries", "start of 1 file", of_one, "1")

    reader = ChildReader()

    def work_on(task_id: UUID) -> Callable[[], None]:
        return lambda: run_task(
            task_id,
            lease_seconds=150,
            store=PostgresTasks(database),
            objects=objects,
            reader=reader,
            announcements=FakeRunCompletedQueue(),
        )

    ended = [counted(database, work_on(message.task_id)) for message in queue.messages[:20]]
    reader.close()
    yield Row("a worker's task", max(ended), "queries", "allowed", 8, "<= 1")
    results = PostgresResults(database)

    def page(limit: int) -> Callable[[], object]:
        query = ResultsQuery(limit=limit)
        return lambda: read_results(USER, job_ids[0], query, store=results)

    small, large = counted(database, page(1)), counted(database, page(20))
    yield Row("a page of 20 results", large, "queries", "a page of 1", small, "1")


def upload(job_id: UUID, files: int, database: Database, objects: FakeObjects) -> None:
    """Registers files and stores them as their owner's browser would."""
    contents = copies_of_samples(files)
    paths = list(contents)
    for first in range(0, files, REGISTER_AT_ONCE):
        registered = register_files(
            USER,
            job_id,
            None,
            [registration(path, contents[path]) for path in paths[first:][:REGISTER_AT_ONCE]],
            store=PostgresFiles(database),
            objects=objects,
        )
        for file in registered.files:
            objects.put(file.upload.fields["key"], contents[file.path])


def registration(path: str, content: bytes) -> FileToRegister:
    return FileToRegister(
        path=path,
        size=len(content),
        content_type="application/pdf",
        sha256=hashlib.sha256(content).hexdigest(),
    )


def counted(database: Database, does: Callable[[], object]) -> int:
    """How many statements `does` executes."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    does()
    event.remove(database.engine, "before_cursor_execute", note)
    return len(seen)


if __name__ == "__main__":
    main()

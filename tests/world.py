"""The pipeline's steps in two worlds: on fakes, and on Postgres. The facts are the same."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import text

from cpe_tracker.adapters.postgres.database import Database
from cpe_tracker.adapters.postgres.files import PostgresFiles
from cpe_tracker.adapters.postgres.repairs import PostgresRepairs
from cpe_tracker.adapters.postgres.runs import PostgresRuns
from cpe_tracker.adapters.postgres.sheets import PostgresSheets
from cpe_tracker.adapters.postgres.tasks import PostgresTasks
from cpe_tracker.messages import RetryLater
from cpe_tracker.model.statuses import RunStatus
from cpe_tracker.pipeline.complete_run import complete_run
from cpe_tracker.pipeline.fail_task import fail_task
from cpe_tracker.pipeline.list_files import list_files
from cpe_tracker.pipeline.reconcile import Patience, Repaired, reconcile
from cpe_tracker.pipeline.register_files import register_files
from cpe_tracker.pipeline.run_task import run_task
from cpe_tracker.pipeline.start_run import start_run
from cpe_tracker.schemas.files import FileToRegister, RegisteredFiles, SourceFile
from cpe_tracker.schemas.sheets import CreatedSheet, StartedRun
from tests.fakes.database import FakeDatabase
from tests.fakes.services import FakeObjects, FakeReader, FakeRunCompletedQueue, FakeTaskQueue

USER = "ada"
LEASE = 60


@dataclass(frozen=True)
class RunState:
    """What a test wants to know of a run."""

    status: RunStatus
    total: int
    completed: int
    failed: int


@dataclass
class World:
    """Stores, services, and the steps of the story with their parts filled in."""

    sheets: Any
    files: Any
    runs: Any
    tasks: Any
    repairs: Any
    ground: "FakeGround | PostgresGround"
    objects: FakeObjects = field(default_factory=FakeObjects)
    queue: FakeTaskQueue = field(default_factory=FakeTaskQueue)
    announcements: FakeRunCompletedQueue = field(default_factory=FakeRunCompletedQueue)
    reader: FakeReader = field(default_factory=FakeReader)

    def sheet(self) -> CreatedSheet:
        return self.ground.create_sheet(USER)

    def register(self, sheet: CreatedSheet, *files: FileToRegister) -> RegisteredFiles:
        return register_files(
            USER, sheet.job_id, None, files, store=self.files, objects=self.objects
        )

    def upload(self, sheet: CreatedSheet, *paths: str) -> RegisteredFiles:
        """Register files and let them arrive; each holds its own path as its content."""
        registered = self.register(sheet, *(a_file(path) for path in paths))
        for file in registered.files:
            self.objects.put(file.upload.fields["key"], file.path.encode())
        return registered

    def start(self, sheet: CreatedSheet) -> StartedRun:
        return start_run(
            USER, sheet.job_id, store=self.runs, objects=self.objects, queue=self.queue
        )

    def run_task(self, task_id: UUID) -> None:
        run_task(
            task_id,
            lease_seconds=LEASE,
            store=self.tasks,
            objects=self.objects,
            reader=self.reader,
            announcements=self.announcements,
        )

    def work(self) -> None:
        """Handle every task message once; what asks for a retry is dropped."""
        for message in self.queue.take_all():
            try:
                self.run_task(message.task_id)
            except RetryLater:
                continue

    def fail_task(self, task_id: UUID) -> None:
        fail_task(task_id, store=self.tasks, announcements=self.announcements)

    def complete(self, run_id: UUID) -> Any:
        return complete_run(run_id, store=self.runs)

    def reconcile(self, *, attempts: int = 3, resend: int = 60, window: int = 3600) -> Repaired:
        return reconcile(
            Patience(attempts, resend, window),
            repairs=self.repairs,
            runs=self.runs,
            objects=self.objects,
            tasks=self.queue,
            announcements=self.announcements,
        )

    def listed(self, sheet: CreatedSheet, *, whole_chain: bool = True) -> list[SourceFile]:
        return list_files(
            USER,
            sheet.job_id,
            None,
            whole_chain=whole_chain,
            store=self.files,
            objects=self.objects,
        ).files


def a_file(path: str, **changes: Any) -> FileToRegister:
    """A PDF whose content is its path."""
    values = {"path": path, "size": len(path), "content_type": "application/pdf"}
    return FileToRegister(**{**values, **changes})


class FakeGround:
    """Looking and tampering where a test must, in memory."""

    def __init__(self, database: FakeDatabase) -> None:
        self._database = database

    def create_sheet(self, user_id: str) -> CreatedSheet:
        return self._database.create_sheet(user_id)

    def run(self, run_id: UUID) -> RunState:
        run = self._database.rows.runs[run_id]
        return RunState(run.status, run.total, run.completed, run.failed)

    def results(self, run_id: UUID) -> int:
        tasks = self._database.rows.tasks
        return sum(tasks[task_id].run_id == run_id for task_id in self._database.rows.results)

    def runs_of(self, job_id: UUID) -> int:
        return sum(run.job_id == job_id for run in self._database.rows.runs.values())

    def rows_left(self) -> int:
        rows = self._database.rows
        return sum(
            len(table) for table in (rows.jobs, rows.runs, rows.files, rows.tasks, rows.results)
        )

    def let_time_pass(self, seconds: int) -> None:
        self._database.clock_offset += timedelta(seconds=seconds)


class PostgresGround:
    """Looking and tampering where a test must, in Postgres."""

    def __init__(self, database: Database, sheets: PostgresSheets) -> None:
        self._database = database
        self._sheets = sheets

    def create_sheet(self, user_id: str) -> CreatedSheet:
        return self._sheets.create_sheet(user_id, self._sheets.states()[0].template_id, None)

    def _one(self, sql: str, **parameters: object) -> Any:
        with self._database.engine.begin() as connection:
            return connection.execute(text(sql), parameters).one()

    def run(self, run_id: UUID) -> RunState:
        row = self._one(
            "SELECT status, tasks_total, tasks_completed, tasks_failed FROM job_runs WHERE id=:id",
            id=run_id,
        )
        return RunState(*row)

    def results(self, run_id: UUID) -> int:
        counted = self._one("SELECT count(*) FROM extraction_results WHERE run_id=:id", id=run_id)
        return int(counted[0])

    def runs_of(self, job_id: UUID) -> int:
        return int(self._one("SELECT count(*) FROM job_runs WHERE job_id=:id", id=job_id)[0])

    def rows_left(self) -> int:
        tables = "extraction_jobs job_runs source_files extraction_tasks extraction_results"
        counts = " + ".join(f"(SELECT count(*) FROM {table})" for table in tables.split())
        return int(self._one(f"SELECT {counts}")[0])

    def let_time_pass(self, seconds: int) -> None:
        """Everything that was noted with a time happened so much earlier."""
        with self._database.engine.begin() as connection:
            for table, column in (
                ("extraction_tasks", "queued_at"),
                ("extraction_tasks", "lease_expires_at"),
                ("extraction_jobs", "deleted_at"),
            ):
                connection.execute(
                    text(f"UPDATE {table} SET {column} = {column} - make_interval(secs => :s)"),
                    {"s": seconds},
                )


def world_on_fakes() -> World:
    """The steps on parts in memory."""
    fake = FakeDatabase()
    return World(fake, fake, fake, fake, fake, FakeGround(fake))


def world_on_postgres(database: Database) -> World:
    """The steps on a real database; objects, queues and reader stay in memory."""
    sheets = PostgresSheets(database)
    return World(
        sheets,
        PostgresFiles(database),
        PostgresRuns(database),
        PostgresTasks(database),
        PostgresRepairs(database),
        PostgresGround(database, sheets),
    )

"""Step 3: start a run: see what arrived, make the tasks, submit, send."""

from collections.abc import Mapping, Sequence
from posixpath import dirname
from uuid import UUID, uuid4

from cpe_tracker import log
from cpe_tracker.errors import NoProcessableFileError, TemporarilyUnavailableError
from cpe_tracker.messages import TaskQueued
from cpe_tracker.model.reasons import wrong_size
from cpe_tracker.model.statuses import RUN_ENDS, ProcessingMode, RunStatus
from cpe_tracker.pipeline.accepted_files import LARGEST_FILE
from cpe_tracker.pipeline.object_keys import files_prefix
from cpe_tracker.ports.objects import ObjectStore, StoredObject
from cpe_tracker.ports.queues import TaskQueue
from cpe_tracker.ports.runs import (
    FileFound,
    FileRejected,
    NewestRun,
    NewTask,
    RegisteredFile,
    RunStore,
    Submission,
)
from cpe_tracker.schemas.sheets import StartedRun


def start_run(
    user_id: str, job_id: UUID, *, store: RunStore, objects: ObjectStore, queue: TaskQueue
) -> StartedRun:
    """Submit the sheet's newest run, or answer the one in progress.

    If the newest run has ended, its successor is opened first. Of two starts at once one
    submits, and both give the same answer. A run whose messages could not all be sent is
    submitted all the same: the reconcile schedule sends what is missing.
    Raises NotFoundError, NoProcessableFileError.
    """
    run = store.newest_run(user_id, job_id)
    if run.status in RUN_ENDS:
        store.open_successor(run.run_id)
        run = store.newest_run(user_id, job_id)
    if run.status == RunStatus.PENDING:
        _submit(user_id, run, store, objects, queue)
    return _answer(run.run_id, store)


def _submit(
    user_id: str, run: NewestRun, store: RunStore, objects: ObjectStore, queue: TaskQueue
) -> None:
    files = store.registered_files(run.run_id)
    stored = objects.list_objects(files_prefix(user_id, run.job_id, run.run_id)) if files else {}
    found, rejected = _judge(files, stored)
    if not found:
        missing = [file.path for file in files if file.object_key not in stored]
        raise NoProcessableFileError(
            missing, [{"path": file.path, **file.reason._asdict()} for file in rejected]
        )
    ready = {file.file_id for file in found}
    modes, tasks = _tasks_of([file for file in files if file.file_id in ready])
    submitted = store.submit_run(
        Submission(
            run_id=run.run_id,
            description=f"CPE certificate extraction for {run.state}",
            found=found,
            rejected=rejected,
            modes=modes,
            tasks=tasks,
        )
    )
    if submitted:
        log.info("run submitted", run_id=run.run_id, tasks=len(tasks))
        _send(tasks, queue)


def _send(tasks: Sequence[NewTask], queue: TaskQueue) -> None:
    """The run is submitted whatever comes of this: what is not sent now is found and sent later."""
    try:
        queue.send([TaskQueued(task_id=task.task_id) for task in tasks])
    except TemporarilyUnavailableError:
        log.warning("tasks not all sent", tasks=len(tasks))


def _judge(
    files: Sequence[RegisteredFile], stored: Mapping[str, StoredObject]
) -> tuple[list[FileFound], list[FileRejected]]:
    found: list[FileFound] = []
    rejected: list[FileRejected] = []
    for file in files:
        there = stored.get(file.object_key)
        if there is None:
            continue
        if there.size == file.size and there.size <= LARGEST_FILE:
            found.append(FileFound(file.file_id, there.etag))
        else:
            reason = wrong_size(there.size, file.size)
            rejected.append(FileRejected(file.file_id, file.path, reason))
    return found, rejected


def _tasks_of(
    files: Sequence[RegisteredFile],
) -> tuple[dict[str, ProcessingMode], list[NewTask]]:
    """A task for each file: certificates are read one by one, whatever folder they lie in."""
    modes = {_folder(file.path): ProcessingMode.INDIVIDUAL for file in files}
    tasks = [
        NewTask(
            task_id=uuid4(),
            position=position,
            folder=_folder(file.path),
            mode=ProcessingMode.INDIVIDUAL,
            file_ids=(file.file_id,),
        )
        for position, file in enumerate(files)
    ]
    return modes, tasks


def _folder(path: str) -> str:
    return dirname(path) or "/"


def _answer(run_id: UUID, store: RunStore) -> StartedRun:
    run = store.submitted_run(run_id)
    return StartedRun(
        active_run_id=run.run_id,
        tasks_total=run.tasks_total,
        missing=run.missing,
        rejected=run.rejected,
    )

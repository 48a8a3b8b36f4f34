"""Step 4: read the documents of one task and store what was read."""

from typing import Any
from uuid import UUID

from certificate_reader.documents import Document
from certificate_reader.errors import TransientReadingError, UnreadableDocumentError
from certificate_reader.reading import Cell, Reading
from cpe_tracker import log
from cpe_tracker.errors import ObjectChangedError, TemporarilyUnavailableError
from cpe_tracker.messages import RetryLater
from cpe_tracker.model.reasons import Reason
from cpe_tracker.pipeline.announce_run import announce_run
from cpe_tracker.ports.objects import ObjectStore
from cpe_tracker.ports.queues import RunCompletedQueue
from cpe_tracker.ports.reader import Reader
from cpe_tracker.ports.tasks import ClaimedTask, TaskEnded, TaskStore


def run_task(
    task_id: UUID,
    *,
    lease_seconds: int,
    store: TaskStore,
    objects: ObjectStore,
    reader: Reader,
    announcements: RunCompletedQueue,
) -> None:
    """Claim, read, store. A message for a task that needs nothing more is simply done.

    A document that can't be read fails its task at once, with the reason. A passing fault
    releases the task and raises RetryLater. Whoever ends the last task announces the run.
    """
    task = store.claim(task_id, lease_seconds)
    if task is None:
        log.info("task needs nothing", task_id=task_id)
        return
    try:
        ended = _read_and_end(task, store, objects, reader)
    except (TransientReadingError, TemporarilyUnavailableError) as fault:
        _release(task, Reason(fault.code, fault.detail), store)
        raise RetryLater from fault
    announce_run(ended, announcements)


def _read_and_end(
    task: ClaimedTask, store: TaskStore, objects: ObjectStore, reader: Reader
) -> TaskEnded | None:
    try:
        documents = [
            Document(file.path, file.content_type, objects.read(file.object_key, file.etag))
            for file in task.documents
        ]
        reading = reader.read(documents, task.fields)
    except (UnreadableDocumentError, ObjectChangedError) as error:
        log.info("task failed", task_id=task.task_id, code=error.code)
        return store.fail(task, Reason(error.code, error.detail))
    return store.complete(task, reading, _extracted_data(reading), _cells(reading))


def _release(task: ClaimedTask, reason: Reason, store: TaskStore) -> None:
    log.warning("task released", task_id=task.task_id, attempt=task.attempt, code=reason.code)
    store.release(task, reason)


def _extracted_data(reading: Reading) -> dict[str, Any]:
    return {
        "columns": list(reading.columns),
        "results": [[cell.value for cell in row] for row in reading.rows],
    }


def _cells(reading: Reading) -> list[Any]:
    return [[_behind(cell) for cell in row] for row in reading.rows]


def _behind(cell: Cell) -> dict[str, Any]:
    evidence = cell.evidence
    return {
        "printed": cell.printed,
        "confidence": round(cell.confidence, 4),
        "evidence": evidence
        and {
            "document": evidence.document,
            "page": evidence.page,
            "box": {
                "left": round(evidence.box.left, 5),
                "top": round(evidence.box.top, 5),
                "right": round(evidence.box.right, 5),
                "bottom": round(evidence.box.bottom, 5),
            },
            "quote": evidence.quote,
        },
    }

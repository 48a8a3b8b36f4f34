"""The worker: one task or export a message; what runs out of receives is failed."""

import gc
import time
from typing import Any

from chalice.app import Chalice, SQSEvent
from pydantic import TypeAdapter

from cpe_tracker import log
from cpe_tracker.adapters.sqs_batches import Record, handle_batch
from cpe_tracker.messages import ExportRequested, TaskQueued
from cpe_tracker.pipeline import fail_task as fail_task_step
from cpe_tracker.pipeline import run_task as run_task_step
from cpe_tracker.pipeline.write_export import write_export
from cpe_tracker.wiring import parts
from cpe_tracker.worker_wiring import reader, tasks

app = Chalice(app_name="worker")
log.start_logging()
# What is loaded by now stays until the end: looking through it for rubbish finds none.
gc.freeze()

MESSAGE: TypeAdapter[TaskQueued | ExportRequested] = TypeAdapter(TaskQueued | ExportRequested)


_BEGIN_WITHIN_SECONDS = 25
"""Of the function's 120 s one task may take 95: later than this in a batch none is begun."""


@app.on_sqs_message(queue="tasks", batch_size=3)
def run_task(event: SQSEvent) -> dict[str, Any]:
    """Read the documents of the tasks named by the messages, or write the exports."""
    have = parts()
    began = time.monotonic()

    def handle(message: TaskQueued | ExportRequested) -> None:
        if isinstance(message, ExportRequested):
            write_export(
                message.export_id,
                exports=have.exports,
                results=have.results,
                objects=have.objects,
            )
            return
        run_task_step.run_task(
            message.task_id,
            lease_seconds=have.settings.task_lease_seconds,
            store=tasks(),
            objects=have.objects,
            reader=reader(),
            announcements=have.run_completed,
        )

    def may_begin() -> bool:
        return time.monotonic() - began < _BEGIN_WITHIN_SECONDS

    return handle_batch(_records(event), MESSAGE, handle, have.task_queue.delay, may_begin)


@app.on_sqs_message(queue="tasks-dead", batch_size=10)
def fail_task(event: SQSEvent) -> dict[str, Any]:
    """Fail the tasks, and withdraw the exports, whose messages were received too often."""
    have = parts()

    def handle(message: TaskQueued | ExportRequested) -> None:
        if isinstance(message, ExportRequested):
            have.exports.withdraw(message.export_id)
            return
        fail_task_step.fail_task(message.task_id, store=tasks(), announcements=have.run_completed)

    return handle_batch(_records(event), MESSAGE, handle, lambda _handle, _seconds: None)


def _records(event: SQSEvent) -> list[Record]:
    return [Record.from_event(record) for record in event.to_dict()["Records"]]

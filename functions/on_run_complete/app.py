"""When a run has ended, its sheet goes on; and every minute, what is stuck moves again."""

from typing import Any

from chalice.app import Chalice, CloudWatchEvent, Rate, SQSEvent
from pydantic import TypeAdapter

from cpe_tracker import log
from cpe_tracker.adapters.sqs_batches import Record, handle_batch
from cpe_tracker.messages import RunCompleted
from cpe_tracker.pipeline import complete_run as complete_run_step
from cpe_tracker.pipeline import reconcile as reconcile_step
from cpe_tracker.wiring import parts

app = Chalice(app_name="on_run_complete")
log.start_logging()


@app.on_sqs_message(queue="run-completed", batch_size=10)
def complete_run(event: SQSEvent) -> dict[str, Any]:
    """Open the successors of the runs named by the messages."""
    have = parts()

    def handle(message: RunCompleted) -> None:
        complete_run_step.complete_run(message.run_id, store=have.runs)

    records = [Record.from_event(record) for record in event.to_dict()["Records"]]
    return handle_batch(records, TypeAdapter(RunCompleted), handle, lambda _handle, _seconds: None)


@app.schedule(Rate(1, unit=Rate.MINUTES))
def reconcile(_event: CloudWatchEvent) -> None:
    """Repair what was lost between a commit and a message; purge what was deleted long ago."""
    have = parts()
    reconcile_step.reconcile(
        reconcile_step.Patience(
            task_attempts=have.settings.task_attempts,
            task_resend_seconds=have.settings.task_resend_seconds,
            restore_window_seconds=have.settings.restore_window_seconds,
        ),
        repairs=have.repairs,
        runs=have.runs,
        objects=have.objects,
        tasks=have.task_queue,
        announcements=have.run_completed,
    )

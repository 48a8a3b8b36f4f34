"""The end of the line for a task whose message was received too often."""

from uuid import UUID

from cpe_tracker import log
from cpe_tracker.messages import RetryLater
from cpe_tracker.model.reasons import GAVE_UP
from cpe_tracker.pipeline.announce_run import announce_run
from cpe_tracker.ports.queues import RunCompletedQueue
from cpe_tracker.ports.tasks import TaskBusy, TaskStore


def fail_task(task_id: UUID, *, store: TaskStore, announcements: RunCompletedQueue) -> None:
    """Fail a task nobody holds, keeping its last error as the reason.

    A task that has ended is left as it is. While a worker holds it, raises RetryLater.
    """
    ended = store.give_up(task_id, GAVE_UP)
    if isinstance(ended, TaskBusy):
        raise RetryLater
    log.warning("task given up", task_id=task_id, changed=ended is not None)
    announce_run(ended, announcements)

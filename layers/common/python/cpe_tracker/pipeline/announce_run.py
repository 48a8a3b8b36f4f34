"""Between steps 4 and 5: tell that a run has ended."""

from cpe_tracker import log
from cpe_tracker.errors import TemporarilyUnavailableError
from cpe_tracker.messages import RunCompleted
from cpe_tracker.ports.queues import RunCompletedQueue
from cpe_tracker.ports.tasks import TaskEnded


def announce_run(ended: TaskEnded | None, announcements: RunCompletedQueue) -> None:
    """Tell that a run has ended, if this task's end ended it.

    If the sending fails the run stays unannounced: the reconcile schedule finds it.
    """
    if ended is None or not ended.run_ended:
        return
    try:
        announcements.send([RunCompleted(run_id=ended.run_id)])
    except TemporarilyUnavailableError:
        log.warning("run ended unannounced", run_id=ended.run_id)
    else:
        log.info("run ended", run_id=ended.run_id)

"""Every minute: what the database says should be moving and isn't, moves again."""

from dataclasses import dataclass

from cpe_tracker import log
from cpe_tracker.messages import RunCompleted, TaskQueued
from cpe_tracker.model.reasons import GAVE_UP, WORKER_LOST
from cpe_tracker.pipeline.complete_run import complete_run
from cpe_tracker.pipeline.object_keys import job_prefix
from cpe_tracker.ports.objects import ObjectStore
from cpe_tracker.ports.queues import RunCompletedQueue, TaskQueue
from cpe_tracker.ports.repairs import RepairStore
from cpe_tracker.ports.runs import RunStore

TASKS_AT_ONCE = 2000
RUNS_AT_ONCE = 200
SHEETS_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Patience:
    """How long and how often to wait before something counts as stuck."""

    task_attempts: int
    task_resend_seconds: int
    restore_window_seconds: int


@dataclass(frozen=True, slots=True)
class Repaired:
    """How many of each were moved."""

    requeued: int
    resent: int
    runs_failed: int
    successors: int
    purged: int


def reconcile(
    patience: Patience,
    *,
    repairs: RepairStore,
    runs: RunStore,
    objects: ObjectStore,
    tasks: TaskQueue,
    announcements: RunCompletedQueue,
) -> Repaired:
    """Repair what was lost between a commit and a message, and purge what was deleted long ago.

    Each part is bounded and may be repeated or cut off anywhere: what is left is found again.
    """
    ended = repairs.fail_exhausted(patience.task_attempts, GAVE_UP, TASKS_AT_ONCE)
    announcements.send([RunCompleted(run_id=run_id) for run_id in ended])
    requeued = repairs.requeue_expired(patience.task_attempts, WORKER_LOST, TASKS_AT_ONCE)
    tasks.send([TaskQueued(task_id=task_id) for task_id in requeued])
    repaired = Repaired(
        requeued=len(requeued),
        resent=_resend_lost_tasks(patience, repairs, tasks),
        runs_failed=len(ended),
        successors=_open_missing_successors(repairs, runs),
        purged=_purge_deleted_sheets(patience, repairs, objects),
    )
    log.info(
        "reconciled",
        requeued=repaired.requeued,
        resent=repaired.resent,
        runs_failed=repaired.runs_failed,
        successors=repaired.successors,
        purged=repaired.purged,
    )
    return repaired


def _resend_lost_tasks(patience: Patience, repairs: RepairStore, tasks: TaskQueue) -> int:
    """A long queue is not a lost message: only when it holds fewer messages than tasks wait."""
    if tasks.depth() >= repairs.tasks_waiting():
        return 0
    stale = repairs.stale_tasks(patience.task_resend_seconds, TASKS_AT_ONCE)
    tasks.send([TaskQueued(task_id=task_id) for task_id in stale])
    return len(stale)


def _open_missing_successors(repairs: RepairStore, runs: RunStore) -> int:
    ended = repairs.runs_without_successor(RUNS_AT_ONCE)
    return sum(complete_run(run_id, store=runs) is not None for run_id in ended)


def _purge_deleted_sheets(patience: Patience, repairs: RepairStore, objects: ObjectStore) -> int:
    """Objects first: a sheet whose rows are gone would leave objects nobody can find."""
    sheets = repairs.sheets_to_purge(patience.restore_window_seconds, SHEETS_AT_ONCE)
    for sheet in sheets:
        objects.delete(objects.list_objects(job_prefix(sheet.user_id, sheet.job_id)))
        repairs.purge_sheet(sheet.job_id)
    return len(sheets)

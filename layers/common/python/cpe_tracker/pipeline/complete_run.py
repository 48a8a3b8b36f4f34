"""Step 5: when a run has ended, open the run that takes the next uploads."""

from uuid import UUID

from cpe_tracker import log
from cpe_tracker.ports.runs import RunStore, Successor


def complete_run(run_id: UUID, *, store: RunStore) -> Successor | None:
    """Open the successor of an ended run of a sheet, or return the one that is there.

    None where there is nothing to open: the run goes on, its job is not a sheet, or it is gone.
    """
    successor = store.open_successor(run_id)
    log.info(
        "run completed",
        run_id=run_id,
        successor=successor and successor.run_id,
        created=bool(successor and successor.created),
    )
    return successor

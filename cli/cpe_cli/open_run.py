"""The run of a sheet that takes uploads."""

import asyncio
import time

from cpe_cli.api import Api
from cpe_cli.errors import CpeError
from cpe_cli.shapes import Run

# The schedule that repairs a lost announcement comes every minute.
SUCCESSOR_SECONDS = 90.0
ENDED = frozenset({"completed", "partially_completed", "failed"})


async def find_open_run(api: Api, job_id: str) -> Run:
    """The newest run, if it takes uploads; after one that ended, waits for its successor.

    Raises CpeError `run_in_progress` while the sheet is being read.
    """
    deadline = time.monotonic() + SUCCESSOR_SECONDS
    while True:
        run = (await api.job(job_id))["run"]
        if run["status"] == "pending" and run["config_step"] != "submitted":
            return run
        if run["status"] not in ENDED:
            done = run["tasks_completed"] + run["tasks_failed"]
            raise CpeError(
                "run_in_progress",
                f"The sheet is being read ({done} of {run['tasks_total']}) and takes files again "
                "when that is over. `cpe start SHEET --wait` waits for it.",
            )
        if time.monotonic() > deadline:
            raise CpeError(
                "no_open_run", "The last run has ended but the next one is not open yet. Try again."
            )
        await asyncio.sleep(1.0)

"""Files in, rows out: uploads to a sheet, starts it and waits until it is read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cpe_cli.api import Api
from cpe_cli.local_files import LocalFile
from cpe_cli.output import Output
from cpe_cli.progress import Meter
from cpe_cli.shapes import Refusal, Run
from cpe_cli.uploading import Uploaded, upload_files
from cpe_cli.waiting import failed_files, wait_for_run

ALREADY_IN_SHEET = "already_in_sheet"


@dataclass(frozen=True, slots=True)
class Appended:
    """How a run went. `run` is None if there was nothing to start. `failed` holds every file that
    gave no rows, whether it was refused, lost or unreadable; `duplicates` are in the sheet."""

    run: Run | None
    failed: list[Refusal]
    duplicates: list[Refusal]


async def append_files(
    api: Api,
    job_id: str,
    files: Sequence[LocalFile],
    output: Output,
    *,
    add_anyway: bool,
    started: Callable[[str], None] = lambda run_id: None,  # noqa: ARG005 - named for callers
) -> Appended:
    """Uploads, starts and waits. `started` is told the run's id as soon as it is started."""
    with Meter(output.messages, "uploaded") as meter:
        uploaded = await upload_files(api, job_id, files, add_anyway=add_anyway, meter=meter)
    duplicates, not_taken = split_duplicates(uploaded)
    if not uploaded.arrived and not uploaded.already_there:
        return Appended(None, not_taken, duplicates)
    run_id = (await api.start(job_id))["active_run_id"]
    started(run_id)
    run, failed = await finish_run(api, job_id, run_id, output)
    return Appended(run, not_taken + failed, duplicates)


async def wait_until_idle(api: Api, job_id: str, output: Output) -> None:
    """Waits for a run that is in progress, so that the sheet takes files again."""
    active_run_id = (await api.job(job_id))["active_run_id"]
    if active_run_id:
        output.say("The sheet is being read already; waiting for that first.")
        with Meter(output.messages, "read") as meter:
            await wait_for_run(api, job_id, active_run_id, meter)


async def finish_run(
    api: Api, job_id: str, run_id: str, output: Output
) -> tuple[Run, list[Refusal]]:
    """Waits for the end. The run as it ended, and its files that gave no rows."""
    with Meter(output.messages, "read") as meter:
        run = await wait_for_run(api, job_id, run_id, meter)
    return run, await failed_files(api, job_id, run_id)


def split_duplicates(uploaded: Uploaded) -> tuple[list[Refusal], list[Refusal]]:
    """(already in the sheet, not taken for another reason)"""
    duplicates = [r for r in uploaded.refused if r["code"] == ALREADY_IN_SHEET]
    others = [r for r in uploaded.refused if r["code"] != ALREADY_IN_SHEET]
    return duplicates, others + uploaded.failed

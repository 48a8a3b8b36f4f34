"""Waits until a run has been read, cheaply: the API says how often to ask and what changed."""

import asyncio

from cpe_cli.api import Api
from cpe_cli.open_run import ENDED
from cpe_cli.progress import Meter
from cpe_cli.shapes import Event, Refusal, Run, SheetFile

SECONDS_BETWEEN_QUESTIONS = 1.0


async def wait_for_run(api: Api, job_id: str, run_id: str, meter: Meter) -> Run:
    """The run as it ended. `meter` shows how far it is."""
    etag: str | None = None
    while True:
        answer = await api.events(job_id, etag)
        etag = answer.etag
        if answer.event and answer.event["active_run_id"] == run_id:
            _show(meter, answer.event)
        elif answer.event:
            run = (await api.job(job_id, run_id))["run"]
            if run["status"] in ENDED:
                done = run["tasks_completed"] + run["tasks_failed"]
                meter.update(done, run["tasks_total"], note=_failed_note(run["tasks_failed"]))
                return run
            etag = None
        await asyncio.sleep(SECONDS_BETWEEN_QUESTIONS if answer.wait is None else answer.wait)


async def failed_files(api: Api, job_id: str, run_id: str) -> list[Refusal]:
    """The files of a run of which nothing could be read, each with its reason."""
    files = (await api.files(job_id, run_id))["files"]
    return [_refusal(file) for file in files if has_failed(file)]


def has_failed(file: SheetFile) -> bool:
    return file["task_status"] == "failed" or file["status"] in {"missing", "rejected"}


def _refusal(file: SheetFile) -> Refusal:
    return {
        "path": file["path"],
        "code": file["reason_code"] or file["status"],
        "detail": file["reason_detail"] or failure_sentence(file),
    }


def failure_sentence(file: SheetFile) -> str:
    if file["status"] == "missing":
        return "It never arrived. Upload it again."
    return "It could not be read, and no reason was given."


def _show(meter: Meter, event: Event) -> None:
    done = event["tasks_completed"] + event["tasks_failed"]
    retrying = f", {event['tasks_retrying']} tried again" if event.get("tasks_retrying") else ""
    note = _failed_note(event["tasks_failed"]) + retrying
    meter.update(done, event["tasks_total"], note=note)


def _failed_note(failed: int) -> str:
    return f", {failed} failed" if failed else ""

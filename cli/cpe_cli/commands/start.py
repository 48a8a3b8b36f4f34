"""`cpe start`."""

from typing import Annotated

import typer

from cpe_cli.appending import finish_run
from cpe_cli.connection import connect
from cpe_cli.errors import SomeFailedError
from cpe_cli.lookup import find_sheet
from cpe_cli.options import ApiUrl, AsJson, SheetArgument
from cpe_cli.output import Output, counted
from cpe_cli.running import runs
from cpe_cli.shapes import Refusal, Started

Wait = Annotated[bool, typer.Option("--wait", help="Wait until everything is read.")]


@runs("Stopped waiting. The sheet is read all the same; `cpe start SHEET --wait` waits again.")
async def start(
    sheet: SheetArgument, wait: Wait = False, api_url: ApiUrl = None, as_json: AsJson = False
) -> None:
    """Read the uploaded certificates of a sheet."""
    output = Output(as_json)
    async with connect(api_url, output) as api:
        job_id = (await find_sheet(api, sheet))["job_id"]
        started = await api.start(job_id)
        run_id = started["active_run_id"]
        if not wait:
            failed = _left_out(started)
            output.list_refusals("Left out:", failed)
            output.result(started, f"Started: {started['tasks_total']} to read.")
        else:
            run, failed = await finish_run(api, job_id, run_id, output)
            output.list_refusals("Failed:", failed)
            document = {**started, "run": run, "failed": failed}
            output.result(document, f"{run['tasks_completed']} of {run['tasks_total']} read.")
    if failed:
        raise SomeFailedError(f"{counted(len(failed), 'file')} failed.")


def _left_out(started: Started) -> list[Refusal]:
    detail = "It never arrived. Upload it again."
    missing: list[Refusal] = [
        {"path": path, "code": "missing", "detail": detail} for path in started.get("missing", [])
    ]
    return missing + started.get("rejected", [])

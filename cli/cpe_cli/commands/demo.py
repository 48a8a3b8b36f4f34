"""`cpe demo`: what `make demo` runs on the local stack."""

from pathlib import Path
from typing import Annotated

import typer

from cpe_cli.api import Api
from cpe_cli.appending import append_files, wait_until_idle
from cpe_cli.connection import connect_to
from cpe_cli.creating import create_sheet
from cpe_cli.errors import CpeError, SomeFailedError
from cpe_cli.exporting import destinations, export_sheet
from cpe_cli.grid import fetch_grid
from cpe_cli.local_files import find_files
from cpe_cli.lookup import find_state
from cpe_cli.options import ApiUrl, AsJson
from cpe_cli.output import Output, counted
from cpe_cli.running import runs
from cpe_cli.target import choose_target, require_local_stack

STATE = "California"
SHEET_NAME = "CPE Tracker - California"
ROWS_SHOWN = 10
FILES = (Path("tracker.xlsx"), Path("tracker.csv"))

Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder of certificates.")]
Certificates = Annotated[
    Path | None, typer.Option("--certs", metavar="FOLDER", help="The same, as an option.")
]


@runs("Stopped. What arrived is kept; the same command goes on from there.")
async def demo(
    folder: Folder = Path("samples"),
    certs: Certificates = None,
    api_url: ApiUrl = None,
    as_json: AsJson = False,
) -> None:
    """Show all of it on the local stack: folder in, rows and spreadsheets out."""
    output = Output(as_json)
    targets = destinations(FILES)
    folder = certs or folder
    found = find_files([folder])
    output.list_refusals("Not taken:", found.refused)
    if not found.files:
        raise CpeError("no_certificates", f"There is no certificate in {folder}.")
    target = choose_target(api_url) if api_url else require_local_stack()
    async with connect_to(target, output) as api:
        job_id = await _find_or_create(api, output)
        await wait_until_idle(api, job_id, output)
        appended = await append_files(api, job_id, found.files, output, add_anyway=True)
        output.list_refusals("Failed:", appended.failed)
        if not appended.run:
            raise CpeError("nothing_uploaded", "No certificate could be uploaded.")
        run_id = appended.run["run_id"]
        grid = await fetch_grid(api, job_id, run_id=run_id, limit=ROWS_SHOWN, count=True)
        output.show(grid.drawn())
        for destination in targets:
            await export_sheet(api, job_id, destination, run_id)
    document = {
        "job_id": job_id,
        "run": appended.run,
        "columns": grid.columns,
        "rows": grid.rows,
        "row_count": grid.row_count,
        "files": [str(file) for file in FILES],
        "failed": appended.failed,
        "refused": found.refused,
    }
    output.result(
        document, f"{counted(grid.row_count or 0, 'row')}, written to tracker.xlsx and tracker.csv."
    )
    failed = len(appended.failed) + len(found.failures)
    if failed:
        raise SomeFailedError(f"{counted(failed, 'certificate')} failed.")


async def _find_or_create(api: Api, output: Output) -> str:
    named = [sheet for sheet in await api.sheets() if sheet["name"] == SHEET_NAME]
    if named:
        job_id = min(named, key=lambda sheet: sheet["created_at"])["job_id"]
        output.say(f'Appending to the sheet "{SHEET_NAME}".')
        return job_id
    template = await find_state(api, STATE)
    output.say(f'Making the sheet "{SHEET_NAME}".')
    return (await create_sheet(api, template["template_id"], SHEET_NAME))["job_id"]

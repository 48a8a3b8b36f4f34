"""`cpe extract`: files in, spreadsheet out, in one go."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from cpe_cli.api import Api
from cpe_cli.appending import Appended, append_files, finish_run, wait_until_idle
from cpe_cli.connection import connect
from cpe_cli.creating import create_sheet
from cpe_cli.errors import CpeError, SomeFailedError, UsageError
from cpe_cli.exporting import Destination, destinations, export_sheet
from cpe_cli.local_files import Found, find_files
from cpe_cli.lookup import find_sheet, find_state
from cpe_cli.options import AddAnyway, ApiUrl, AsJson, PathsArgument
from cpe_cli.output import HARMLESS_SHOWN, Output, counted
from cpe_cli.running import runs
from cpe_cli.unfinished import UnfinishedExtract

Files = Annotated[
    list[Path],
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="A .csv or .xlsx file; may be given several times.",
        show_default=False,
    ),
]
ForState = Annotated[
    str | None, typer.Option("--state", metavar="STATE", help="The state of a new sheet.")
]
OfSheet = Annotated[
    str | None, typer.Option("--sheet", metavar="SHEET", help="Append to this sheet instead.")
]


@runs("Stopped. What arrived is kept, and reading goes on; the same command goes on from there.")
async def extract(
    paths: PathsArgument,
    output_files: Files,
    state: ForState = None,
    sheet: OfSheet = None,
    add_anyway: AddAnyway = False,
    api_url: ApiUrl = None,
    as_json: AsJson = False,
) -> None:
    """Read certificates into a new sheet, and write its rows to files."""
    if bool(state) == bool(sheet):
        raise UsageError("no_state", "Which sheet? Give either `--state` or `--sheet`.")
    output = Output(as_json)
    targets = destinations(output_files)
    found = find_files(paths)
    output.list_refusals("Not taken:", found.refused)
    if not found.files:
        raise CpeError("no_certificates", "There is no certificate among these files.")
    async with connect(api_url, output) as api:
        memory = UnfinishedExtract.of_command(api.address, f"{state} {sheet}", paths)
        job_id = await _sheet_to_use(api, memory, state, sheet, output)
        appended = await _append(api, job_id, found, memory, output, add_anyway=add_anyway)
        written = await _export(api, job_id, appended, targets, output)
    memory.forget()
    document = {
        "job_id": job_id,
        "run": appended.run,
        "files": written,
        "failed": appended.failed,
        "duplicates": appended.duplicates,
        "refused": found.refused,
    }
    output.result(document, _sentence(appended, len(found.files)))
    failed = len(appended.failed) + len(found.failures)
    if failed:
        raise SomeFailedError(
            f"{counted(failed, 'file')} failed; the others are in the spreadsheet."
        )


async def _sheet_to_use(
    api: Api, memory: UnfinishedExtract, state: str | None, sheet: str | None, output: Output
) -> str:
    if sheet:
        return (await find_sheet(api, sheet))["job_id"]
    known = {mine["job_id"] for mine in await api.sheets()}
    if memory.job_id in known:
        output.say("Going on where the same command stopped before.")
        return str(memory.job_id)
    template = await find_state(api, state or "")
    now = datetime.now().astimezone()
    name = f"CPE Tracker - {template['name']} {now:%Y-%m-%d %H.%M.%S}"
    job_id = (await create_sheet(api, template["template_id"], name))["job_id"]
    memory.note(job_id)
    output.say(f'Made the sheet "{name}".')
    return job_id


async def _append(
    api: Api,
    job_id: str,
    found: Found,
    memory: UnfinishedExtract,
    output: Output,
    *,
    add_anyway: bool,
) -> Appended:
    if memory.job_id == job_id and memory.run_id:
        run, failed = await finish_run(api, job_id, memory.run_id, output)
        return _told(Appended(run, failed, []), output)
    await wait_until_idle(api, job_id, output)
    appended = await append_files(
        api,
        job_id,
        found.files,
        output,
        add_anyway=add_anyway,
        started=lambda run_id: memory.note(job_id, run_id),
    )
    return _told(appended, output)


def _told(appended: Appended, output: Output) -> Appended:
    output.list_refusals("In the sheet already:", appended.duplicates, HARMLESS_SHOWN)
    output.list_refusals("Failed:", appended.failed)
    return appended


async def _export(
    api: Api, job_id: str, appended: Appended, targets: Sequence[Destination], output: Output
) -> list[str]:
    run_id = appended.run["run_id"] if appended.run else None
    written = []
    for target in targets:
        written.append(str(await export_sheet(api, job_id, target, run_id)))
        output.say(f"Wrote {written[-1]}.")
    return written


def _sentence(appended: Appended, found: int) -> str:
    run = appended.run
    return f"{run['tasks_completed']} of {found} certificates read." if run else "Nothing to read."

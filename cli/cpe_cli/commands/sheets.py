"""`cpe states`, `cpe sheets`, `cpe create`, `cpe rename`, `cpe delete`, `cpe restore`."""

import sys
from typing import Annotated

import typer

from cpe_cli.asking import agrees
from cpe_cli.connection import connect
from cpe_cli.creating import create_sheet
from cpe_cli.errors import CpeError, UsageError
from cpe_cli.lookup import find_sheet, find_state
from cpe_cli.options import ApiUrl, AsJson, SheetArgument, State
from cpe_cli.output import Output, counted, table
from cpe_cli.running import run, runs
from cpe_cli.shapes import Sheet

Name = Annotated[str | None, typer.Option("--name", help="Default: CPE Tracker - STATE.")]
NewName = Annotated[str, typer.Argument(metavar="NAME", help="The new name.", show_default=False)]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]
SheetId = Annotated[
    str, typer.Argument(metavar="ID", help="The deleted sheet's id.", show_default=False)
]


@runs()
async def states(api_url: ApiUrl = None, as_json: AsJson = False) -> None:
    """List the states that a sheet can be made for."""
    output = Output(as_json)
    async with connect(api_url, output) as api:
        known = await api.states()
    rows = [(state["name"], state["template_id"]) for state in known]
    output.result(known, table(("State", "Template"), rows))


@runs()
async def sheets(api_url: ApiUrl = None, as_json: AsJson = False) -> None:
    """List your sheets."""
    output = Output(as_json)
    async with connect(api_url, output) as api:
        mine = await api.sheets()
    rows = [
        (sheet["name"], sheet["state"], stands(sheet), sheet["created_at"][:10], sheet["job_id"])
        for sheet in mine
    ]
    shown = table(("Name", "State", "Status", "Created", "Id"), rows)
    output.result(mine, shown if mine else "No sheets yet. Make one: cpe create --state California")


@runs("Stopped. The sheet may have been made; `cpe sheets` lists yours.")
async def create(
    state: State, name: Name = None, api_url: ApiUrl = None, as_json: AsJson = False
) -> None:
    """Make a sheet for a state."""
    output = Output(as_json)
    async with connect(api_url, output) as api:
        template = await find_state(api, state)
        made = await create_sheet(api, template["template_id"], name)
        sheet = await find_sheet(api, made["job_id"])
    output.result(
        {**made, "name": sheet["name"], "state": sheet["state"]},
        f'Made the sheet "{sheet["name"]}" ({made["job_id"]}).',
    )


@runs()
async def rename(
    sheet: SheetArgument, name: NewName, api_url: ApiUrl = None, as_json: AsJson = False
) -> None:
    """Give a sheet another name."""
    output = Output(as_json)
    async with connect(api_url, output) as api:
        found = await find_sheet(api, sheet)
        await api.rename_sheet(found["job_id"], name)
    output.result({"job_id": found["job_id"], "name": name}, f'It is now named "{name}".')


def delete(
    sheet: SheetArgument, yes: Yes = False, api_url: ApiUrl = None, as_json: AsJson = False
) -> None:
    """Delete a sheet with its files and rows. It can be restored for a while."""
    output = Output(as_json)
    found = run(_found(sheet, api_url, output))
    if not yes:
        _confirm(found)
    run(_delete(found, api_url, output))
    sentence = f'Deleted "{found["name"]}". To take it back: cpe restore {found["job_id"]}'
    output.result({"job_id": found["job_id"], "name": found["name"], "deleted": True}, sentence)


@runs()
async def restore(sheet: SheetId, api_url: ApiUrl = None, as_json: AsJson = False) -> None:
    """Take a deleted sheet back, by its id."""
    output = Output(as_json)
    async with connect(api_url, output) as api:
        await api.restore_sheet(sheet)
        found = await find_sheet(api, sheet)
    shown = {"job_id": found["job_id"], "name": found["name"], "restored": True}
    output.result(shown, f'"{found["name"]}" is back.')


def stands(sheet: Sheet) -> str:
    """Where a sheet stands, in words."""
    done = sheet["tasks_completed"] + sheet["tasks_failed"]
    if sheet["active_run_id"]:
        return f"reading: {done} of {sheet['tasks_total']} read"
    if sheet["config_step"] != "submitted":
        return "ready for certificates"
    return sheet["status"].replace("_", " ")


async def _found(wanted: str, api_url: str | None, output: Output) -> Sheet:
    async with connect(api_url, output) as api:
        return await find_sheet(api, wanted)


async def _delete(sheet: Sheet, api_url: str | None, output: Output) -> None:
    async with connect(api_url, output) as api:
        await api.delete_sheet(sheet["job_id"])


def _confirm(sheet: Sheet) -> None:
    if not sys.stdin.isatty():
        raise UsageError("not_confirmed", "There is no terminal to ask on: add `--yes`.")
    question = (
        f'Delete "{sheet["name"]}", its {counted(sheet["files_total"], "file")} and all its rows?'
    )
    if not agrees(question):
        raise CpeError("not_confirmed", "Nothing was deleted.")

"""`cpe show`."""

from typing import Annotated

import typer

from cpe_cli.commands.sheets import stands
from cpe_cli.connection import connect
from cpe_cli.grid import fetch_grid
from cpe_cli.lookup import find_sheet
from cpe_cli.options import ApiUrl, AsJson, SheetArgument
from cpe_cli.output import Output, counted
from cpe_cli.running import runs

Rows = Annotated[int, typer.Option("--rows", min=0, help="How many rows to show.")]
AllRows = Annotated[bool, typer.Option("--all", help="Show every row.")]


@runs()
async def show(
    sheet: SheetArgument,
    rows: Rows = 20,
    all_rows: AllRows = False,
    api_url: ApiUrl = None,
    as_json: AsJson = False,
) -> None:
    """Show where a sheet stands, and its first rows."""
    output = Output(as_json)
    async with connect(api_url, output) as api:
        found = await find_sheet(api, sheet)
        grid = await fetch_grid(api, found["job_id"], limit=None if all_rows else rows)
    document = {
        "sheet": found,
        "columns": grid.columns,
        "rows": grid.rows,
        "more": grid.row_count is None or grid.row_count > len(grid.rows),
    }
    output.show(f"{found['name']}: {stands(found)}.")
    more = " There are more: `--all` shows them." if document["more"] else ""
    output.result(document, grid.drawn() if grid.rows else "No rows yet.")
    output.show(f"{counted(len(grid.rows), 'row')}.{more}" if grid.rows else "")

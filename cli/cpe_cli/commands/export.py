"""`cpe export`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cpe_cli.connection import connect
from cpe_cli.exporting import Destination, destinations, export_sheet
from cpe_cli.lookup import find_sheet
from cpe_cli.options import ApiUrl, AsJson, SheetArgument
from cpe_cli.output import Output
from cpe_cli.running import runs


class Format(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"


Files = Annotated[
    list[Path] | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="A .csv or .xlsx file; may be given several times."
    ),
]
OfFormat = Annotated[
    Format, typer.Option("--format", help="Without -o: the format, under the sheet's own name.")
]


@runs("Stopped. Files that were named as written are complete.")
async def export(
    sheet: SheetArgument,
    output_files: Files = None,
    file_format: OfFormat = Format.XLSX,
    api_url: ApiUrl = None,
    as_json: AsJson = False,
) -> None:
    """Write a sheet's rows to CSV or XLSX files."""
    output = Output(as_json)
    chosen = destinations(output_files or []) or [Destination(file_format.value, None)]
    written = []
    async with connect(api_url, output) as api:
        job_id = (await find_sheet(api, sheet))["job_id"]
        for destination in chosen:
            file = await export_sheet(api, job_id, destination)
            written.append(str(file))
            output.show(f"Wrote {file}.")
    if as_json:
        output.document({"job_id": job_id, "files": written})

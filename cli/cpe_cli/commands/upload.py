"""`cpe upload`."""

from cpe_cli.appending import split_duplicates
from cpe_cli.connection import connect
from cpe_cli.errors import SomeFailedError
from cpe_cli.local_files import find_files
from cpe_cli.lookup import find_sheet
from cpe_cli.options import AddAnyway, ApiUrl, AsJson, PathsArgument, SheetArgument
from cpe_cli.output import HARMLESS_SHOWN, Output, counted
from cpe_cli.progress import Meter
from cpe_cli.running import runs
from cpe_cli.uploading import upload_files


@runs("Stopped. What arrived stays on the sheet; the same command goes on with the rest.")
async def upload(
    sheet: SheetArgument,
    paths: PathsArgument,
    add_anyway: AddAnyway = False,
    api_url: ApiUrl = None,
    as_json: AsJson = False,
) -> None:
    """Upload certificates to a sheet; folders with everything in them."""
    output = Output(as_json)
    found = find_files(paths)
    output.list_refusals("Not taken:", found.refused)
    async with connect(api_url, output) as api:
        job_id = (await find_sheet(api, sheet))["job_id"]
        with Meter(output.messages, "uploaded") as meter:
            outcome = await upload_files(
                api, job_id, found.files, add_anyway=add_anyway, meter=meter
            )
    duplicates, not_taken = split_duplicates(outcome)
    output.list_refusals(
        "In the sheet already (--add-anyway takes them again):", duplicates, HARMLESS_SHOWN
    )
    output.list_refusals("Not uploaded:", not_taken)
    document = {
        "job_id": job_id,
        "run_id": outcome.run_id,
        "uploaded": outcome.arrived,
        "already_there": outcome.already_there,
        "duplicates": duplicates,
        "refused": found.refused,
        "failed": not_taken,
    }
    there = f", {len(outcome.already_there)} were there" if outcome.already_there else ""
    output.result(document, f"{counted(len(outcome.arrived), 'file')} uploaded{there}.")
    failed = len(not_taken) + len(found.failures)
    if failed:
        raise SomeFailedError(f"Not everything was uploaded: {counted(failed, 'file')} failed.")

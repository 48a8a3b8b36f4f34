"""`cpe files`, `cpe remove`, `cpe retry`: the files of a sheet."""

from collections.abc import Sequence
from typing import Annotated

import typer

from cpe_cli.connection import connect
from cpe_cli.errors import CpeError
from cpe_cli.lookup import find_sheet
from cpe_cli.options import ApiUrl, AsJson, SheetArgument
from cpe_cli.output import Output, counted, table
from cpe_cli.running import runs
from cpe_cli.shapes import SheetFile
from cpe_cli.waiting import failure_sentence, has_failed

FailedOnly = Annotated[bool, typer.Option("--failed", help="Only those that gave no rows.")]
FilePaths = Annotated[
    list[str], typer.Argument(metavar="FILE...", help="Paths or ids, as `cpe files` lists them.")
]
OptionalFilePaths = Annotated[
    list[str] | None,
    typer.Argument(metavar="[FILE...]", help="Paths or ids; otherwise all that failed."),
]


@runs()
async def files(
    sheet: SheetArgument,
    failed: FailedOnly = False,
    api_url: ApiUrl = None,
    as_json: AsJson = False,
) -> None:
    """List the files of a sheet, what became of each, and why."""
    output = Output(as_json)
    async with connect(api_url, output) as api:
        job_id = (await find_sheet(api, sheet))["job_id"]
        listed = (await api.files(job_id, "all"))["files"]
    shown = [file for file in listed if has_failed(file)] if failed else listed
    rows = [(file["path"], _status(file), _reason(file), file["file_id"]) for file in shown]
    output.result(shown, table(("File", "Status", "Reason", "Id"), rows))


@runs()
async def remove(
    sheet: SheetArgument, paths: FilePaths, api_url: ApiUrl = None, as_json: AsJson = False
) -> None:
    """Take uploaded files off a sheet that is not started yet."""
    output = Output(as_json)
    async with connect(api_url, output) as api:
        found = await find_sheet(api, sheet)
        run_id = found["latest_run_id"]
        listed = (await api.files(found["job_id"], run_id))["files"]
        chosen = _chosen(listed, paths, "in the open run of this sheet")
        for file in chosen:
            await api.delete_file(found["job_id"], run_id, file["file_id"])
    removed = [file["path"] for file in chosen]
    output.result(
        {"job_id": found["job_id"], "removed": removed}, f"{counted(len(removed), 'file')} removed."
    )


@runs()
async def retry(
    sheet: SheetArgument,
    paths: OptionalFilePaths = None,
    api_url: ApiUrl = None,
    as_json: AsJson = False,
) -> None:
    """Put files that failed into the open run again, without uploading them; then start it."""
    output = Output(as_json)
    async with connect(api_url, output) as api:
        job_id = (await find_sheet(api, sheet))["job_id"]
        listed = (await api.files(job_id, "all"))["files"]
        failed = [
            file
            for file in listed
            if file["task_status"] == "failed" and not file.get("retried_as")
        ]
        chosen = _chosen(failed, paths, "among those that failed") if paths else failed
        if not chosen:
            raise CpeError("nothing_failed", "No file of this sheet waits for another try.")
        for file in chosen:
            await api.retry_file(job_id, file["file_id"])
    retried = [file["path"] for file in chosen]
    sentence = f"{counted(len(chosen), 'file')} will be read again: cpe start {job_id}"
    output.result({"job_id": job_id, "retried": retried}, sentence)


def _chosen(listed: Sequence[SheetFile], wanted: Sequence[str], where: str) -> list[SheetFile]:
    unknown = [
        name for name in wanted if not any(name in {f["path"], f["file_id"]} for f in listed)
    ]
    if unknown:
        raise CpeError("file_not_found", f"Not {where}: {', '.join(unknown)}.")
    return [file for file in listed if file["path"] in wanted or file["file_id"] in wanted]


def _status(file: SheetFile) -> str:
    return (file["task_status"] or file["status"]).replace("_", " ")


def _reason(file: SheetFile) -> str | None:
    return file["reason_detail"] or (failure_sentence(file) if has_failed(file) else None)

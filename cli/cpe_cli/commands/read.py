"""`cpe read`: reads files in this process, without any API."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cpe_cli.errors import CpeError, InterruptedByUserError, SomeFailedError
from cpe_cli.local_files import LocalFile, find_files
from cpe_cli.options import State
from cpe_cli.output import Output, WideTable, counted
from cpe_cli.progress import Meter
from cpe_cli.reading_line import reading_line
from cpe_cli.shapes import Refusal
from cpe_cli.state_fields import state_fields

if TYPE_CHECKING:
    from certificate_reader.fields import FieldSpec

# Below this, a person is asked to look: the sign stands behind the value.
NEEDS_A_LOOK_BELOW = 0.8

Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE...", help="Certificates, and folders of them.", show_default=False
    ),
]
AsJsonLines = Annotated[
    bool, typer.Option("--json", help="Print a line of JSON for each file, and nothing else.")
]


def read(files: Files, state: State, as_json: AsJsonLines = False) -> None:
    """Read certificates here and now, without a sheet. Nothing is stored or sent anywhere."""
    output = Output(as_json)
    fields = state_fields(state)
    found = find_files(files)
    output.list_refusals("Not taken:", found.refused)
    if not found.files:
        raise CpeError("no_certificates", "There is no certificate among these files.")
    try:
        lines, failed = _read_all(found.files, fields, output)
    except KeyboardInterrupt:
        raise InterruptedByUserError("Stopped before every file was read.") from None
    if lines:
        output.show(_table(lines))
    for line in lines:
        for warning in line["warnings"]:
            output.say(f"{line['file']}: {warning['detail']}")
    output.list_refusals("Failed:", failed)
    failures = len(failed) + len(found.failures)
    if failures:
        raise SomeFailedError(f"{counted(failures, 'file')} could not be read.")


def _read_all(
    files: Sequence[LocalFile], fields: "Sequence[FieldSpec]", output: Output
) -> tuple[list[dict[str, Any]], list[Refusal]]:
    """(readings, failures); with `--json` each is printed as soon as it is there."""
    lines: list[dict[str, Any]] = []
    failed: list[Refusal] = []
    with Meter(output.messages, "read") as meter:
        for number, file in enumerate(files, start=1):
            line = _read_one(file, fields)
            if "error" in line:
                why = line["error"]
                failed.append({"path": file.path, "code": why["code"], "detail": why["detail"]})
            else:
                lines.append(line)
            if output.as_json:
                output.document(line)
            meter.update(number, len(files), note=f", {len(failed)} failed" if failed else "")
    return lines, failed


def _read_one(file: LocalFile, fields: "Sequence[FieldSpec]") -> dict[str, Any]:
    from certificate_reader.documents import Document
    from certificate_reader.errors import ReadingError
    from certificate_reader.read import read as read_certificate

    began = time.perf_counter()
    try:
        document = Document(file.path, file.content_type, file.location.read_bytes())
        reading = read_certificate((document,), tuple(fields))
    except ReadingError as error:
        return _failure(file, error.code, error.detail)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        return _failure(file, "unreadable", f"It can't be opened: {reason}.")
    except Exception as error:  # noqa: BLE001 - told by name; the other files are still read
        return _failure(file, "reader_failed", f"The reader broke on it ({type(error).__name__}).")
    return reading_line(file.path, reading, time.perf_counter() - began)


def _failure(file: LocalFile, code: str, detail: str) -> dict[str, Any]:
    return {"file": file.path, "error": {"code": code, "detail": detail}}


def _table(lines: Sequence[dict[str, Any]]) -> WideTable:
    columns = ("File", *lines[0]["columns"])
    rows = [
        (line["file"], *(_shown(cell) for cell in cells))
        for line in lines
        for cells in line["cells"]
    ]
    return WideTable(columns, rows)


def _shown(cell: dict[str, Any]) -> str | None:
    doubtful = cell["value"] is not None and cell["confidence"] < NEEDS_A_LOOK_BELOW
    return f"{cell['value']} (?)" if doubtful else cell["value"]

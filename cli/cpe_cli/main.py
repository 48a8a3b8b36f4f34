"""The `cpe` command: from the command line to an exit status.

0: all of it was done. 1: something failed. 2: the command line can't be followed. 130: Ctrl-C.
"""

import importlib.metadata
import sys
from collections.abc import Sequence
from typing import Annotated, NoReturn

import typer

from cpe_cli.commands import (
    demo,
    export,
    extract,
    files,
    health,
    login,
    read,
    sheets,
    show,
    start,
    upload,
)
from cpe_cli.errors import CpeError, InterruptedByUserError, SomeFailedError
from cpe_cli.output import Output
from cpe_cli.running import STOPPED

COMMANDS = (
    login.login,
    login.logout,
    sheets.states,
    sheets.sheets,
    sheets.create,
    upload.upload,
    start.start,
    show.show,
    export.export,
    extract.extract,
    read.read,
    files.files,
    files.retry,
    files.remove,
    sheets.rename,
    sheets.delete,
    sheets.restore,
    health.health,
)

app = typer.Typer(
    name="cpe",
    help="Certificates of completion in, a growing spreadsheet out.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
for command in COMMANDS:
    app.command()(command)
app.command(hidden=True)(demo.demo)


def _print_version(wanted: bool) -> None:
    if wanted:
        try:
            typer.echo(f"cpe {importlib.metadata.version('cpe-tracker')}")
        except importlib.metadata.PackageNotFoundError:
            typer.echo("cpe, not installed: run from its sources")
        raise typer.Exit


@app.callback()
def _options(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    pass


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Runs `arguments` (default: those of the process) and exits."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        app(given, prog_name="cpe")
        sys.exit(0)
    except CpeError as error:
        sys.exit(_tell(error, as_json="--json" in given))
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        sentence = f"{where}{error.strerror or error}."
        sys.exit(_tell(CpeError("system_error", sentence), as_json="--json" in given))
    except KeyboardInterrupt:
        sys.exit(_tell(InterruptedByUserError(STOPPED), as_json="--json" in given))


def _tell(error: CpeError, *, as_json: bool) -> int:
    """Says what went wrong. With `--json`, stdout holds a document also when nothing came of it."""
    output = Output(as_json)
    output.say(error.sentence)
    if as_json and not isinstance(error, SomeFailedError):
        output.document({"error": {"code": error.code, "detail": error.sentence}})
    return error.exit_status

"""The arguments and options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

ApiUrl = Annotated[
    str | None,
    typer.Option(
        "--api-url",
        envvar="CPE_API_URL",
        metavar="URL",
        help="Where the API is. Otherwise: where you signed in, or the local stack.",
        show_default=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON on stdout, and nothing else.")]
SheetArgument = Annotated[
    str, typer.Argument(metavar="SHEET", help="The sheet's name or id.", show_default=False)
]
PathsArgument = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATH...", help="Certificates, and folders of them.", show_default=False
    ),
]
AddAnyway = Annotated[
    bool,
    typer.Option("--add-anyway", help="Also take files whose content is in the sheet already."),
]
State = Annotated[
    str, typer.Option("--state", metavar="STATE", help="The licence state, such as California.")
]

"""Questions to the person at the terminal, asked on stderr."""

import typer

from cpe_cli.errors import InterruptedByUserError

NOTHING_DONE = "Stopped. Nothing was done."


def ask(question: str, *, default: str | None = None, secret: bool = False) -> str:
    """The answer. Raises InterruptedByUserError for Ctrl-C."""
    try:
        return str(typer.prompt(question, default=default, hide_input=secret, err=True))
    except typer.Abort:
        raise InterruptedByUserError(NOTHING_DONE) from None


def agrees(question: str) -> bool:
    """Whether the answer is yes. Raises InterruptedByUserError for Ctrl-C."""
    try:
        return typer.confirm(question, err=True)
    except typer.Abort:
        raise InterruptedByUserError(NOTHING_DONE) from None

"""`cpe login` and `cpe logout`."""

import sys
from typing import Annotated

import typer

from cpe_cli import firebase
from cpe_cli.asking import ask
from cpe_cli.connection import connect_as
from cpe_cli.errors import CpeError, UsageError
from cpe_cli.options import ApiUrl, AsJson
from cpe_cli.output import Output
from cpe_cli.running import run
from cpe_cli.saved_login import SavedLogin, forget_login, read_login, save_login
from cpe_cli.session import LOCAL_USER, FirebaseSession, LocalSession, Session
from cpe_cli.target import LocalStack, Target, choose_target, require_local_stack

Email = Annotated[
    str | None, typer.Option("--email", help="Your email address; on a local stack, any address.")
]
ApiKey = Annotated[
    str | None,
    typer.Option(
        "--firebase-api-key",
        envvar="CPE_FIREBASE_API_KEY",
        help="The Firebase project's web API key, which is public. Kept after the first time.",
        show_default=False,
    ),
]
Local = Annotated[
    bool, typer.Option("--local", help="The local stack of this checkout, whatever is saved.")
]
PasswordOnStdin = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input.")
]


def login(
    api_url: ApiUrl = None,
    email: Email = None,
    firebase_api_key: ApiKey = None,
    local: Local = False,
    password_stdin: PasswordOnStdin = False,
    as_json: AsJson = False,
) -> None:
    """Sign in, once: later commands know where the API is and who you are.

    With Firebase it takes an email address and a password; a local stack takes any address.
    """
    output = Output(as_json)
    target = require_local_stack() if local else choose_target(api_url)
    if target.stack:
        chosen = _local_login(target.stack, email or LOCAL_USER)
        session: Session = LocalSession(target.stack, chosen.user_id)
    else:
        key = firebase_api_key or (target.login.api_key if target.login else None)
        chosen = _firebase_login(target.api_url, key, email, password_stdin, output)
        session = FirebaseSession(chosen)
    run(_check(target, session))
    save_login(chosen)
    signed_in = {"api_url": chosen.api_url, "user_id": chosen.user_id, "email": chosen.email}
    output.result(signed_in, f"Signed in to {chosen.api_url} as {chosen.email}.")


def logout(as_json: AsJson = False) -> None:
    """Forget the saved login."""
    was_signed_in = forget_login()
    sentence = "Signed out." if was_signed_in else "Nobody was signed in."
    Output(as_json).result({"signed_out": was_signed_in}, sentence)


def _local_login(stack: LocalStack, email: str) -> SavedLogin:
    return SavedLogin(
        api_url=stack.api_url,
        user_id=email.strip().lower(),
        email=email.strip().lower(),
        stack_file=str(stack.file),
    )


def _firebase_login(
    api_url: str, api_key: str | None, email: str | None, password_stdin: bool, output: Output
) -> SavedLogin:
    if not api_key:
        raise UsageError(
            "no_firebase_api_key",
            "Which Firebase project? Give its web API key with `--firebase-api-key` or "
            "CPE_FIREBASE_API_KEY (the first time only).",
        )
    saved = read_login()
    address = email or ask("Email", default=saved.email if saved else None)
    if password_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    elif sys.stdin.isatty():
        password = ask("Password", secret=True)
    else:
        raise UsageError("no_password", "There is no terminal to ask on: use `--password-stdin`.")
    output.say("Signing in.")
    return run(firebase.sign_in(api_url, api_key, address, password))


async def _check(target: Target, session: Session) -> None:
    """A login is saved only when the API accepts it."""
    async with connect_as(target, session) as api:
        try:
            await api.sheets()
        except CpeError as error:
            sentence = f"Not signed in: {error.sentence}"
            raise CpeError(error.code, sentence) from error

"""Which API a command talks to, and how it signs in there."""

import json
from dataclasses import dataclass
from pathlib import Path

import httpx

from cpe_cli.errors import CpeError, UsageError
from cpe_cli.saved_login import SavedLogin, read_login

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class LocalStack:
    """The local stack that `file` (`.local/stack.json` of a checkout) describes."""

    file: Path
    api_url: str
    firebase_project: str


@dataclass(frozen=True, slots=True)
class Target:
    """An API. `stack` is set for a local one, `login` if somebody is signed in to this one."""

    api_url: str
    stack: LocalStack | None = None
    login: SavedLogin | None = None


def choose_target(api_url: str | None) -> Target:
    """The API at `api_url` (from `--api-url` or CPE_API_URL); else the one signed in to with
    `cpe login`; else the local stack of the checkout one stands in.

    Raises CpeError when none of them is there.
    """
    login = read_login()
    stack = local_stack_here()
    if api_url:
        url = checked_url(api_url)
        at_stack = stack if stack and stack.api_url == url else None
        return Target(url, at_stack, login if login and login.api_url == url else None)
    if login and not login.stack_file:
        return Target(login.api_url, None, login)
    if login and login.stack_file:
        stack = read_stack(Path(login.stack_file)) or stack
    if stack:
        return Target(stack.api_url, stack, login)
    raise CpeError(
        "no_api",
        "It is not known where the API is. Sign in with `cpe login --api-url URL`, set CPE_API_URL,"
        " or start a local stack with `make up` and run `cpe` inside its checkout.",
    )


def require_local_stack() -> Target:
    """The local stack of the checkout one stands in. Raises CpeError if none is running."""
    stack = local_stack_here()
    if not stack:
        raise CpeError(
            "no_local_stack",
            "There is no local stack here: `.local/stack.json` was not found. Start it: `make up`.",
        )
    login = read_login()
    return Target(stack.api_url, stack, login if login and login.stack_file else None)


def local_stack_here() -> LocalStack | None:
    """The stack of the nearest folder, from the current one upwards, that has one."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        stack = read_stack(folder / ".local" / "stack.json")
        if stack:
            return stack
    return None


def read_stack(file: Path) -> LocalStack | None:
    """What a stack's file says, or None if there is no such file."""
    try:
        said = json.loads(file.read_text())
        return LocalStack(file, checked_url(said["api_url"]), said["firebase_project"])
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as error:
        raise CpeError(
            "stack_unreadable",
            f"{file} does not say where the local stack is. Start it again: `make up`.",
        ) from error


def checked_url(api_url: str) -> str:
    """`api_url` without a slash at its end. A token never travels unencrypted to another machine:
    raises UsageError for http to anything but this one."""
    try:
        url = httpx.URL(api_url)
    except httpx.InvalidURL as error:
        raise UsageError("bad_api_url", f"{api_url!r} is not an address.") from error
    if url.scheme != "https" and not (url.scheme == "http" and url.host in LOOPBACK):
        raise UsageError("bad_api_url", f"The API's address must start with https://: {api_url}")
    return api_url.rstrip("/")

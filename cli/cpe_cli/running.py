"""Runs a command's coroutine to its end, or to Ctrl-C."""

import asyncio
from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from cpe_cli.errors import InterruptedByUserError

P = ParamSpec("P")
T = TypeVar("T")

STOPPED = "Stopped."


def run(work: Coroutine[Any, Any, T], stopped: str = STOPPED) -> T:
    """What `work` returns. Ctrl-C ends its requests and raises InterruptedByUserError with the
    sentence `stopped`."""
    try:
        return asyncio.run(work)
    except KeyboardInterrupt:
        raise InterruptedByUserError(stopped) from None


def runs(
    stopped: str = STOPPED,
) -> Callable[[Callable[P, Coroutine[Any, Any, None]]], Callable[P, None]]:
    """Makes a coroutine function a command, with the sentence that Ctrl-C leaves."""

    def decorate(command: Callable[P, Coroutine[Any, Any, None]]) -> Callable[P, None]:
        @wraps(command)
        def plain_function(*args: P.args, **kwargs: P.kwargs) -> None:
            run(command(*args, **kwargs), stopped)

        return plain_function

    return decorate

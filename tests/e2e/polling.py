"""Waiting for what happens elsewhere."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

LONG_ENOUGH = 120.0
"""Seconds. Far above what anything here takes, since the machine may be busy with other things."""


def eventually(look: Callable[[], T | None], seconds: float = LONG_ENOUGH) -> T:
    """The first truthy thing that `look` returns. Fails with the last one when time is up."""
    until = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > until:
            raise AssertionError(f"still {found!r} after {seconds:.0f} s")
        time.sleep(0.1)

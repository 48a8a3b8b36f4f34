"""Trying again when the network or a server is only briefly away."""

import random
from collections.abc import Mapping

ATTEMPTS = 5
FIRST_DELAY_SECONDS = 0.5
LONGEST_DELAY_SECONDS = 30.0
PASSING_STATUSES = frozenset({408, 429, 500, 502, 503, 504})
# With these the server says itself that it did nothing, so even what must not happen twice
# may be sent again.
NOTHING_DONE_STATUSES = frozenset({429, 503})


def delay_before(attempt: int, headers: Mapping[str, str] | None = None) -> float:
    """Seconds to wait before the `attempt`-th try (from 2): what `Retry-After` asks, within
    bounds; else twice as long each time, with jitter so that clients don't come back together."""
    asked = retry_after(headers or {})
    if asked is not None:
        return asked
    longest = min(FIRST_DELAY_SECONDS * 2.0 ** (attempt - 2), LONGEST_DELAY_SECONDS)
    return float(longest) * random.uniform(0.5, 1.0)  # noqa: S311 - spreads load, hides nothing


def retry_after(headers: Mapping[str, str]) -> float | None:
    """The seconds of a `Retry-After` header, at most LONGEST_DELAY_SECONDS; None without one."""
    try:
        seconds = float(headers.get("Retry-After", ""))
    except ValueError:
        return None
    return min(max(seconds, 0.0), LONGEST_DELAY_SECONDS)

"""What the health check needs."""

from typing import Protocol


class Reachable(Protocol):
    """Something that can be asked whether it is there."""

    def check(self) -> None:
        """Raises TemporarilyUnavailableError when it is not."""
        ...

"""What the pipeline needs of its queues. Delivery is at least once, in any order."""

from collections.abc import Sequence
from typing import Protocol

from cpe_tracker.messages import ExportRequested, RunCompleted, TaskQueued


class TaskQueue(Protocol):
    """Where tasks and exports wait for a worker. Methods may raise TemporarilyUnavailableError."""

    def send(self, messages: Sequence[TaskQueued | ExportRequested]) -> None:
        """Send all, in batches. After an error some may have been sent."""
        ...

    def depth(self) -> int:
        """About how many messages are waiting, delayed or being handled."""
        ...


class RunCompletedQueue(Protocol):
    """Where ended runs are announced."""

    def send(self, messages: Sequence[RunCompleted]) -> None:
        """Send all, in batches. May raise TemporarilyUnavailableError."""
        ...

"""CPU time of a piece of work in this process."""

import time
from collections.abc import Callable


def cpu_milliseconds(work: Callable[[], object], repeats: int) -> float:
    """The least CPU time of `repeats` runs, after one that warms caches up."""
    work()
    times = []
    for _ in range(repeats):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times) * 1000

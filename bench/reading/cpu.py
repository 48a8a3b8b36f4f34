"""CPU time of a piece of work in this process, beside that of its baseline."""

import time
from collections.abc import Callable

Work = Callable[[], object]


def cpu_milliseconds(ours: Work, baseline: Work, rounds: int) -> tuple[float, float]:
    """The CPU time of both in the round whose ratio is the median, after one that warms caches up.

    They take turns: how fast a shared machine is changes from one second to the next.
    """
    times: list[tuple[float, float]] = []
    for _ in range(rounds + 1):
        times.append((_spent(ours), _spent(baseline)))
    by_ratio = sorted(times[1:], key=lambda pair: pair[0] / pair[1])
    mine, theirs = by_ratio[rounds // 2]
    return mine * 1000, theirs * 1000


def _spent(work: Work) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began

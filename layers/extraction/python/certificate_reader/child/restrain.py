"""Limits the operating system holds this process to. Called in the child only."""

import resource
import sys

from certificate_reader.child.limits import Limits


def restrain() -> None:
    """No core dumps and no written files, for as long as the process lives."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def restrain_reading(limits: Limits) -> None:
    """Bounds memory, and the CPU seconds from now on.

    Past the first an allocation fails; past the second the process gets SIGXCPU and ends. macOS
    knows no bound of the address space: there only the time limits hold.
    """
    if sys.platform != "darwin":
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, resource.RLIM_INFINITY))
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime) + 1
    hardest = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (used + limits.cpu_seconds, hardest))

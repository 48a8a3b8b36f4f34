"""The processes of a stack: each leads a group of its own and is on record, so that they can be
ended by whoever comes next when their parent was killed."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import psutil

from local_stack.folder import DataFolder, write_json

MARK = "CPE_TRACKER_STACK"
"""In the environment of every process of a stack, its children's too: the data folder."""


class Processes:
    """Starts and ends the processes of the stack on one data folder."""

    def __init__(self, folder: DataFolder) -> None:
        self._folder = folder
        self._children: list[subprocess.Popen[bytes]] = []
        self._records: list[dict[str, float]] = []

    def start(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        log: Path,
        user: str | None = None,
    ) -> subprocess.Popen[bytes]:
        """Starts `command` with exactly `environment` and our mark; its output goes to `log`."""
        with log.open("ab") as output:
            child = subprocess.Popen(
                command,
                env={**environment, MARK: str(self._folder.root)},
                cwd=self._folder.root,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                user=user,
            )
        self._children.append(child)
        self._records.append({"pid": child.pid, "started": psutil.Process(child.pid).create_time()})
        write_json(self._folder.processes, self._records)
        return child

    def end(self, child: subprocess.Popen[bytes], by: int, patience: float) -> None:
        """Asks the leader to end, waits, then ends what is left of its group."""
        if child.poll() is None:
            child.send_signal(by)
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(patience)
        _end_group(child.pid, str(self._folder.root))
        child.wait()
        self._children.remove(child)
        self._records = [record for record in self._records if record["pid"] != child.pid]
        write_json(self._folder.processes, self._records)

    def end_orphans(self) -> int:
        """Ends what an earlier stack on this folder left running; returns how many processes.

        A recorded process is ours if it started when the record says so, or carries our mark; a
        process that merely got the same number is left alone.
        """
        records = self._folder.read_json(self._folder.processes) or []
        ended = sum(
            _end_group(int(record["pid"]), str(self._folder.root), record["started"])
            for record in records
        )
        write_json(self._folder.processes, [])
        return ended


def all_alive(folder: DataFolder) -> bool:
    """Whether every process on the folder's record still runs."""
    for record in folder.read_json(folder.processes) or []:
        try:
            if psutil.Process(int(record["pid"])).status() == psutil.STATUS_ZOMBIE:
                return False
        except psutil.NoSuchProcess:
            return False
    return True


def _end_group(leader: int, mark: str, started: float | None = None) -> int:
    members = list(_group(leader, mark, started))
    for process in members:
        # To Postgres this means: cut the connections and end; SIGTERM would wait for them.
        _signal(process, signal.SIGINT)
    _, alive = psutil.wait_procs(members, timeout=2)
    for process in alive:
        _signal(process, signal.SIGKILL)
    psutil.wait_procs(alive, timeout=3)
    return len(members)


def _group(leader: int, mark: str, started: float | None) -> Iterable[psutil.Process]:
    for process in psutil.process_iter():
        try:
            if process.status() == psutil.STATUS_ZOMBIE or os.getpgid(process.pid) != leader:
                continue
            same_start = started is not None and abs(process.create_time() - started) < 0.05
            if (process.pid == leader and same_start) or process.environ().get(MARK) == mark:
                yield process
        except (psutil.NoSuchProcess, psutil.AccessDenied, ProcessLookupError):
            continue


def _signal(process: psutil.Process, number: int) -> None:
    with contextlib.suppress(psutil.NoSuchProcess):
        process.send_signal(number)


def wait_until(ready: Callable[[], bool], child: subprocess.Popen[bytes], seconds: float) -> bool:
    """Looks until `ready`; False when `child` ends or the time is over first."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if ready():
            return True
        if child.poll() is not None:
            return False
        time.sleep(0.05)
    return False

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from local_stack.folder import DataFolder, write_json
from local_stack.processes import Processes, wait_until

SLEEP = "import time; time.sleep(60)"
SLEEP_WITH_A_CHILD = (
    f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', '{SLEEP}']).wait()"
)


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path)
    folder.make()
    return folder


@pytest.fixture
def strangers_process() -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([sys.executable, "-c", SLEEP], start_new_session=True)
    yield process
    process.kill()
    process.wait()


def start(folder: DataFolder, program: str) -> subprocess.Popen[bytes]:
    return Processes(folder).start([sys.executable, "-c", program], {}, folder.log / "test.log")


def family(child: subprocess.Popen[bytes]) -> list[psutil.Process]:
    leader = psutil.Process(child.pid)
    assert wait_until(lambda: bool(leader.children()), child, seconds=10)
    return [leader, *leader.children()]


def test_what_a_killed_stack_left_running_is_ended_with_its_children(folder: DataFolder) -> None:
    members = family(start(folder, SLEEP_WITH_A_CHILD))

    assert Processes(folder).end_orphans() == 2
    assert not any(p.is_running() and p.status() != psutil.STATUS_ZOMBIE for p in members)


def test_a_child_whose_parent_is_gone_is_still_found(folder: DataFolder) -> None:
    leader, child = family(start(folder, SLEEP_WITH_A_CHILD))
    leader.kill()
    leader.wait()

    assert Processes(folder).end_orphans() == 1
    assert not child.is_running()


def test_a_strangers_process_that_got_a_recorded_number_is_left_alone(
    folder: DataFolder, strangers_process: subprocess.Popen[bytes]
) -> None:
    write_json(folder.processes, [{"pid": strangers_process.pid, "started": 1.0}])

    assert Processes(folder).end_orphans() == 0
    assert strangers_process.poll() is None


def test_a_process_that_ignores_being_asked_is_ended_all_the_same(folder: DataFolder) -> None:
    deaf = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
        "signal.signal(signal.SIGINT, signal.SIG_IGN); time.sleep(60)"
    )
    processes = Processes(folder)
    child = processes.start([sys.executable, "-c", deaf], {}, folder.log / "test.log")

    processes.end(child, by=signal.SIGTERM, patience=0.2)

    assert child.poll() is not None
    assert folder.read_json(folder.processes) == []

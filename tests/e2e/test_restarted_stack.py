"""What was stored is there again, however the stack ended."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from local_stack.folder import DataFolder
from local_stack.state import StackState
from tests.e2e.caller import Caller, paths_of
from tests.e2e.documents import certificate
from tests.e2e.polling import eventually

ROOT = Path(__file__).parents[2]


def test_sheets_files_and_results_outlive_an_ended_and_a_killed_stack(tmp_path: Path) -> None:
    data = tmp_path / "data"
    content = certificate("Estate Planning")
    with _stack(data, signal.SIGTERM) as stack:
        caller = Caller(stack, "keeper")
        sheet = caller.create_sheet()
        caller.read(sheet, {"read.pdf": content})
        results = caller.results(sheet)
        caller.upload(sheet, {"waiting.pdf": certificate("Taxation of Trusts")})

    with _stack(data, signal.SIGKILL) as stack:
        caller = Caller(stack, "keeper")
        assert caller.results(sheet) == results
        file_id = caller.files(sheet)["read.pdf"]["file_id"]
        address = caller.get(f"/api/jobs/{sheet.job_id}/files/{file_id}/content")["url"]
        assert httpx.get(address, timeout=60).content == content

    with _stack(data, signal.SIGTERM) as stack:
        caller = Caller(stack, "keeper")
        caller.start(sheet)
        caller.wait_until_read(sheet)
        assert paths_of(caller.results(sheet)) == ["read.pdf", "waiting.pdf"]


@contextmanager
def _stack(data: Path, ended_by: signal.Signals) -> Iterator[StackState]:
    command = [sys.executable, "-u", "-m", "local_stack", "--data", str(data), "up"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT / "local"), str(ROOT)])}
    said = data.parent / "up.log"
    with said.open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        # What a killed stack left behind still answers at first, under the same addresses.
        eventually(lambda: _says_ready(said, process))
        state = StackState.read(DataFolder(data))
        assert state
        yield state
    finally:
        process.send_signal(ended_by)
        process.wait(60)


def _says_ready(said: Path, process: subprocess.Popen[bytes]) -> bool:
    assert process.poll() is None, said.read_text()
    return "Ready after" in said.read_text()

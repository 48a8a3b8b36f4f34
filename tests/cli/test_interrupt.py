"""Ctrl-C: a sentence, status 130, and a second run that goes on."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .conftest import Cpe, make_certificates
from .fake_api import FakeApi


def interrupt_when(api: FakeApi, pattern: str, count: int, *arguments: str) -> tuple[int, str, str]:
    """Runs `cpe` as a process of its own and sends SIGINT after `count` such requests."""
    sources = os.pathsep.join(path for path in sys.path if path)
    process = subprocess.Popen(
        [sys.executable, "-m", "cpe_cli", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": sources},
    )
    try:
        deadline = time.monotonic() + 20
        while api.count(pattern) < count:
            assert time.monotonic() < deadline, process.communicate(timeout=1)
            time.sleep(0.005)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=10)
    finally:
        process.kill()
        process.wait()
    return process.returncode, out, err


def test_an_interrupted_upload_goes_on_with_the_rest(
    cpe: Cpe, api: FakeApi, checkout: Path
) -> None:
    sheet = api.sheets.add_sheet("Mine")
    make_certificates(checkout / "many", 40)
    api.storage.delay = 0.05
    status, out, err = interrupt_when(api, "POST /storage", 14, "upload", "Mine", "many")
    assert status == 130
    assert "the same command goes on with the rest" in err
    assert "Traceback" not in err
    assert out == ""
    api.storage.delay = 0
    again = cpe("upload", "Mine", "many", "--json")
    assert again.status == 0
    assert len(again.json["already_there"]) >= 8
    assert len(again.json["already_there"]) + len(again.json["uploaded"]) == 40
    assert sorted(file.path for file in sheet.newest.files) == sorted(
        f"many/c{number}.pdf" for number in range(1, 41)
    )
    assert all(file.content for file in sheet.newest.files)


@pytest.mark.parametrize("flag", [(), ("--json",)], ids=["shown", "json"])
def test_interrupted_waiting_does_not_stop_the_reading(
    cpe: Cpe, api: FakeApi, certificates: Path, flag: tuple[str, ...]
) -> None:
    api.sheets.add_sheet("Mine")
    cpe("upload", "Mine", certificates)
    api.sheets.reading, api.poll_after = 0, "30"
    status, out, err = interrupt_when(api, "GET .*/events", 1, "start", "Mine", "--wait", *flag)
    assert status == 130
    assert "Stopped waiting. The sheet is read all the same" in err
    assert ('"code": "interrupted"' in out) is bool(flag)
    api.sheets.reading, api.poll_after = 3, "0"
    assert cpe("start", "Mine", "--wait").status == 0
    assert api.count("POST .*/start") == 2

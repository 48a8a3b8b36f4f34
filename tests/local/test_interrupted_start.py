"""Ctrl-C while a command is still being loaded."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from infra.sources import ROOT

INTERRUPTS_ITS_IMPORTER = """
import os, signal, time
os.kill(os.getpid(), signal.SIGINT)
time.sleep(10)
"""


@pytest.mark.parametrize(
    ("program", "imported"),
    [
        ("import runpy; runpy.run_module('local_stack', run_name='__main__')", "boto3"),
        ("from cpe_cli.entry import run; run()", "typer"),
    ],
)
def test_it_ends_without_a_trace(tmp_path: Path, program: str, imported: str) -> None:
    (tmp_path / f"{imported}.py").write_text(INTERRUPTS_ITS_IMPORTER)
    folders = [tmp_path, ROOT / "local", ROOT / "cli", ROOT]

    done = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": ":".join(map(str, folders)), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, "", "")

"""The `cpe` command against the deployed API: what it writes, prints and exits with."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from local_stack.state import StackState
from tests.e2e.caller import Caller
from tests.e2e.documents import CORRUPT_PDF, certificate

ROOT = Path(__file__).parents[2]
TIMEOUT = 180


class Cpe:
    """Runs `cpe` as a user whose token is in the environment."""

    def __init__(self, stack: StackState, folder: Path) -> None:
        self.folder = folder
        self.caller = Caller(stack)
        self._environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.pathsep.join(
                str(ROOT / path) for path in ("cli", "layers/common/python")
            ),
            "CPE_API_URL": stack.api_url,
            "CPE_TOKEN": self.caller.token,
            "CPE_CONFIG_DIR": str(folder / "config"),
        }

    def __call__(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "cpe_cli", *arguments],
            cwd=self.folder,
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=TIMEOUT,
            check=False,
        )

    def json(self, *arguments: str, status: int = 0) -> Any:
        """What it prints with `--json`, when it ends with `status`."""
        done = self(*arguments, "--json")
        assert done.returncode == status, done.stderr
        return json.loads(done.stdout)


@pytest.fixture
def cpe(stack: StackState, tmp_path: Path) -> Cpe:
    (tmp_path / "certificates" / "spring").mkdir(parents=True)
    (tmp_path / "certificates" / "trusts.pdf").write_bytes(certificate("Taxation of Trusts"))
    (tmp_path / "certificates" / "spring" / "estates.pdf").write_bytes(
        certificate("Estate Planning")
    )
    return Cpe(stack, tmp_path)


def test_extract_writes_both_files_and_exits_with_zero(cpe: Cpe) -> None:
    done = cpe(
        "extract", "certificates", "-o", "tracker.csv", "-o", "tracker.xlsx",
        "--state", "California",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert _courses(cpe.folder / "tracker.csv") == {"Taxation of Trusts", "Estate Planning"}
    rows = list(openpyxl.load_workbook(cpe.folder / "tracker.xlsx").worksheets[0].values)
    assert len(rows) == 3


def test_a_failed_file_is_named_with_its_reason_while_the_others_are_exported(cpe: Cpe) -> None:
    (cpe.folder / "certificates" / "broken.pdf").write_bytes(CORRUPT_PDF)
    said = cpe.json(
        "extract", "certificates", "-o", "tracker.csv", "--state", "California", status=1
    )
    (failed,) = said["failed"]
    assert failed["path"].endswith("broken.pdf")
    assert (failed["code"], bool(failed["detail"])) == ("corrupt", True)
    assert (said["run"]["tasks_completed"], said["run"]["tasks_failed"]) == (2, 1)
    assert _courses(cpe.folder / "tracker.csv") == {"Taxation of Trusts", "Estate Planning"}


def test_a_sheet_step_by_step(cpe: Cpe) -> None:
    assert [state["name"] for state in cpe.json("states")] == ["California"]
    job_id = cpe.json("create", "--state", "California", "--name", "Step by step")["job_id"]
    assert [sheet["job_id"] for sheet in cpe.json("sheets")] == [job_id]
    assert cpe("upload", "Step by step", "certificates").returncode == 0
    started = cpe.json("start", "Step by step", "--wait")
    assert (started["run"]["status"], started["failed"]) == ("completed", [])
    shown = cpe.json("show", "Step by step")
    assert len(shown["rows"]) == 2
    assert cpe("export", job_id, "-o", "out.csv").returncode == 0
    assert _courses(cpe.folder / "out.csv") == {"Taxation of Trusts", "Estate Planning"}
    assert cpe("delete", job_id, "--yes").returncode == 0
    assert cpe.json("sheets") == []


def test_a_refusal_is_a_sentence_and_a_status(cpe: Cpe) -> None:
    cpe.json("create", "--state", "California", "--name", "Empty")
    said = cpe.json("start", "Empty", status=1)
    assert said["error"]["code"] == "no_processable_file"
    done = cpe("show", "No such sheet")
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert done.stderr.strip()
    assert cpe("extract", "certificates", "-o", "tracker.csv").returncode == 2


def _courses(path: Path) -> set[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["Course Title"] for row in csv.DictReader(file)}

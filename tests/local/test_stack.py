"""One stack, killed and started again: what a user stored is there, and nothing is left running."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import boto3
import httpx
import pg8000.dbapi
import psutil
import pytest
from botocore.config import Config

from infra.sources import ROOT
from local_stack.processes import MARK


class Stack:
    """`local_stack up` in a process of its own."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._process: subprocess.Popen[str] | None = None

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "local_stack", "--data", str(self._data), *arguments]

    def up(self) -> dict[str, str]:
        self._process = subprocess.Popen(
            self.command("up"),
            cwd=ROOT,
            env={"PYTHONPATH": f"{ROOT / 'local'}:{ROOT}", "PATH": "/usr/bin:/bin"},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout
        said = []
        for line in self._process.stdout:
            said.append(line)
            if line.startswith("Ctrl-C"):
                state: dict[str, str] = json.loads((self._data / "stack.json").read_text())
                return state
        raise AssertionError(f"the stack did not come up: {said}")

    def end(self, by: int) -> int:
        assert self._process
        self._process.send_signal(by)
        return self._process.wait(30)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*arguments),
            cwd=ROOT,
            env={"PYTHONPATH": f"{ROOT / 'local'}:{ROOT}", "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=False,
        )

    def processes(self) -> list[psutil.Process]:
        """Everything that carries the mark of this stack."""
        marked = []
        for process in psutil.process_iter():
            try:
                if process.environ().get(MARK) == str(self._data):
                    marked.append(process)
            except (psutil.NoSuchProcess, psutil.AccessDenied):
                continue
        return marked


def files(state: dict[str, str]) -> Any:
    return boto3.client(
        "s3",
        endpoint_url=state["s3_endpoint"],
        region_name=state["region"],
        aws_access_key_id=state["access_key_id"],
        aws_secret_access_key=state["secret_access_key"],
        config=Config(s3={"addressing_style": "path"}),
    )


def execute(state: dict[str, str], statement: str) -> list[Any]:
    url = urlsplit(state["database_url"])
    connection = pg8000.dbapi.connect(
        user=url.username or "",
        password=url.password,
        host=url.hostname or "",
        port=url.port or 0,
        database=url.path[1:],
    )
    cursor = connection.cursor()
    cursor.execute(statement)
    rows = list(cursor.fetchall()) if cursor.description else []
    connection.commit()
    connection.close()
    return rows


@pytest.fixture
def data() -> Iterator[Path]:
    """Not below pytest's own folder, which another pytest may close to Postgres's user."""
    with TemporaryDirectory(prefix="cpe-tracker-tests-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@pytest.fixture
def stack(data: Path) -> Iterator[Stack]:
    stack = Stack(data)
    yield stack
    stack.run("down")


def test_what_was_stored_survives_being_killed(stack: Stack, data: Path) -> None:
    first = stack.up()
    files(first).put_object(Bucket=first["files_bucket"], Key="users/u/certificate", Body=b"%PDF")
    execute(first, "create table kept as select 1 as answer")
    assert "already running" in stack.run("up").stderr

    stack.end(signal.SIGKILL)
    second = stack.up()

    stored = files(second).get_object(Bucket=second["files_bucket"], Key="users/u/certificate")
    assert stored["Body"].read() == b"%PDF"
    assert execute(second, "select answer from kept") == [[1]]
    assert httpx.get(f"{second['api_url']}/api/health", timeout=60).status_code == 200
    rules = files(second).get_bucket_cors(Bucket=second["files_bucket"])["CORSRules"]
    assert [rule["AllowedOrigins"] for rule in rules] == [[second["web_origin"]]]

    assert stack.end(signal.SIGINT) == 0
    deadline = time.monotonic() + 10
    while stack.processes() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert stack.processes() == []
    assert list((data / "aws" / "tmp").glob("*")) == []
    assert not (data / "stack.json").exists()


def test_a_half_written_database_folder_is_a_sentence(stack: Stack, data: Path) -> None:
    (data / "postgres").mkdir()
    (data / "postgres" / "base").mkdir()

    done = stack.run("up")

    assert done.returncode == 1
    assert done.stderr.startswith(f"{data}/postgres is not a complete database folder.")
    assert stack.processes() == []


def test_a_damaged_database_folder_is_a_sentence(stack: Stack, data: Path) -> None:
    (data / "postgres").mkdir()
    (data / "postgres" / "PG_VERSION").write_text("18\n")

    done = stack.run("up")

    assert done.returncode == 1
    assert "doesn't start" in done.stderr
    assert "Traceback" not in done.stderr
    assert stack.processes() == []

"""The AWS emulator: MiniStack in an environment of its own, with its permission checks on."""

import os
import shutil
import signal
import subprocess
import urllib.error
import urllib.request
from dataclasses import dataclass

import boto3
from botocore.config import Config

from infra.aws_clients import Client
from local_stack.errors import StackError
from local_stack.folder import DataFolder
from local_stack.ports import HOST
from local_stack.preconditions import STACK_PYTHON
from local_stack.processes import Processes, wait_until

ARTEFACTS = "cpe-tracker-local-artefacts"
REGION = "us-east-1"
ACCESS_KEY_ID = "test"
SECRET_ACCESS_KEY = "test"  # noqa: S105 - the emulator's administrator, reachable from here only


@dataclass
class Emulator:
    """A running emulator. Functions get the keys of their role, never the administrator's."""

    url: str
    _child: subprocess.Popen[bytes]
    _processes: Processes
    _folder: DataFolder

    def connect(self, service: str) -> Client:
        """An administrator's client of one service."""
        return connect(self.url, service)

    def stop(self) -> None:
        """Ends it and its functions' processes; objects are on disk as soon as they are stored."""
        self._processes.end(self._child, by=signal.SIGTERM, patience=2)
        shutil.rmtree(self._folder.scratch, ignore_errors=True)


def connect(url: str, service: str) -> Client:
    """An administrator's client of one service of the emulator at `url`."""
    return boto3.client(  # type: ignore[call-overload]
        service,
        endpoint_url=url,
        region_name=REGION,
        aws_access_key_id=ACCESS_KEY_ID,
        aws_secret_access_key=SECRET_ACCESS_KEY,
        config=Config(
            s3={"addressing_style": "path"},
            signature_version="s3v4" if service == "s3" else None,
            read_timeout=330,
        ),
    )


def start(folder: DataFolder, port: int, processes: Processes) -> Emulator:
    """Starts the emulator without waiting for it."""
    shutil.rmtree(folder.scratch, ignore_errors=True)
    folder.scratch.mkdir(parents=True)
    for code_of_earlier_starts in folder.objects.glob(f"*/{ARTEFACTS}"):
        shutil.rmtree(code_of_earlier_starts)
    # Functions inherit this environment, so there is nothing in it that AWS wouldn't give them.
    environment = {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "HOME": str(folder.scratch),
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "TMPDIR": str(folder.scratch),
        "AUTH": "true",
        "BIND_HOST": HOST,
        "MINISTACK_HOST": HOST,
        "GATEWAY_PORT": str(port),
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(folder.objects),
        "AWS_ACCESS_KEY_ID": ACCESS_KEY_ID,
        "AWS_SECRET_ACCESS_KEY": SECRET_ACCESS_KEY,
        "AWS_DEFAULT_REGION": REGION,
        "LOG_LEVEL": os.environ.get("CPE_STACK_LOG_LEVEL", "INFO"),
    }
    command = [str(STACK_PYTHON), "-m", "ministack"]
    child = processes.start(command, environment, folder.log / "aws.log")
    return Emulator(f"http://{HOST}:{port}", child, processes, folder)


def wait_for(emulator: Emulator) -> None:
    """Raises StackError when the emulator doesn't come up."""
    if not wait_until(lambda: _answers(emulator.url), emulator._child, seconds=60):
        log = emulator._folder.log / "aws.log"
        raise StackError(f"The local AWS doesn't start; {log} says why.")


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/_ministack/health", timeout=2) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False

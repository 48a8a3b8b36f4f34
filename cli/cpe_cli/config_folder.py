"""The folder where `cpe` keeps what it must remember: the login, and unfinished extracts."""

import os
from pathlib import Path

import typer


def config_folder() -> Path:
    """The user's folder for `cpe`, which is made when something is written to it.

    The environment variable CPE_CONFIG_DIR moves it.
    """
    return Path(os.environ.get("CPE_CONFIG_DIR") or typer.get_app_dir("cpe"))


def write_private(path: Path, text: str) -> None:
    """Replaces `path` in one step, making its folder; only the user can read it at any moment."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
        stream.write(text)
    draft.replace(path)

"""The login that `cpe login` keeps between commands."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from cpe_cli.config_folder import config_folder, write_private
from cpe_cli.errors import SignInError


@dataclass(frozen=True, slots=True)
class SavedLogin:
    """Who is signed in, where.

    A login to a local stack has `stack_file`, from which the address is read anew each time (it
    changes with a deploy), and `user_id`. A login to Firebase has `api_key` (public) and the
    tokens (secret); `expires_at` is the ID token's end in seconds since 1970.
    """

    api_url: str
    user_id: str
    email: str
    stack_file: str | None = None
    api_key: str | None = None
    refresh_token: str | None = None
    id_token: str | None = None
    expires_at: float = 0.0

    def __repr__(self) -> str:
        return f"SavedLogin(api_url={self.api_url!r}, user_id={self.user_id!r})"


def read_login() -> SavedLogin | None:
    """The saved login, or None if nobody is signed in. Raises SignInError for a broken file."""
    path = _path()
    try:
        return SavedLogin(**json.loads(path.read_text()))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError) as error:
        raise SignInError(
            "login_unreadable", f"The saved login {path} can't be read. Sign in with `cpe login`."
        ) from error


def save_login(login: SavedLogin) -> None:
    write_private(_path(), json.dumps(asdict(login)))


def forget_login() -> bool:
    """Removes the saved login; False if there was none."""
    path = _path()
    was_there = path.exists()
    path.unlink(missing_ok=True)
    return was_there


def _path() -> Path:
    return config_folder() / "login.json"

"""Who a command is, and where it goes."""

import json
import stat
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs

import pytest

from .conftest import Cpe
from .fake_api import FakeApi


class FakeFirebase:
    """The two calls of Firebase's REST API, as its emulator serves them."""

    def __init__(self) -> None:
        self.password = "correct horse"
        self.id_tokens: list[str] = []
        self.expires_in = "3600"


@pytest.fixture
def firebase(api: FakeApi, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeFirebase]:
    fake = FakeFirebase()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            if "signInWithPassword" in self.path:
                self._sign_in(json.loads(body))
            else:
                assert parse_qs(body)["refresh_token"] == ["refresh-secret"]
                token = self._new_token()
                self._say(200, {"id_token": token, "refresh_token": "refresh-secret"})

        def _sign_in(self, body: dict[str, str]) -> None:
            if body["password"] != fake.password:
                self._say(400, {"error": {"message": "INVALID_LOGIN_CREDENTIALS"}})
                return
            said: dict[str, object] = {
                "localId": "u1",
                "email": body["email"],
                "refreshToken": "refresh-secret",
            }
            self._say(200, said | {"idToken": self._new_token()})

        def _new_token(self) -> str:
            fake.id_tokens.append(f"id-secret-{len(fake.id_tokens)}")
            api.accepted_tokens = {fake.id_tokens[-1]}
            return fake.id_tokens[-1]

        def _say(self, status: int, document: dict[str, object]) -> None:
            times = {"expiresIn": fake.expires_in, "expires_in": fake.expires_in}
            content = json.dumps(document | times).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    monkeypatch.setenv("FIREBASE_AUTH_EMULATOR_HOST", f"127.0.0.1:{server.server_port}")
    yield fake
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def elsewhere(checkout: Path) -> None:
    """No local stack here."""
    (checkout / ".local" / "stack.json").unlink()


def sign_in(cpe: Cpe, api: FakeApi, monkeypatch: pytest.MonkeyPatch, password: str) -> object:
    read_end = Path("password")
    read_end.write_text(f"{password}\n")
    with read_end.open() as stdin:
        monkeypatch.setattr("sys.stdin", stdin)
        return cpe(
            "login",
            *("--api-url", api.url, "--email", "ada@example.com"),
            *("--firebase-api-key", "public", "--password-stdin"),
        )


def test_a_local_stack_needs_no_login_and_says_who_one_is(cpe: Cpe, api: FakeApi) -> None:
    outcome = cpe("sheets", "--json")
    assert outcome.status == 0
    assert outcome.err == "Signed in to the local stack as demo@example.com.\n"
    assert api.users == {"demo@example.com"}


def test_one_command_uses_one_token(cpe: Cpe, api: FakeApi, certificates: Path) -> None:
    api.sheets.add_sheet("Mine")
    cpe("upload", "Mine", certificates)
    assert len(api.tokens) == 1


def test_a_local_login_chooses_the_user_and_silences_the_notice(cpe: Cpe, api: FakeApi) -> None:
    assert cpe("login", "--email", "Ada@example.com").status == 0
    assert cpe("sheets").err == ""
    assert api.users == {"ada@example.com"}
    assert cpe("logout").out == "Signed out.\n"
    assert cpe("logout").out == "Nobody was signed in.\n"


def test_a_local_login_follows_the_stack_to_its_new_address(
    cpe: Cpe, checkout: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    cpe("login")
    stack = checkout / ".local" / "stack.json"
    said = json.loads(stack.read_text())
    login = tmp_path / "config" / "login.json"
    login.write_text(login.read_text().replace(said["api_url"], "http://127.0.0.1:9"))
    monkeypatch.chdir(tmp_path)
    assert cpe("sheets").status == 0


def test_a_firebase_login_is_kept_for_the_user_alone(
    cpe: Cpe,
    api: FakeApi,
    firebase: FakeFirebase,
    elsewhere: None,  # noqa: ARG001
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    outcome = sign_in(cpe, api, monkeypatch, firebase.password)
    assert outcome.status == 0  # type: ignore[attr-defined]
    file = tmp_path / "config" / "login.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert cpe("sheets", "--json").json == []
    assert len(firebase.id_tokens) == 1


def test_a_wrong_password_saves_nothing(
    cpe: Cpe,
    api: FakeApi,
    firebase: FakeFirebase,  # noqa: ARG001
    elsewhere: None,  # noqa: ARG001
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    outcome = sign_in(cpe, api, monkeypatch, "wrong")
    assert outcome.status == 1  # type: ignore[attr-defined]
    assert "The email address or the password is wrong." in outcome.err  # type: ignore[attr-defined]
    assert not (tmp_path / "config" / "login.json").exists()


def test_a_token_about_to_end_is_refreshed_and_saved(
    cpe: Cpe,
    api: FakeApi,
    firebase: FakeFirebase,
    elsewhere: None,  # noqa: ARG001
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    firebase.expires_in = "1"
    sign_in(cpe, api, monkeypatch, firebase.password)
    firebase.expires_in = "3600"
    assert cpe("sheets").status == 0
    kept = json.loads((tmp_path / "config" / "login.json").read_text())
    assert kept["id_token"] == firebase.id_tokens[-1]
    assert kept["expires_at"] > time.time() + 3000
    refreshed = len(firebase.id_tokens)
    cpe("sheets")
    assert len(firebase.id_tokens) == refreshed


def test_a_refused_token_is_renewed_once(
    cpe: Cpe,
    api: FakeApi,
    firebase: FakeFirebase,
    elsewhere: None,  # noqa: ARG001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sign_in(cpe, api, monkeypatch, firebase.password)
    api.accepted_tokens.clear()
    assert cpe("sheets").status == 0
    assert len(firebase.id_tokens) == 2


def test_no_token_is_ever_printed(
    cpe: Cpe,
    api: FakeApi,
    firebase: FakeFirebase,
    elsewhere: None,  # noqa: ARG001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    outcomes = [sign_in(cpe, api, monkeypatch, firebase.password), cpe("sheets", "--json")]
    monkeypatch.setenv("CPE_TOKEN", "given-secret")
    outcomes.append(cpe("sheets"))
    assert all("secret" not in o.out + o.err for o in outcomes)  # type: ignore[attr-defined]


def test_a_token_of_the_environment_goes_first(
    cpe: Cpe, api: FakeApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CPE_TOKEN", "mine")
    refused = cpe("sheets")
    assert refused.status == 1
    assert "The API does not accept this sign-in." in refused.err
    api.accepted_tokens.add("mine")
    assert cpe("sheets").status == 0


def test_a_login_is_not_shown_to_another_api(
    cpe: Cpe,
    api: FakeApi,
    firebase: FakeFirebase,
    elsewhere: None,  # noqa: ARG001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sign_in(cpe, api, monkeypatch, firebase.password)
    outcome = cpe("sheets", "--api-url", "https://elsewhere.example")
    assert outcome.status == 1
    assert "You are not signed in to https://elsewhere.example." in outcome.err


def test_a_token_does_not_travel_unencrypted(cpe: Cpe) -> None:
    outcome = cpe("sheets", "--api-url", "http://api.example")
    assert outcome.status == 2
    assert "must start with https://" in outcome.err


def test_without_any_api_it_says_what_to_do(cpe: Cpe, elsewhere: None) -> None:  # noqa: ARG001
    outcome = cpe("sheets")
    assert outcome.status == 1
    assert "`cpe login --api-url URL`" in outcome.err


def test_health_needs_no_login(cpe: Cpe, api: FakeApi, elsewhere: None) -> None:  # noqa: ARG001
    outcome = cpe("health", "--api-url", api.url, "--json")
    assert outcome.json == {"version": "0.1.0", "database": True, "queue": True}

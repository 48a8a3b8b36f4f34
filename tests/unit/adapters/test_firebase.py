"""Who may pass, with really signed tokens and a key server of the test's own."""

import base64
import json
import socket
import time
from collections.abc import Iterator
from typing import Any

import firebase_admin._token_gen
import pytest

from cpe_tracker.adapters.firebase import FirebaseTokens
from cpe_tracker.errors import NotSignedInError, TemporarilyUnavailableError
from tests.unit.adapters.identity_provider import (
    KEY_ID,
    PROJECT,
    SigningKey,
    claims_of,
    published,
)


@pytest.fixture(scope="module")
def key() -> SigningKey:
    return SigningKey()


@pytest.fixture(scope="module")
def key_server(key: SigningKey) -> Iterator[str]:
    with published({KEY_ID: key.certificate()}) as address:
        yield address


@pytest.fixture
def tokens(key_server: str, monkeypatch: pytest.MonkeyPatch) -> FirebaseTokens:
    monkeypatch.delenv("FIREBASE_AUTH_EMULATOR_HOST", raising=False)
    monkeypatch.setattr(firebase_admin._token_gen, "ID_TOKEN_CERT_URI", key_server)
    return FirebaseTokens(PROJECT)


@pytest.fixture
def emulated_tokens(monkeypatch: pytest.MonkeyPatch) -> FirebaseTokens:
    monkeypatch.setenv("FIREBASE_AUTH_EMULATOR_HOST", "127.0.0.1:9099")
    return FirebaseTokens(PROJECT)


def unsigned(claims: dict[str, Any], header: dict[str, str] | None = None) -> str:
    parts = [json.dumps(part).encode() for part in (header or {"alg": "none"}, claims)]
    return ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts) + "."


def test_a_signed_token_names_its_user(tokens: FirebaseTokens, key: SigningKey) -> None:
    assert tokens.user_of(key.sign(claims_of("ada"))) == "ada"


def test_a_clock_a_few_seconds_off_is_forgiven(tokens: FirebaseTokens, key: SigningKey) -> None:
    assert tokens.user_of(key.sign(claims_of("ada", exp=int(time.time()) - 5))) == "ada"


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"exp": int(time.time()) - 60}, id="expired"),
        pytest.param({"iat": int(time.time()) + 600}, id="of the future"),
        pytest.param({"aud": "another-project"}, id="for another project"),
        pytest.param({"iss": "https://securetoken.google.com/another"}, id="of another issuer"),
        pytest.param({"sub": ""}, id="for nobody"),
        pytest.param({"sub": "u" * 129}, id="for too long a user id"),
    ],
)
def test_a_well_signed_token_is_refused_when_it_is(
    tokens: FirebaseTokens, key: SigningKey, changed: dict[str, Any]
) -> None:
    with pytest.raises(NotSignedInError):
        tokens.user_of(key.sign(claims_of("ada", **changed)))


def test_a_token_signed_by_somebody_else_is_refused(tokens: FirebaseTokens) -> None:
    with pytest.raises(NotSignedInError):
        tokens.user_of(SigningKey().sign(claims_of("ada")))


def test_a_token_whose_claims_were_changed_is_refused(
    tokens: FirebaseTokens, key: SigningKey
) -> None:
    header, _, signature = key.sign(claims_of("ada")).split(".")
    _, claims, _ = key.sign(claims_of("bob")).split(".")
    with pytest.raises(NotSignedInError):
        tokens.user_of(f"{header}.{claims}.{signature}")


@pytest.mark.parametrize("header", [{"alg": "none"}, {"alg": "none", "kid": KEY_ID}])
def test_an_unsigned_token_is_refused(tokens: FirebaseTokens, header: dict[str, str]) -> None:
    with pytest.raises(NotSignedInError):
        tokens.user_of(unsigned(claims_of("ada"), header))


@pytest.mark.parametrize("key_id", [None, "key-of-yesterday"])
def test_a_token_that_names_no_known_key_is_refused(
    tokens: FirebaseTokens, key: SigningKey, key_id: str | None
) -> None:
    with pytest.raises(NotSignedInError):
        tokens.user_of(key.sign(claims_of("ada"), key_id))


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "Basic YTpi", "é.é.é", "."])
def test_what_is_no_token_is_refused(tokens: FirebaseTokens, token: str) -> None:
    with pytest.raises(NotSignedInError):
        tokens.user_of(token)


def test_keys_that_cannot_be_had_are_nobodys_fault(
    key: SigningKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A user who is signed in must not be sent to sign in again."""
    monkeypatch.delenv("FIREBASE_AUTH_EMULATOR_HOST", raising=False)
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{unused.getsockname()[1]}/keys"
        monkeypatch.setattr(firebase_admin._token_gen, "ID_TOKEN_CERT_URI", nobody)
        with pytest.raises(TemporarilyUnavailableError):
            FirebaseTokens(PROJECT).user_of(key.sign(claims_of("ada")))


def test_the_emulators_unsigned_token_names_its_user(emulated_tokens: FirebaseTokens) -> None:
    assert emulated_tokens.user_of(unsigned(claims_of("ada"))) == "ada"


@pytest.mark.parametrize(
    "changed",
    [{"exp": int(time.time()) - 60}, {"exp": None}, {"exp": "soon"}, {"aud": "another-project"}],
)
def test_the_emulator_does_not_make_everything_pass(
    emulated_tokens: FirebaseTokens, changed: dict[str, Any]
) -> None:
    with pytest.raises(NotSignedInError):
        emulated_tokens.user_of(unsigned(claims_of("ada", **changed)))


@pytest.mark.parametrize("token", ["", "a.b.c", "é.é.é"])
def test_the_emulator_takes_no_rubbish(emulated_tokens: FirebaseTokens, token: str) -> None:
    with pytest.raises(NotSignedInError):
        emulated_tokens.user_of(token)


def test_a_refusal_does_not_repeat_the_token(
    tokens: FirebaseTokens, key: SigningKey, capsys: pytest.CaptureFixture[str]
) -> None:
    token = key.sign(claims_of("ada", aud="another-project"))
    with pytest.raises(NotSignedInError) as refused:
        tokens.user_of(token)
    said = str(refused.value) + str(refused.value.extras) + capsys.readouterr().err
    assert not any(part in said for part in token.split("."))


def test_verifiers_can_be_made_one_after_the_other() -> None:
    """Each is an app of its own to the library, which remembers the names of all."""
    for _ in range(50):
        FirebaseTokens(PROJECT)

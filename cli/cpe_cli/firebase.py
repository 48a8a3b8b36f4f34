"""Signing in with Firebase's REST API, which needs nothing but the project's public web key.

FIREBASE_AUTH_EMULATOR_HOST (`host:port`) sends the calls to an emulator, as in Firebase's own
tools.
"""

import os
import time
from dataclasses import replace

import httpx

from cpe_cli.errors import SignInError
from cpe_cli.http_client import open_client
from cpe_cli.saved_login import SavedLogin

REFUSALS = {
    "INVALID_LOGIN_CREDENTIALS": "The email address or the password is wrong.",
    "INVALID_PASSWORD": "The email address or the password is wrong.",
    "EMAIL_NOT_FOUND": "The email address or the password is wrong.",
    "USER_DISABLED": "This account is disabled.",
    "TOO_MANY_ATTEMPTS_TRY_LATER": "Too many attempts. Wait some minutes and try again.",
    "TOKEN_EXPIRED": "The sign-in has ended. Sign in again: `cpe login`.",
    "USER_NOT_FOUND": "This account no longer exists.",
    "INVALID_REFRESH_TOKEN": "The sign-in has ended. Sign in again: `cpe login`.",
}


async def sign_in(api_url: str, api_key: str, email: str, password: str) -> SavedLogin:
    """Signs in with an email address and a password. Raises SignInError if Firebase refuses."""
    said = await _ask(
        "identitytoolkit.googleapis.com/v1/accounts:signInWithPassword",
        api_key,
        json={"email": email, "password": password, "returnSecureToken": True},
    )
    return SavedLogin(
        api_url=api_url,
        user_id=said["localId"],
        email=said.get("email", email),
        api_key=api_key,
        refresh_token=said["refreshToken"],
        id_token=said["idToken"],
        expires_at=time.time() + float(said["expiresIn"]),
    )


async def refresh(login: SavedLogin) -> SavedLogin:
    """The login with a fresh ID token. Raises SignInError if it can't be had any more."""
    said = await _ask(
        "securetoken.googleapis.com/v1/token",
        login.api_key or "",
        data={"grant_type": "refresh_token", "refresh_token": login.refresh_token or ""},
    )
    return replace(
        login,
        refresh_token=said["refresh_token"],
        id_token=said["id_token"],
        expires_at=time.time() + float(said["expires_in"]),
    )


async def _ask(
    service: str,
    api_key: str,
    *,
    json: dict[str, object] | None = None,
    data: dict[str, str] | None = None,
) -> dict[str, str]:
    emulator = os.environ.get("FIREBASE_AUTH_EMULATOR_HOST")
    address = f"http://{emulator}/{service}" if emulator else f"https://{service}"
    try:
        async with open_client() as client:
            answer = await client.post(address, params={"key": api_key}, json=json, data=data)
        said: dict[str, object] = answer.json()
    except (httpx.TransportError, ValueError) as error:
        raise SignInError(
            "sign_in_unreachable",
            "The sign-in service (Firebase) does not answer. Check the network and try again.",
        ) from error
    if answer.is_success:
        return {name: str(value) for name, value in said.items()}
    raise SignInError("sign_in_refused", _sentence(said))


def _sentence(said: dict[str, object]) -> str:
    problem = said.get("error")
    message = str(problem.get("message", "")) if isinstance(problem, dict) else ""
    code = message.split(" ")[0]
    if "API key not valid" in message:
        return "Firebase does not know this web API key. Check `--firebase-api-key`."
    return REFUSALS.get(code, f"The sign-in was refused ({code or 'no reason given'}).")

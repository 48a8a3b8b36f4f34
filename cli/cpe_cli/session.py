"""Who a command acts as: where the bearer token of its requests comes from. Never printed."""

import asyncio
import base64
import json
import os
import time
from collections.abc import AsyncGenerator
from typing import Protocol

import httpx

from cpe_cli import firebase
from cpe_cli.errors import SignInError
from cpe_cli.saved_login import SavedLogin, save_login
from cpe_cli.target import LocalStack, Target

# Whom the page signs in locally, too, so that both show the same sheets.
LOCAL_USER = "demo@example.com"
LOCAL_TOKEN_SECONDS = 3600
REFRESH_BEFORE_SECONDS = 120


class Session(Protocol):
    async def token(self) -> str:
        """A Firebase ID token that is good now. Raises SignInError if there is none."""

    async def renew(self) -> bool:
        """After a refusal: tries for a new token; False if there can't be one."""


class LocalSession:
    """Signs in by itself on a local stack, with the unsigned token of Firebase's emulator.

    Locally, a user's id is the email address.
    """

    def __init__(self, stack: LocalStack, user_id: str) -> None:
        self._stack = stack
        self.user_id = user_id
        self._token = ""
        self._renew_at = 0.0

    async def token(self) -> str:
        # The same for a while: API Gateway remembers for each token what the authorizer said.
        if time.time() >= self._renew_at:
            self._renew_at = time.time() + LOCAL_TOKEN_SECONDS - REFRESH_BEFORE_SECONDS
            self._token = self._new_token()
        return self._token

    def _new_token(self) -> str:
        project, now = self._stack.firebase_project, int(time.time())
        claims = {
            "iss": f"https://securetoken.google.com/{project}",
            "aud": project,
            "sub": self.user_id,
            "user_id": self.user_id,
            "iat": now,
            "auth_time": now,
            "exp": now + LOCAL_TOKEN_SECONDS,
            "email": self.user_id,
            "firebase": {"sign_in_provider": "custom", "identities": {}},
        }
        return f"{_segment({'alg': 'none', 'typ': 'JWT'})}.{_segment(claims)}."

    async def renew(self) -> bool:
        return False


class FirebaseSession:
    """The saved login to Firebase; an ID token about to end is refreshed, and saved."""

    def __init__(self, login: SavedLogin) -> None:
        self._login = login
        self._refreshing = asyncio.Lock()

    async def token(self) -> str:
        async with self._refreshing:
            if self._login.expires_at - time.time() < REFRESH_BEFORE_SECONDS:
                await self._refresh()
            return self._login.id_token or ""

    async def renew(self) -> bool:
        async with self._refreshing:
            await self._refresh()
        return True

    async def _refresh(self) -> None:
        self._login = await firebase.refresh(self._login)
        save_login(self._login)


class GivenToken:
    """The token in CPE_TOKEN, for scripts that sign in on their own."""

    def __init__(self, token: str) -> None:
        self._token = token

    async def token(self) -> str:
        return self._token

    async def renew(self) -> bool:
        return False


def open_session(target: Target) -> Session:
    """CPE_TOKEN; else the saved login; else, on a local stack only, a local user.

    Raises SignInError if none of these is there.
    """
    given = os.environ.get("CPE_TOKEN")
    if given:
        return GivenToken(given)
    if target.stack:
        return LocalSession(target.stack, target.login.user_id if target.login else LOCAL_USER)
    if target.login:
        return FirebaseSession(target.login)
    raise SignInError(
        "not_signed_in",
        f"You are not signed in to {target.api_url}. Sign in with `cpe login`, or set CPE_TOKEN.",
    )


class BearerToken(httpx.Auth):
    """Adds the session's token to each request; a refused one is renewed once."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def async_auth_flow(
        self, request: httpx.Request
    ) -> AsyncGenerator[httpx.Request, httpx.Response]:
        request.headers["Authorization"] = f"Bearer {await self._session.token()}"
        answer = yield request
        # 403 is what API Gateway makes of an authorizer that does not know the caller.
        refused = answer.status_code in {httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN}
        if refused and await self._session.renew():
            request.headers["Authorization"] = f"Bearer {await self._session.token()}"
            yield request


def _segment(part: dict[str, object]) -> str:
    text = json.dumps(part, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode()

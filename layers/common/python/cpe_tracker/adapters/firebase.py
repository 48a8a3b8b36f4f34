"""Identity tokens verified with firebase-admin."""

import time
from uuid import uuid4

import firebase_admin
import google.auth.credentials
from firebase_admin import auth, credentials, exceptions

from cpe_tracker import log
from cpe_tracker.errors import NotSignedInError, TemporarilyUnavailableError

_SIGN_IN_AGAIN = "Sign in again: the request carries no identity that can be trusted."


class _NoCredentials(credentials.Base):  # type: ignore[misc]
    """Verifying needs Google's public keys only, no account."""

    def get_credential(self) -> google.auth.credentials.Credentials:
        return google.auth.credentials.AnonymousCredentials()  # type: ignore[no-untyped-call]


class FirebaseTokens:
    """Implements ports.tokens.TokenVerifier for one Firebase project.

    Issuer, audience, signature and expiry are checked. With FIREBASE_AUTH_EMULATOR_HOST set the
    library takes unsigned tokens; `config` refuses that variable outside local mode.
    """

    def __init__(self, project_id: str) -> None:
        self._app = firebase_admin.initialize_app(
            _NoCredentials(), {"projectId": project_id, "httpTimeout": 5}, name=f"cpe-{uuid4()}"
        )

    def user_of(self, token: str) -> str:
        try:
            claims = auth.verify_id_token(token, app=self._app, clock_skew_seconds=10)
        except auth.CertificateFetchError as error:
            raise TemporarilyUnavailableError("identity provider") from error
        except (exceptions.InvalidArgumentError, ValueError) as error:
            log.info("token refused", reason=type(error).__name__)
            raise NotSignedInError(_SIGN_IN_AGAIN) from error
        expires = claims.get("exp")
        # The library leaves the expiry of unsigned tokens unchecked.
        if not isinstance(expires, (int, float)) or expires + 10 < time.time():
            raise NotSignedInError(_SIGN_IN_AGAIN)
        user_id: str = claims["uid"]
        return user_id

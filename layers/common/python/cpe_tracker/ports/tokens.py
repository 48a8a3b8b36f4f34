"""What the authorizer needs to know who is calling."""

from typing import Protocol


class TokenVerifier(Protocol):
    """Verifies identity tokens."""

    def user_of(self, token: str) -> str:
        """The user id the token was issued for.

        Raises NotSignedInError for any token that can't be trusted, and
        TemporarilyUnavailableError when the signing keys can't be had.
        """
        ...

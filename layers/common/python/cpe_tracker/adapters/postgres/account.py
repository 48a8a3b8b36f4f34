"""The database's account, where a deployment keeps it as a secret."""

import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, Protocol


class Account(NamedTuple):
    """Who connects."""

    user: str
    password: str


class SecretStore(Protocol):
    """The one call of a Secrets Manager client that is needed."""

    def get_secret_value(self, *, SecretId: str) -> Mapping[str, Any]:  # noqa: N803 - AWS's name
        """The secret's current version."""
        ...


def account_in_secret(client: SecretStore, secret_arn: str) -> Callable[[], Account]:
    """Reads the secret (JSON with `username` and `password`) at each call.

    RDS rotates it: a new connection must not use the password of an older one.
    """

    def read() -> Account:
        secret = json.loads(client.get_secret_value(SecretId=secret_arn)["SecretString"])
        return Account(secret["username"], secret["password"])

    return read

"""Who connects to the database, where the account is a secret that is rotated."""

import json
from typing import Any
from urllib.parse import urlsplit

from cpe_tracker.adapters.postgres.account import account_in_secret
from cpe_tracker.adapters.postgres.database import Database, engine_for


class RotatedSecret:
    """A secret store whose secret changes."""

    def __init__(self) -> None:
        self.secret = {"username": "nobody", "password": "wrong"}
        self.readings = 0

    def get_secret_value(self, *, SecretId: str) -> dict[str, Any]:  # noqa: N803 - AWS's name
        assert SecretId == "arn:secret"
        self.readings += 1
        return {"SecretString": json.dumps(self.secret)}


def test_every_new_connection_uses_the_secret_of_its_time(database_url: str) -> None:
    there = urlsplit(database_url)
    store = RotatedSecret()
    store.secret = {"username": there.username or "", "password": there.password or ""}
    url = f"postgresql+pg8000://{there.hostname}:{there.port}{there.path}"
    engine = engine_for(url, account_in_secret(store, "arn:secret"))

    Database(engine).check()
    Database(engine).check()
    assert store.readings == 1

    engine.dispose()
    Database(engine).check()
    assert store.readings == 2
    engine.dispose()

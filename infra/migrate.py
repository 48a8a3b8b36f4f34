"""Runs the migrations in their function, which alone needs to reach the database."""

import json

from infra.aws_clients import Client
from infra.sources import BuildError


def migrate(lambda_client: Client, function: str) -> str:
    """Upgrades the schema and seeds the templates; returns what the function answered.

    Raises BuildError with the function's reason when it failed.
    """
    answer = lambda_client.invoke(FunctionName=function, Payload=b"{}")
    said: str = answer["Payload"].read().decode()
    if "FunctionError" in answer:
        reason = json.loads(said).get("errorMessage", "no reason given")
        raise BuildError(f"The database could not be migrated: {reason}")
    return said

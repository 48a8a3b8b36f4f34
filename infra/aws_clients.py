"""How the deployment reaches a service, on AWS or on the local stack."""

from collections.abc import Callable
from typing import Any

Client = Any
"""A boto3 client; boto3's own are untyped."""

Connect = Callable[[str], Client]
"""Makes the client of a service by its name."""

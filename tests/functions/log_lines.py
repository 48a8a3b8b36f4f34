"""What the functions wrote to their log."""

import json
from typing import Any


def lines_in(stderr: str) -> list[dict[str, Any]]:
    """The log's lines; libraries and the test's host may write others between them."""
    return [json.loads(line) for line in stderr.splitlines() if line.startswith('{"time"')]

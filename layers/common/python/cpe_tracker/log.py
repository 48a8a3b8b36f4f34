"""One JSON object a line on stderr, where both Lambda and a terminal look."""

import json
import logging
import sys
from datetime import UTC, datetime

_LOGGER = logging.getLogger("cpe_tracker")


class _JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
        }
        line.update(getattr(record, "facts", {}))
        if record.exc_info and record.exc_info[0]:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str)


def start_logging() -> None:
    """Send this project's events to stderr. Called once, by each function's entry point."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_JsonLines())
    _LOGGER.handlers[:] = [handler]
    _LOGGER.setLevel(logging.INFO)
    _LOGGER.propagate = False


def info(event: str, **facts: object) -> None:
    """Something worth knowing happened. Facts are ids, counts and codes: no content, no secret."""
    _LOGGER.info(event, extra={"facts": facts})


def warning(event: str, **facts: object) -> None:
    """Something went wrong that the system handles by itself."""
    _LOGGER.warning(event, extra={"facts": facts})


def failure(event: str, **facts: object) -> None:
    """An unexpected error; called while it is handled, so that its trace is kept."""
    _LOGGER.error(event, exc_info=True, extra={"facts": facts})

"""Whether the parts are there."""

from cpe_tracker.errors import TemporarilyUnavailableError
from cpe_tracker.ports.health import Reachable
from cpe_tracker.schemas.results import Health


def check_health(version: str, *, database: Reachable, queue: Reachable) -> Health:
    """Ask each part; a part that is away is told, not raised."""
    return Health(version=version, database=_is_there(database), queue=_is_there(queue))


def _is_there(part: Reachable) -> bool:
    try:
        part.check()
    except TemporarilyUnavailableError:
        return False
    return True

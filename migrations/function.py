"""The function a deploy invokes: upgrade the schema, then seed."""

import os
from typing import Any

from cpe_tracker import log
from cpe_tracker.config import settings_from
from cpe_tracker.wiring import database_engine
from migrations.schema import upgrade
from migrations.seed import seed


def handler(_event: dict[str, Any], _context: object) -> dict[str, str]:
    """Bring the environment's database to what this code expects; running it twice is fine."""
    log.start_logging()
    engine = database_engine(settings_from(os.environ))
    try:
        upgrade(engine)
        seed(engine)
    finally:
        engine.dispose()
    log.info("migrated")
    return {"status": "migrated"}

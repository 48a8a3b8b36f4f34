"""Exports in Postgres."""

import json
from typing import Any
from uuid import UUID, uuid4

from cpe_tracker.adapters.postgres.database import Database
from cpe_tracker.model.statuses import ExportFormat
from cpe_tracker.ports.exports import ExportAsked, ExportWanted

_FINISHED = """
    SELECT object_key FROM exports
    WHERE run_id = :run_id AND format = :format AND view_key = :view_key
      AND (fingerprint = :fingerprint
           OR finished_at > now() - make_interval(secs => :stale_seconds))
    ORDER BY finished_at DESC LIMIT 1
"""

_KEEP = """
    INSERT INTO exports (id, run_id, format, view, view_key, fingerprint, object_key, finished_at)
    VALUES (:id, :run_id, :format, CAST(:view AS jsonb), :view_key, :fingerprint, :key, now())
"""

_ASK = """
    INSERT INTO exports AS e (id, run_id, format, view, view_key)
    VALUES (:id, :run_id, :format, CAST(:view AS jsonb), :view_key)
    ON CONFLICT (run_id, format, view_key) WHERE object_key IS NULL DO UPDATE
    SET requested_at = now()
    WHERE e.requested_at < now() - make_interval(secs => :patience_seconds)
    RETURNING id
"""

_ASKED = """
    SELECT e.id, j.user_id, j.id AS job_id, e.run_id, e.format, e.view, e.view_key
    FROM exports e JOIN job_runs r ON r.id = e.run_id JOIN extraction_jobs j ON j.id = r.job_id
    WHERE e.id = :id AND e.object_key IS NULL AND j.deleted_at IS NULL
"""

_FINISH = """
    UPDATE exports SET fingerprint = :fingerprint, object_key = :key, finished_at = now()
    WHERE id = :id AND object_key IS NULL
"""

_WITHDRAW = "DELETE FROM exports WHERE id = :id AND object_key IS NULL"


class PostgresExports:
    """Implements ports.exports.ExportStore."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def finished(self, wanted: ExportWanted, fingerprint: str, stale_seconds: int) -> str | None:
        parameters = {
            **_parameters(wanted),
            "fingerprint": fingerprint,
            "stale_seconds": stale_seconds,
        }
        row = self._database.first(_FINISHED, parameters)
        return None if row is None else row.object_key

    def keep(self, wanted: ExportWanted, fingerprint: str, key: str) -> None:
        parameters = {
            **_parameters(wanted),
            "id": uuid4(),
            "fingerprint": fingerprint,
            "key": key,
        }
        self._database.run(_KEEP, parameters)

    def ask(self, wanted: ExportWanted, patience_seconds: int) -> UUID | None:
        parameters = {
            **_parameters(wanted),
            "id": uuid4(),
            "patience_seconds": patience_seconds,
        }
        row = self._database.first(_ASK, parameters)
        return None if row is None else row.id

    def asked(self, export_id: UUID) -> ExportAsked | None:
        row = self._database.first(_ASKED, {"id": export_id})
        if row is None:
            return None
        wanted = ExportWanted(row.run_id, ExportFormat(row.format), row.view, row.view_key)
        return ExportAsked(row.id, row.user_id, row.job_id, wanted)

    def finish(self, export_id: UUID, fingerprint: str, key: str) -> None:
        parameters = {"id": export_id, "fingerprint": fingerprint, "key": key}
        self._database.run(_FINISH, parameters)

    def withdraw(self, export_id: UUID) -> None:
        self._database.run(_WITHDRAW, {"id": export_id})


def _parameters(wanted: ExportWanted) -> dict[str, Any]:
    return {
        "run_id": wanted.run_id,
        "format": wanted.format.value,
        "view": None if wanted.view is None else json.dumps(wanted.view),
        "view_key": wanted.view_key,
    }

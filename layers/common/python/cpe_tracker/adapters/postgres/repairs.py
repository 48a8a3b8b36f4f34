"""Finding in Postgres what should be moving and isn't."""

from uuid import UUID

from cpe_tracker.adapters.postgres.count_ended import COUNT_ENDED
from cpe_tracker.adapters.postgres.database import Database
from cpe_tracker.model.reasons import Reason
from cpe_tracker.model.statuses import RUN_ENDS
from cpe_tracker.ports.repairs import DeletedSheet

_REQUEUE = """
    UPDATE extraction_tasks
    SET status = 'queued', queued_at = now(), lease_expires_at = NULL,
        error_code = :code, error_detail = :detail
    WHERE id IN (
        SELECT t.id FROM extraction_tasks t
        JOIN job_runs r ON r.id = t.run_id JOIN extraction_jobs j ON j.id = r.job_id
        WHERE t.status = 'processing' AND t.lease_expires_at < now() AND t.attempt < :attempts
          AND j.deleted_at IS NULL
        ORDER BY t.queued_at LIMIT :limit FOR UPDATE OF t SKIP LOCKED
    )
    RETURNING id
"""

_FAIL_EXHAUSTED = """
    WITH ended AS (
        UPDATE extraction_tasks
        SET status = 'failed', ended_at = now(), lease_expires_at = NULL,
            error_code = :code, error_detail = :detail
        WHERE id IN (
            SELECT t.id FROM extraction_tasks t
            JOIN job_runs r ON r.id = t.run_id JOIN extraction_jobs j ON j.id = r.job_id
            WHERE t.status = 'processing' AND t.lease_expires_at < now()
              AND t.attempt >= :attempts AND j.deleted_at IS NULL
            ORDER BY t.queued_at LIMIT :limit FOR UPDATE OF t SKIP LOCKED
        )
        RETURNING run_id
    ), ended_of_run AS (
        SELECT run_id, 0 AS completed, CAST(count(*) AS int) AS failed FROM ended GROUP BY run_id
    )
"""
_FAIL_EXHAUSTED_AND_COUNT = _FAIL_EXHAUSTED + COUNT_ENDED

_WAITING = """
    SELECT count(*) AS total FROM extraction_tasks t
    JOIN job_runs r ON r.id = t.run_id JOIN extraction_jobs j ON j.id = r.job_id
    WHERE t.status IN ('queued', 'processing') AND j.deleted_at IS NULL
"""

_STALE = """
    UPDATE extraction_tasks SET queued_at = now()
    WHERE id IN (
        SELECT t.id FROM extraction_tasks t
        JOIN job_runs r ON r.id = t.run_id JOIN extraction_jobs j ON j.id = r.job_id
        WHERE t.status = 'queued' AND t.queued_at < now() - make_interval(secs => :seconds)
          AND j.deleted_at IS NULL
        ORDER BY t.queued_at LIMIT :limit FOR UPDATE OF t SKIP LOCKED
    )
    RETURNING id
"""

_WITHOUT_SUCCESSOR = """
    SELECT r.id FROM job_runs r JOIN extraction_jobs j ON j.id = r.job_id
    WHERE r.status IN ('completed', 'partially_completed', 'failed')
      AND j.job_type = 'cpe' AND j.deleted_at IS NULL
      AND NOT EXISTS (
          SELECT 1 FROM job_runs s WHERE s.job_id = r.job_id AND s.append_from_run_id = r.id
      )
    ORDER BY r.completed_at LIMIT :limit
"""

_TO_PURGE = """
    SELECT id, user_id FROM extraction_jobs
    WHERE deleted_at < now() - make_interval(secs => :window) ORDER BY deleted_at LIMIT :limit
"""

_PURGE = "DELETE FROM extraction_jobs WHERE id = :job_id AND deleted_at IS NOT NULL"


class PostgresRepairs:
    """Implements ports.repairs.RepairStore."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def requeue_expired(self, attempts: int, reason: Reason, limit: int) -> list[UUID]:
        rows = self._database.rows(
            _REQUEUE, {**reason._asdict(), "attempts": attempts, "limit": limit}
        )
        return [row.id for row in rows]

    def fail_exhausted(self, attempts: int, reason: Reason, limit: int) -> list[UUID]:
        parameters = {**reason._asdict(), "attempts": attempts, "limit": limit}
        runs = self._database.rows(_FAIL_EXHAUSTED_AND_COUNT, parameters)
        return [run.run_id for run in runs if run.status in RUN_ENDS]

    def tasks_waiting(self) -> int:
        waiting = self._database.first(_WAITING)
        return int(waiting.total) if waiting is not None else 0

    def stale_tasks(self, older_than_seconds: int, limit: int) -> list[UUID]:
        rows = self._database.rows(_STALE, {"seconds": older_than_seconds, "limit": limit})
        return [row.id for row in rows]

    def runs_without_successor(self, limit: int) -> list[UUID]:
        return [row.id for row in self._database.rows(_WITHOUT_SUCCESSOR, {"limit": limit})]

    def sheets_to_purge(self, window_seconds: int, limit: int) -> list[DeletedSheet]:
        parameters = {"window": window_seconds, "limit": limit}
        rows = self._database.rows(_TO_PURGE, parameters)
        return [DeletedSheet(row.id, row.user_id) for row in rows]

    def purge_sheet(self, job_id: UUID) -> None:
        self._database.run(_PURGE, {"job_id": job_id})

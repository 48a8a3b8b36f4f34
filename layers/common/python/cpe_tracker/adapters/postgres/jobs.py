"""Jobs and their runs in Postgres: reads only, one statement each."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from cpe_tracker.adapters.postgres.database import Database
from cpe_tracker.errors import NotFoundError
from cpe_tracker.model.statuses import JobType, RunStatus
from cpe_tracker.schemas.jobs import Events, Job, JobSummary, Run

_RUN_COLUMNS = """
    r.id AS run_id, r.status, r.config_step, r.template_id, r.append_from_run_id,
    r.result_set_index, r.tasks_total, r.tasks_completed, r.tasks_failed, r.created_at,
    r.submitted_at, r.completed_at
"""

_JOBS = """
    SELECT j.id AS job_id, j.name, j.job_type, j.created_at,
           latest.id AS latest_run_id, latest.status, latest.config_step
    FROM extraction_jobs j
    CROSS JOIN LATERAL (
        SELECT * FROM job_runs r WHERE r.job_id = j.id ORDER BY r.result_set_index DESC LIMIT 1
    ) latest
    WHERE j.user_id = :user_id AND j.job_type = :job_type AND j.deleted_at IS NULL
    ORDER BY j.created_at DESC, j.id
"""

_JOB = f"""
    SELECT j.id AS job_id, j.name, j.job_type, j.created_at AS job_created_at,
           latest.id AS latest_run_id, active.id AS active_run_id, {_RUN_COLUMNS}
    FROM extraction_jobs j
    CROSS JOIN LATERAL (
        SELECT id FROM job_runs WHERE job_id = j.id ORDER BY result_set_index DESC LIMIT 1
    ) latest
    LEFT JOIN LATERAL (
        SELECT id FROM job_runs WHERE job_id = j.id AND status = 'in_progress'
        ORDER BY result_set_index DESC LIMIT 1
    ) active ON true
    JOIN job_runs r ON r.job_id = j.id AND r.id = coalesce(CAST(:run_id AS uuid), latest.id)
    WHERE j.id = :job_id AND j.user_id = :user_id AND j.deleted_at IS NULL
"""  # noqa: S608 - constants only

_RUNS = f"""
    SELECT {_RUN_COLUMNS} FROM job_runs r JOIN extraction_jobs j ON j.id = r.job_id
    WHERE j.id = :job_id AND j.user_id = :user_id AND j.deleted_at IS NULL
    ORDER BY r.result_set_index
"""  # noqa: S608 - constants only

_EVENTS = """
    SELECT latest.id AS latest_run_id, latest.status, latest.config_step,
           CASE WHEN shown.status = 'in_progress' THEN shown.id END AS active_run_id,
           coalesce(shown.tasks_total, 0) AS tasks_total,
           coalesce(shown.tasks_completed, 0) AS tasks_completed,
           coalesce(shown.tasks_failed, 0) AS tasks_failed,
           shown.submitted_at, retrying.total AS tasks_retrying
    FROM extraction_jobs j
    CROSS JOIN LATERAL (
        SELECT * FROM job_runs r WHERE r.job_id = j.id ORDER BY r.result_set_index DESC LIMIT 1
    ) latest
    LEFT JOIN LATERAL (
        SELECT * FROM job_runs r WHERE r.job_id = j.id AND r.status <> 'pending'
        ORDER BY r.result_set_index DESC LIMIT 1
    ) shown ON true
    CROSS JOIN LATERAL (
        SELECT count(*) AS total FROM extraction_tasks t
        WHERE t.run_id = shown.id AND shown.status = 'in_progress'
          AND t.status = 'queued' AND t.error_code IS NOT NULL
    ) retrying
    WHERE j.id = :job_id AND j.user_id = :user_id AND j.deleted_at IS NULL
"""


class PostgresJobs:
    """Implements ports.jobs.JobStore."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def jobs(self, user_id: str, job_type: JobType) -> list[JobSummary]:
        rows = self._database.rows(_JOBS, {"user_id": user_id, "job_type": job_type.value})
        return [JobSummary.model_validate(row._mapping) for row in rows]

    def job(self, user_id: str, job_id: UUID, run_id: UUID | None) -> Job:
        parameters = {"user_id": user_id, "job_id": job_id, "run_id": run_id}
        row = self._one(_JOB, parameters)
        return Job(
            job_id=row.job_id,
            name=row.name,
            job_type=row.job_type,
            created_at=row.job_created_at,
            run=Run.model_validate(row._mapping),
            latest_run_id=row.latest_run_id,
            active_run_id=row.active_run_id,
        )

    def runs(self, user_id: str, job_id: UUID) -> list[Run]:
        rows = self._database.rows(_RUNS, {"user_id": user_id, "job_id": job_id})
        if not rows:
            raise NotFoundError
        return [Run.model_validate(row._mapping) for row in rows]

    def events(self, user_id: str, job_id: UUID) -> Events:
        row = self._one(_EVENTS, {"user_id": user_id, "job_id": job_id})
        return Events(
            **row._mapping,
            uploads_allowed=row.status == RunStatus.PENDING,
            estimated_seconds_left=_seconds_left(row),
        )

    def _one(self, sql: str, parameters: dict[str, object]) -> Row[Any]:
        row = self._database.first(sql, parameters)
        if row is None:
            raise NotFoundError
        return row


def _seconds_left(row: Row[Any]) -> int | None:
    """From the pace so far, rounded to 5 s so that polling finds it unchanged more often."""
    ended: int = row.tasks_completed + row.tasks_failed
    if row.active_run_id is None or ended == 0:
        return None
    elapsed: float = (datetime.now(UTC) - row.submitted_at).total_seconds()
    tasks_left: int = row.tasks_total - ended
    seconds_left: float = elapsed / ended * tasks_left
    return 5 * round(seconds_left / 5)

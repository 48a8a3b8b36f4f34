"""Sheets and states in Postgres."""

from uuid import UUID, uuid4

from cpe_tracker.adapters.postgres.database import Database
from cpe_tracker.errors import NotFoundError, RestoreWindowOverError
from cpe_tracker.schemas.sheets import CreatedSheet, Sheet, State

_STATES = """
    SELECT id AS template_id, name FROM templates
    WHERE template_type = 'cpe' AND is_public ORDER BY name
"""

_SHEETS = """
    SELECT j.id AS job_id, j.name, t.name AS state, t.id AS template_id, j.created_at,
           latest.id AS latest_run_id, latest.status, latest.config_step,
           CASE WHEN shown.status = 'in_progress' THEN shown.id END AS active_run_id,
           files.total AS files_total,
           coalesce(shown.tasks_total, 0) AS tasks_total,
           coalesce(shown.tasks_completed, 0) AS tasks_completed,
           coalesce(shown.tasks_failed, 0) AS tasks_failed,
           shown.submitted_at
    FROM extraction_jobs j
    CROSS JOIN LATERAL (
        SELECT * FROM job_runs r WHERE r.job_id = j.id ORDER BY r.result_set_index DESC LIMIT 1
    ) latest
    JOIN templates t ON t.id = latest.template_id
    LEFT JOIN LATERAL (
        SELECT * FROM job_runs r WHERE r.job_id = j.id AND r.status <> 'pending'
        ORDER BY r.result_set_index DESC LIMIT 1
    ) shown ON true
    CROSS JOIN LATERAL (
        SELECT count(*) AS total FROM source_files f JOIN job_runs r ON r.id = f.run_id
        WHERE r.job_id = j.id
    ) files
    WHERE j.user_id = :user_id AND j.job_type = 'cpe' AND j.deleted_at IS NULL
    ORDER BY j.created_at DESC, j.id
"""

_CREATE_JOB = """
    INSERT INTO extraction_jobs (id, user_id, name, job_type)
    SELECT :job_id, :user_id, coalesce(CAST(:name AS text), 'CPE Tracker - ' || t.name), 'cpe'
    FROM templates t
    WHERE t.id = :template_id AND t.template_type = 'cpe'
      AND (t.is_public OR t.user_id = :user_id)
    RETURNING id
"""

_CREATE_FIRST_RUN = """
    INSERT INTO job_runs (id, job_id, template_id, result_set_index)
    VALUES (:run_id, :job_id, :template_id, 0)
"""

_RENAME = """
    UPDATE extraction_jobs SET name = :name
    WHERE id = :job_id AND user_id = :user_id AND job_type = 'cpe' AND deleted_at IS NULL
"""

_DELETE = """
    UPDATE extraction_jobs SET deleted_at = now()
    WHERE id = :job_id AND user_id = :user_id AND job_type = 'cpe' AND deleted_at IS NULL
"""

_LOCK_DELETED = """
    SELECT deleted_at IS NULL OR deleted_at > now() - make_interval(secs => :window) AS restorable
    FROM extraction_jobs
    WHERE id = :job_id AND user_id = :user_id AND job_type = 'cpe'
    FOR UPDATE
"""

_RESTORE = "UPDATE extraction_jobs SET deleted_at = NULL WHERE id = :job_id"


class PostgresSheets:
    """Implements ports.sheets.SheetStore."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def states(self) -> list[State]:
        return [State.model_validate(row._mapping) for row in self._database.rows(_STATES)]

    def sheets(self, user_id: str) -> list[Sheet]:
        rows = self._database.rows(_SHEETS, {"user_id": user_id})
        return [Sheet.model_validate(row._mapping) for row in rows]

    def create_sheet(self, user_id: str, template_id: UUID, name: str | None) -> CreatedSheet:
        created = CreatedSheet(job_id=uuid4(), run_id=uuid4())
        parameters = {
            "job_id": created.job_id,
            "run_id": created.run_id,
            "user_id": user_id,
            "template_id": template_id,
            "name": name,
        }
        with self._database.transaction() as transaction:
            if transaction.first(_CREATE_JOB, parameters) is None:
                raise NotFoundError
            transaction.run(_CREATE_FIRST_RUN, parameters)
        return created

    def rename_sheet(self, user_id: str, job_id: UUID, name: str) -> None:
        self._change_one(_RENAME, {"user_id": user_id, "job_id": job_id, "name": name})

    def delete_sheet(self, user_id: str, job_id: UUID) -> None:
        self._change_one(_DELETE, {"user_id": user_id, "job_id": job_id})

    def restore_sheet(self, user_id: str, job_id: UUID, window_seconds: int) -> None:
        parameters = {"user_id": user_id, "job_id": job_id, "window": window_seconds}
        with self._database.transaction() as transaction:
            deleted = transaction.first(_LOCK_DELETED, parameters)
            if deleted is None:
                raise NotFoundError
            if not deleted.restorable:
                raise RestoreWindowOverError
            transaction.run(_RESTORE, {"job_id": job_id})

    def _change_one(self, sql: str, parameters: dict[str, object]) -> None:
        if self._database.run(sql, parameters) == 0:
            raise NotFoundError

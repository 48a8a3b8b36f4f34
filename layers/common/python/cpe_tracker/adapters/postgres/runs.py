"""Submitting runs and opening their successors, in Postgres."""

from uuid import UUID, uuid4

from cpe_tracker.adapters.postgres.database import Database, Transaction
from cpe_tracker.errors import NotFoundError
from cpe_tracker.model.reasons import MISSING
from cpe_tracker.ports.runs import (
    NewestRun,
    RegisteredFile,
    Submission,
    SubmittedRun,
    Successor,
)
from cpe_tracker.schemas.sheets import RejectedFile

_NEWEST = """
    SELECT r.id, r.job_id, r.status, t.name AS state
    FROM job_runs r
    JOIN extraction_jobs j ON j.id = r.job_id
    JOIN templates t ON t.id = r.template_id
    WHERE j.id = :job_id AND j.user_id = :user_id AND j.job_type = 'cpe' AND j.deleted_at IS NULL
    ORDER BY r.result_set_index DESC LIMIT 1
"""

_REGISTERED = """
    SELECT id, original_path, size, object_key FROM source_files
    WHERE run_id = :run_id ORDER BY position
"""

_SUBMIT = """
    UPDATE job_runs r
    SET status = 'in_progress', config_step = 'submitted', submitted_at = now(),
        description = :description, tasks_total = :tasks_total
    FROM extraction_jobs j
    WHERE r.id = :run_id AND r.status = 'pending' AND j.id = r.job_id AND j.deleted_at IS NULL
    RETURNING r.template_id
"""

_MARK_UPLOADED = """
    UPDATE source_files f SET status = 'uploaded', object_etag = found.etag
    FROM unnest(CAST(:ids AS uuid[]), CAST(:etags AS text[])) AS found (id, etag)
    WHERE f.id = found.id AND f.run_id = :run_id
"""

_MARK_REJECTED = """
    UPDATE source_files f
    SET status = 'rejected', reason_code = found.code, reason_detail = found.detail
    FROM unnest(CAST(:ids AS uuid[]), CAST(:codes AS text[]), CAST(:details AS text[]))
         AS found (id, code, detail)
    WHERE f.id = found.id AND f.run_id = :run_id
"""

_MARK_MISSING = """
    UPDATE source_files
    SET status = 'missing', reason_code = :code, reason_detail = :detail
    WHERE run_id = :run_id AND status = 'awaiting_upload'
"""

_COPY_FIELDS = """
    INSERT INTO run_fields (run_id, position, name, data_type_id, prompt, choices, repeats)
    SELECT :run_id, position, name, data_type_id, prompt, choices, repeats
    FROM template_fields WHERE template_id = :template_id
"""

_ADD_MODES = """
    INSERT INTO processing_modes (run_id, folder, mode)
    SELECT :run_id, folder, mode
    FROM unnest(CAST(:folders AS text[]), CAST(:modes AS text[])) AS given (folder, mode)
"""

_ADD_TASKS = """
    INSERT INTO extraction_tasks (id, run_id, position, folder, mode)
    SELECT id, :run_id, position, folder, mode
    FROM unnest(CAST(:ids AS uuid[]), CAST(:positions AS int[]), CAST(:folders AS text[]),
                CAST(:modes AS text[])) AS given (id, position, folder, mode)
"""

_ADD_TASK_FILES = """
    INSERT INTO task_files (task_id, position, source_file_id)
    SELECT task_id, position, file_id
    FROM unnest(CAST(:task_ids AS uuid[]), CAST(:positions AS int[]), CAST(:file_ids AS uuid[]))
         AS given (task_id, position, file_id)
"""

_SUBMITTED = "SELECT status, tasks_total FROM job_runs WHERE id = :run_id"

_LEFT_OUT = """
    SELECT status, original_path, reason_code, reason_detail FROM source_files
    WHERE run_id = :run_id AND status IN ('missing', 'rejected') ORDER BY position
"""

_OPEN_SUCCESSOR = """
    INSERT INTO job_runs
        (id, job_id, template_id, append_results, append_from_run_id, result_set_index)
    SELECT :new_run_id, r.job_id, r.template_id, true, r.id, r.result_set_index + 1
    FROM job_runs r JOIN extraction_jobs j ON j.id = r.job_id
    WHERE r.id = :run_id AND r.status IN ('completed', 'partially_completed', 'failed')
      AND j.job_type = 'cpe' AND j.deleted_at IS NULL
    ON CONFLICT (job_id, append_from_run_id) WHERE append_from_run_id IS NOT NULL DO NOTHING
    RETURNING id
"""

_EXISTING_SUCCESSOR = """
    SELECT s.id FROM job_runs r JOIN job_runs s
    ON s.job_id = r.job_id AND s.append_from_run_id = r.id
    WHERE r.id = :run_id
"""


class PostgresRuns:
    """Implements ports.runs.RunStore."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def newest_run(self, user_id: str, job_id: UUID) -> NewestRun:
        row = self._database.first(_NEWEST, {"user_id": user_id, "job_id": job_id})
        if row is None:
            raise NotFoundError
        return NewestRun(row.id, row.job_id, row.status, row.state)

    def registered_files(self, run_id: UUID) -> list[RegisteredFile]:
        rows = self._database.rows(_REGISTERED, {"run_id": run_id})
        return [RegisteredFile(row.id, row.original_path, row.size, row.object_key) for row in rows]

    def submit_run(self, submission: Submission) -> bool:
        with self._database.transaction() as transaction:
            submitted = transaction.first(
                _SUBMIT,
                {
                    "run_id": submission.run_id,
                    "description": submission.description,
                    "tasks_total": len(submission.tasks),
                },
            )
            if submitted is None:
                return False
            _mark_files(transaction, submission)
            _copy_what_the_run_reads(transaction, submission, submitted.template_id)
            _add_tasks(transaction, submission)
        return True

    def submitted_run(self, run_id: UUID) -> SubmittedRun:
        with self._database.transaction() as transaction:
            run = transaction.first(_SUBMITTED, {"run_id": run_id})
            left_out = transaction.rows(_LEFT_OUT, {"run_id": run_id})
        if run is None:
            raise NotFoundError
        return SubmittedRun(
            run_id=run_id,
            status=run.status,
            tasks_total=run.tasks_total,
            missing=[row.original_path for row in left_out if row.status == "missing"],
            rejected=[
                RejectedFile(path=row.original_path, code=row.reason_code, detail=row.reason_detail)
                for row in left_out
                if row.status == "rejected"
            ],
        )

    def open_successor(self, run_id: UUID) -> Successor | None:
        with self._database.transaction() as transaction:
            opened = transaction.first(_OPEN_SUCCESSOR, {"run_id": run_id, "new_run_id": uuid4()})
            if opened is not None:
                return Successor(opened.id, created=True)
            existing = transaction.first(_EXISTING_SUCCESSOR, {"run_id": run_id})
        return None if existing is None else Successor(existing.id, created=False)


def _mark_files(transaction: Transaction, submission: Submission) -> None:
    transaction.run(
        _MARK_UPLOADED,
        {
            "run_id": submission.run_id,
            "ids": [file.file_id for file in submission.found],
            "etags": [file.etag for file in submission.found],
        },
    )
    if submission.rejected:
        transaction.run(
            _MARK_REJECTED,
            {
                "run_id": submission.run_id,
                "ids": [file.file_id for file in submission.rejected],
                "codes": [file.reason.code for file in submission.rejected],
                "details": [file.reason.detail for file in submission.rejected],
            },
        )
    transaction.run(_MARK_MISSING, {"run_id": submission.run_id, **MISSING._asdict()})


def _copy_what_the_run_reads(
    transaction: Transaction, submission: Submission, template_id: UUID
) -> None:
    transaction.run(_COPY_FIELDS, {"run_id": submission.run_id, "template_id": template_id})
    transaction.run(
        _ADD_MODES,
        {
            "run_id": submission.run_id,
            "folders": list(submission.modes),
            "modes": [mode.value for mode in submission.modes.values()],
        },
    )


def _add_tasks(transaction: Transaction, submission: Submission) -> None:
    tasks = submission.tasks
    transaction.run(
        _ADD_TASKS,
        {
            "run_id": submission.run_id,
            "ids": [task.task_id for task in tasks],
            "positions": [task.position for task in tasks],
            "folders": [task.folder for task in tasks],
            "modes": [task.mode.value for task in tasks],
        },
    )
    reads = [
        (task.task_id, position, file_id)
        for task in tasks
        for position, file_id in enumerate(task.file_ids)
    ]
    transaction.run(
        _ADD_TASK_FILES,
        {
            "task_ids": [task_id for task_id, _, _ in reads],
            "positions": [position for _, position, _ in reads],
            "file_ids": [file_id for _, _, file_id in reads],
        },
    )

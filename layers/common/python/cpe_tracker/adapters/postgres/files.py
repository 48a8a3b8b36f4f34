"""Registering, listing and removing files in Postgres."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from cpe_tracker.adapters.postgres.database import Database, Transaction
from cpe_tracker.errors import FileNotRetryableError, NotFoundError, RunNotEditableError
from cpe_tracker.model.statuses import RunStatus
from cpe_tracker.ports.files import FailedFile, NewFile, RunFiles, SameContent, StoredFile
from cpe_tracker.schemas.files import SourceFile

_LOCK_RUN = """
    SELECT r.id, r.job_id, r.status, latest.id AS latest_run_id
    FROM extraction_jobs j
    CROSS JOIN LATERAL (
        SELECT id FROM job_runs WHERE job_id = j.id ORDER BY result_set_index DESC LIMIT 1
    ) latest
    JOIN job_runs r ON r.job_id = j.id AND r.id = coalesce(CAST(:run_id AS uuid), latest.id)
    WHERE j.id = :job_id AND j.user_id = :user_id AND j.deleted_at IS NULL
    FOR UPDATE OF r
"""

_COUNT = """
    SELECT count(*) AS total, coalesce(max(position) + 1, 0) AS next_position
    FROM source_files WHERE run_id = :run_id
"""

_SAME_CONTENT = """
    SELECT f.id AS file_id, f.run_id, f.original_path AS path, f.size, f.content_type, f.sha256,
           f.object_key, f.status
    FROM source_files f JOIN job_runs r ON r.id = f.run_id
    WHERE r.job_id = :job_id AND f.status IN ('awaiting_upload', 'uploaded')
      AND f.sha256 = ANY (CAST(:sha256s AS text[]))
    ORDER BY r.result_set_index, f.position
"""

_FAILED_FILE = """
    SELECT f.id, f.original_path, f.size, f.content_type, f.sha256, f.object_key, f.object_etag,
           t.status AS task_status, retry.id AS retried_as
    FROM source_files f
    JOIN job_runs r ON r.id = f.run_id
    LEFT JOIN task_files tf ON tf.source_file_id = f.id
    LEFT JOIN extraction_tasks t ON t.id = tf.task_id
    LEFT JOIN source_files retry ON retry.retry_of = f.id
    WHERE f.id = :file_id AND r.job_id = :job_id
"""

_ADD = """
    INSERT INTO source_files
        (id, run_id, position, original_path, size, content_type, sha256, object_key, retry_of)
    SELECT id, :run_id, position, path, size, content_type, sha256, object_key, retry_of
    FROM unnest(CAST(:ids AS uuid[]), CAST(:positions AS int[]), CAST(:paths AS text[]),
                CAST(:sizes AS int[]), CAST(:content_types AS text[]), CAST(:sha256s AS text[]),
                CAST(:object_keys AS text[]), CAST(:retries AS uuid[]))
         AS given (id, position, path, size, content_type, sha256, object_key, retry_of)
"""

_REMOVE = """
    DELETE FROM source_files WHERE id = :file_id AND run_id = :run_id RETURNING object_key
"""

_RUN_AND_FILES = """
    WITH RECURSIVE asked AS (
        SELECT r.* FROM extraction_jobs j JOIN job_runs r ON r.job_id = j.id
        WHERE j.id = :job_id AND j.user_id = :user_id AND j.deleted_at IS NULL
          AND (r.id = CAST(:run_id AS uuid) OR CAST(:run_id AS uuid) IS NULL)
        ORDER BY r.result_set_index DESC LIMIT 1
    ), chain AS (
        SELECT id, job_id, append_from_run_id, result_set_index FROM asked
        UNION ALL
        SELECT r.id, r.job_id, r.append_from_run_id, r.result_set_index
        FROM chain c JOIN job_runs r ON r.id = c.append_from_run_id
        WHERE :whole_chain
    )
    SELECT a.id AS asked_run_id, a.status AS asked_status, f.id AS file_id, f.run_id,
           f.original_path AS path, f.size, f.content_type, f.sha256, f.status, f.object_key,
           f.created_at, retry.id AS retried_as,
           CASE WHEN t.status = 'queued' AND t.error_code IS NOT NULL THEN 'retrying'
                ELSE t.status END AS task_status,
           coalesce(f.reason_code, t.error_code) AS reason_code,
           coalesce(f.reason_detail, t.error_detail) AS reason_detail
    FROM asked a
    CROSS JOIN chain c
    LEFT JOIN source_files f ON f.run_id = c.id
    LEFT JOIN task_files tf ON tf.source_file_id = f.id
    LEFT JOIN extraction_tasks t ON t.id = tf.task_id
    LEFT JOIN source_files retry ON retry.retry_of = f.id
    ORDER BY c.result_set_index, f.position
"""

_STORED_FILE = """
    SELECT f.original_path, f.content_type, f.object_key
    FROM source_files f JOIN job_runs r ON r.id = f.run_id
    JOIN extraction_jobs j ON j.id = r.job_id
    WHERE f.id = :file_id AND j.id = :job_id AND j.user_id = :user_id AND j.deleted_at IS NULL
"""


class _LockedRun:
    """Implements ports.files.EditableRun within an open transaction."""

    def __init__(self, transaction: Transaction, run_id: UUID, job_id: UUID) -> None:
        self._transaction = transaction
        self.run_id = run_id
        self.job_id = job_id
        counted = transaction.rows(_COUNT, {"run_id": run_id})[0]
        self.files_total: int = counted.total
        self.next_position: int = counted.next_position

    def files_with(self, sha256s: Sequence[str]) -> list[SameContent]:
        rows = self._transaction.rows(
            _SAME_CONTENT, {"job_id": self.job_id, "sha256s": list(sha256s)}
        )
        return [SameContent(**row._mapping) for row in rows]

    def failed_file(self, file_id: UUID) -> FailedFile:
        row = self._transaction.first(_FAILED_FILE, {"file_id": file_id, "job_id": self.job_id})
        if row is None:
            raise NotFoundError
        if row.task_status != "failed" or row.retried_as is not None:
            raise FileNotRetryableError
        return FailedFile(
            row.id,
            row.original_path,
            row.size,
            row.content_type,
            row.sha256,
            row.object_key,
            row.object_etag,
        )

    def add(self, files: Sequence[NewFile]) -> None:
        self._transaction.run(
            _ADD,
            {
                "run_id": self.run_id,
                "ids": [file.file_id for file in files],
                "positions": [file.position for file in files],
                "paths": [file.path for file in files],
                "sizes": [file.size for file in files],
                "content_types": [file.content_type for file in files],
                "sha256s": [file.sha256 for file in files],
                "object_keys": [file.object_key for file in files],
                "retries": [file.retry_of for file in files],
            },
        )

    def remove(self, file_id: UUID) -> str:
        removed = self._transaction.first(_REMOVE, {"file_id": file_id, "run_id": self.run_id})
        if removed is None:
            raise NotFoundError
        key: str = removed.object_key
        return key


class PostgresFiles:
    """Implements ports.files.FileStore."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @contextmanager
    def edit_run(self, user_id: str, job_id: UUID, run_id: UUID | None) -> Iterator[_LockedRun]:
        parameters = {"user_id": user_id, "job_id": job_id, "run_id": run_id}
        with self._database.transaction() as transaction:
            run = transaction.first(_LOCK_RUN, parameters)
            if run is None:
                raise NotFoundError
            if run.status != RunStatus.PENDING:
                raise RunNotEditableError(run.latest_run_id)
            yield _LockedRun(transaction, run.id, run.job_id)

    def files(
        self, user_id: str, job_id: UUID, run_id: UUID | None, *, whole_chain: bool
    ) -> RunFiles:
        rows = self._database.rows(
            _RUN_AND_FILES,
            {
                "user_id": user_id,
                "job_id": job_id,
                "run_id": run_id,
                "whole_chain": whole_chain,
            },
        )
        if not rows:
            raise NotFoundError
        with_files: list[Row[Any]] = [row for row in rows if row.file_id is not None]
        return RunFiles(
            run_id=rows[0].asked_run_id,
            job_id=job_id,
            status=rows[0].asked_status,
            files=[SourceFile.model_validate(row._mapping) for row in with_files],
            keys={row.file_id: row.object_key for row in with_files},
        )

    def stored_file(self, user_id: str, job_id: UUID, file_id: UUID) -> StoredFile:
        parameters = {"user_id": user_id, "job_id": job_id, "file_id": file_id}
        row = self._database.first(_STORED_FILE, parameters)
        if row is None:
            raise NotFoundError
        return StoredFile(row.original_path, row.content_type, row.object_key)

"""Claiming and ending tasks in Postgres. Every change names the state it expects."""

import json
from typing import Any
from uuid import UUID

from certificate_reader.fields import FieldSpec
from certificate_reader.reading import Reading
from cpe_tracker.adapters.postgres.count_ended import COUNT_ENDED
from cpe_tracker.adapters.postgres.database import Database, Transaction
from cpe_tracker.model.reasons import Reason
from cpe_tracker.model.statuses import RUN_ENDS
from cpe_tracker.ports.tasks import ClaimedTask, TaskBusy, TaskDocument, TaskEnded

_CLAIM = """
    UPDATE extraction_tasks t
    SET status = 'processing', attempt = t.attempt + 1, started_at = now(),
        lease_expires_at = now() + make_interval(secs => :lease_seconds)
    FROM job_runs r JOIN extraction_jobs j ON j.id = r.job_id
    WHERE t.id = :task_id AND r.id = t.run_id AND r.status = 'in_progress'
      AND j.deleted_at IS NULL
      AND (t.status = 'queued' OR (t.status = 'processing' AND t.lease_expires_at < now()))
    RETURNING t.run_id, t.attempt
"""

_DOCUMENTS = """
    SELECT f.original_path, f.content_type, f.object_key, f.object_etag
    FROM task_files tf JOIN source_files f ON f.id = tf.source_file_id
    WHERE tf.task_id = :task_id ORDER BY tf.position
"""

_FIELDS = """
    SELECT name, data_type_id, prompt, choices, repeats FROM run_fields
    WHERE run_id = :run_id ORDER BY position
"""

_COMPLETE = """
    UPDATE extraction_tasks
    SET status = 'completed', ended_at = now(), lease_expires_at = NULL,
        error_code = NULL, error_detail = NULL
    WHERE id = :task_id AND status = 'processing' AND attempt = :attempt
    RETURNING run_id, position
"""

_STORE_RESULT = """
    INSERT INTO extraction_results
        (task_id, run_id, position, extracted_data, cells, row_count, is_certificate, warnings,
         reader_name, reader_version, usage, cost_usd)
    VALUES (:task_id, :run_id, :position, CAST(:extracted_data AS jsonb), CAST(:cells AS jsonb),
            :row_count, :is_certificate, CAST(:warnings AS jsonb), :reader_name, :reader_version,
            CAST(:usage AS jsonb), CAST(:cost_usd AS numeric))
"""

_FAIL = """
    UPDATE extraction_tasks
    SET status = 'failed', ended_at = now(), lease_expires_at = NULL,
        error_code = :code, error_detail = :detail
    WHERE id = :task_id AND status = 'processing' AND attempt = :attempt
    RETURNING run_id
"""

_RELEASE = """
    UPDATE extraction_tasks
    SET status = 'queued', queued_at = now(), lease_expires_at = NULL,
        error_code = :code, error_detail = :detail
    WHERE id = :task_id AND status = 'processing' AND attempt = :attempt
"""

_GIVE_UP = """
    UPDATE extraction_tasks
    SET status = 'failed', ended_at = now(), lease_expires_at = NULL,
        error_code = coalesce(error_code, :code), error_detail = coalesce(error_detail, :detail)
    WHERE id = :task_id
      AND (status = 'queued' OR (status = 'processing' AND lease_expires_at < now()))
    RETURNING run_id
"""

_IS_BUSY = "SELECT 1 FROM extraction_tasks WHERE id = :task_id AND status = 'processing'"


class PostgresTasks:
    """Implements ports.tasks.TaskStore."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def claim(self, task_id: UUID, lease_seconds: int) -> ClaimedTask | None:
        with self._database.transaction() as transaction:
            claimed = transaction.first(
                _CLAIM, {"task_id": task_id, "lease_seconds": lease_seconds}
            )
            if claimed is None:
                return None
            documents = transaction.rows(_DOCUMENTS, {"task_id": task_id})
            fields = transaction.rows(_FIELDS, {"run_id": claimed.run_id})
        return ClaimedTask(
            task_id=task_id,
            run_id=claimed.run_id,
            attempt=claimed.attempt,
            documents=tuple(
                TaskDocument(row.original_path, row.content_type, row.object_key, row.object_etag)
                for row in documents
            ),
            fields=tuple(
                FieldSpec(row.name, row.data_type_id, row.prompt, tuple(row.choices), row.repeats)
                for row in fields
            ),
        )

    def complete(
        self, task: ClaimedTask, reading: Reading, extracted_data: dict[str, Any], cells: list[Any]
    ) -> TaskEnded | None:
        with self._database.transaction() as transaction:
            ended = transaction.first(_COMPLETE, _fence(task))
            if ended is None:
                return None
            transaction.run(
                _STORE_RESULT,
                {
                    "task_id": task.task_id,
                    "run_id": ended.run_id,
                    "position": ended.position,
                    "extracted_data": json.dumps(extracted_data),
                    "cells": json.dumps(cells),
                    "row_count": len(reading.rows),
                    "is_certificate": reading.is_certificate,
                    "warnings": json.dumps(
                        [{"code": w.code, "detail": w.detail} for w in reading.warnings]
                    ),
                    "reader_name": reading.reader_name,
                    "reader_version": reading.reader_version,
                    "usage": json.dumps(reading.usage.counts) if reading.usage else None,
                    "cost_usd": str(reading.usage.cost_usd) if reading.usage else None,
                },
            )
            return _count(transaction, ended.run_id, completed=1, failed=0)

    def fail(self, task: ClaimedTask, reason: Reason) -> TaskEnded | None:
        with self._database.transaction() as transaction:
            ended = transaction.first(_FAIL, {**_fence(task), **reason._asdict()})
            if ended is None:
                return None
            return _count(transaction, ended.run_id, completed=0, failed=1)

    def release(self, task: ClaimedTask, reason: Reason) -> bool:
        with self._database.transaction() as transaction:
            return transaction.run(_RELEASE, {**_fence(task), **reason._asdict()}) == 1

    def give_up(self, task_id: UUID, reason: Reason) -> TaskEnded | TaskBusy | None:
        parameters = {"task_id": task_id, **reason._asdict()}
        with self._database.transaction() as transaction:
            ended = transaction.first(_GIVE_UP, parameters)
            if ended is not None:
                return _count(transaction, ended.run_id, completed=0, failed=1)
            return None if transaction.first(_IS_BUSY, parameters) is None else TaskBusy()


def _fence(task: ClaimedTask) -> dict[str, object]:
    return {"task_id": task.task_id, "attempt": task.attempt}


def _count(transaction: Transaction, run_id: UUID, completed: int, failed: int) -> TaskEnded:
    run = transaction.first(
        COUNT_ENDED, {"run_ids": [run_id], "completed": [completed], "failed": [failed]}
    )
    return TaskEnded(run_id, run_ended=run is not None and run.status in RUN_ENDS)

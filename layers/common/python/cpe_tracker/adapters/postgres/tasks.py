"""Claiming and ending tasks in Postgres. Every change names the state it expects."""

import json
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from certificate_reader.fields import FieldSpec
from certificate_reader.reading import Reading
from cpe_tracker.adapters.postgres.count_ended import COUNT_ENDED
from cpe_tracker.adapters.postgres.database import Database
from cpe_tracker.model.reasons import Reason
from cpe_tracker.model.statuses import RUN_ENDS
from cpe_tracker.ports.tasks import ClaimedTask, TaskBusy, TaskDocument, TaskEnded

_CLAIM = """
    WITH claimed AS (
        UPDATE extraction_tasks t
        SET status = 'processing', attempt = t.attempt + 1, started_at = now(),
            lease_expires_at = now() + make_interval(secs => :lease_seconds)
        FROM job_runs r JOIN extraction_jobs j ON j.id = r.job_id
        WHERE t.id = :task_id AND r.id = t.run_id AND r.status = 'in_progress'
          AND j.deleted_at IS NULL
          AND (t.status = 'queued' OR (t.status = 'processing' AND t.lease_expires_at < now()))
        RETURNING t.id, t.run_id, t.attempt
    )
    SELECT c.run_id, c.attempt, documents.listed AS documents, fields.listed AS fields
    FROM claimed c
    CROSS JOIN LATERAL (
        SELECT json_agg(
            json_build_array(f.original_path, f.content_type, f.object_key, f.object_etag)
            ORDER BY tf.position
        ) AS listed
        FROM task_files tf JOIN source_files f ON f.id = tf.source_file_id
        WHERE tf.task_id = c.id
    ) documents
    CROSS JOIN LATERAL (
        SELECT json_agg(
            json_build_array(f.name, f.data_type_id, f.prompt, f.choices, f.repeats)
            ORDER BY f.position
        ) AS listed
        FROM run_fields f WHERE f.run_id = c.run_id
    ) fields
"""

_COMPLETE = """
    WITH ended AS (
        UPDATE extraction_tasks
        SET status = 'completed', ended_at = now(), lease_expires_at = NULL,
            error_code = NULL, error_detail = NULL
        WHERE id = :task_id AND status = 'processing' AND attempt = :attempt
        RETURNING id, run_id, position
    ), stored AS (
        INSERT INTO extraction_results
            (task_id, run_id, position, extracted_data, cells, row_count, is_certificate,
             warnings, reader_name, reader_version, usage, cost_usd)
        SELECT id, run_id, position, CAST(:extracted_data AS jsonb), CAST(:cells AS jsonb),
               :row_count, :is_certificate, CAST(:warnings AS jsonb), :reader_name,
               :reader_version, CAST(:usage AS jsonb), CAST(:cost_usd AS numeric)
        FROM ended
    ), ended_of_run AS (
        SELECT run_id, 1 AS completed, 0 AS failed FROM ended
    )
"""
_COMPLETE_AND_COUNT = _COMPLETE + COUNT_ENDED

_FAIL = """
    WITH ended AS (
        UPDATE extraction_tasks
        SET status = 'failed', ended_at = now(), lease_expires_at = NULL,
            error_code = :code, error_detail = :detail
        WHERE id = :task_id AND status = 'processing' AND attempt = :attempt
        RETURNING run_id
    ), ended_of_run AS (
        SELECT run_id, 0 AS completed, 1 AS failed FROM ended
    )
"""
_FAIL_AND_COUNT = _FAIL + COUNT_ENDED

_RELEASE = """
    UPDATE extraction_tasks
    SET status = 'queued', queued_at = now(), lease_expires_at = NULL,
        error_code = :code, error_detail = :detail
    WHERE id = :task_id AND status = 'processing' AND attempt = :attempt
"""

_GIVE_UP = """
    WITH ended AS (
        UPDATE extraction_tasks
        SET status = 'failed', ended_at = now(), lease_expires_at = NULL,
            error_code = coalesce(error_code, :code),
            error_detail = coalesce(error_detail, :detail)
        WHERE id = :task_id
          AND (status = 'queued' OR (status = 'processing' AND lease_expires_at < now()))
        RETURNING run_id
    ), ended_of_run AS (
        SELECT run_id, 0 AS completed, 1 AS failed FROM ended
    )
"""
_GIVE_UP_AND_COUNT = _GIVE_UP + COUNT_ENDED

_IS_BUSY = "SELECT 1 FROM extraction_tasks WHERE id = :task_id AND status = 'processing'"


class PostgresTasks:
    """Implements ports.tasks.TaskStore."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def claim(self, task_id: UUID, lease_seconds: int) -> ClaimedTask | None:
        claimed = self._database.first(_CLAIM, {"task_id": task_id, "lease_seconds": lease_seconds})
        if claimed is None:
            return None
        return ClaimedTask(
            task_id=task_id,
            run_id=claimed.run_id,
            attempt=claimed.attempt,
            documents=tuple(TaskDocument(*document) for document in claimed.documents or ()),
            fields=tuple(
                FieldSpec(name, data_type, prompt, tuple(choices), repeats)
                for name, data_type, prompt, choices, repeats in claimed.fields or ()
            ),
        )

    def complete(
        self, task: ClaimedTask, reading: Reading, extracted_data: dict[str, Any], cells: list[Any]
    ) -> TaskEnded | None:
        warnings = [{"code": w.code, "detail": w.detail} for w in reading.warnings]
        usage = reading.usage
        return self._end(
            _COMPLETE_AND_COUNT,
            {
                **_fence(task),
                "extracted_data": json.dumps(extracted_data),
                "cells": json.dumps(cells),
                "row_count": len(reading.rows),
                "is_certificate": reading.is_certificate,
                "warnings": json.dumps(warnings),
                "reader_name": reading.reader_name,
                "reader_version": reading.reader_version,
                "usage": json.dumps(usage.counts) if usage else None,
                "cost_usd": str(usage.cost_usd) if usage else None,
            },
        )

    def fail(self, task: ClaimedTask, reason: Reason) -> TaskEnded | None:
        return self._end(_FAIL_AND_COUNT, {**_fence(task), **reason._asdict()})

    def release(self, task: ClaimedTask, reason: Reason) -> bool:
        return self._database.run(_RELEASE, {**_fence(task), **reason._asdict()}) == 1

    def give_up(self, task_id: UUID, reason: Reason) -> TaskEnded | TaskBusy | None:
        parameters = {"task_id": task_id, **reason._asdict()}
        with self._database.transaction() as transaction:
            ended = _ended(transaction.first(_GIVE_UP_AND_COUNT, parameters))
            if ended is not None:
                return ended
            return None if transaction.first(_IS_BUSY, parameters) is None else TaskBusy()

    def _end(self, sql: str, parameters: dict[str, object]) -> TaskEnded | None:
        return _ended(self._database.first(sql, parameters))


def _ended(row: Row[Any] | None) -> TaskEnded | None:
    return None if row is None else TaskEnded(row.run_id, run_ended=row.status in RUN_ENDS)


def _fence(task: ClaimedTask) -> dict[str, object]:
    return {"task_id": task.task_id, "attempt": task.attempt}

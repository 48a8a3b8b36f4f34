"""Tasks in memory."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from certificate_reader.fields import FieldSpec
from certificate_reader.reading import Reading
from cpe_tracker.catalog.states import STATES
from cpe_tracker.model.reasons import Reason
from cpe_tracker.model.statuses import RUN_ENDS, TaskStatus, run_end_status
from cpe_tracker.ports.tasks import ClaimedTask, TaskBusy, TaskDocument, TaskEnded
from tests.fakes.rows import FakeRows, TaskRow, transaction


class FakeTasks(FakeRows):
    """Implements ports.tasks.TaskStore."""

    def _is_deleted(self, task: TaskRow) -> bool:
        return self.rows.jobs[self.rows.runs[task.run_id].job_id].deleted_at is not None

    def _is_free(self, task: TaskRow) -> bool:
        return task.status == TaskStatus.QUEUED or (
            task.status == TaskStatus.PROCESSING
            and task.lease is not None
            and task.lease < self.now()
        )

    @transaction
    def claim(self, task_id: UUID, lease_seconds: int) -> ClaimedTask | None:
        task = self.rows.tasks.get(task_id)
        if task is None or self._is_deleted(task) or not self._is_free(task):
            return None
        task.status = TaskStatus.PROCESSING
        task.attempt += 1
        task.lease = self.now() + timedelta(seconds=lease_seconds)
        state = self.rows.jobs[self.rows.runs[task.run_id].job_id].state
        files = [self.rows.files[file_id] for file_id in task.file_ids]
        return ClaimedTask(
            task_id,
            task.run_id,
            task.attempt,
            tuple(
                TaskDocument(row.new.path, row.new.content_type, row.new.object_key, row.etag)
                for row in files
            ),
            tuple(
                FieldSpec(f.name, f.data_type.value, f.prompt, f.choices, f.repeats)
                for f in STATES[state]
            ),
        )

    def _held(self, task: ClaimedTask) -> TaskRow | None:
        row = self.rows.tasks.get(task.task_id)
        if row is None or row.status != TaskStatus.PROCESSING or row.attempt != task.attempt:
            return None
        return row

    def _end(self, row: TaskRow, status: TaskStatus, reason: Reason | None) -> TaskEnded:
        row.status, row.lease, row.reason = status, None, reason
        run = self.rows.runs[row.run_id]
        if status == TaskStatus.COMPLETED:
            run.completed += 1
        else:
            run.failed += 1
        if run.completed + run.failed == run.total:
            run.status = run_end_status(run.completed, run.failed)
        return TaskEnded(run.id, run_ended=run.status in RUN_ENDS)

    @transaction
    def complete(
        self, task: ClaimedTask, reading: Reading, extracted_data: dict[str, Any], cells: list[Any]
    ) -> TaskEnded | None:
        row = self._held(task)
        if row is None:
            return None
        assert row.id not in self.rows.results
        self.rows.results[row.id] = {
            "extracted_data": extracted_data,
            "cells": cells,
            "reader_name": reading.reader_name,
        }
        return self._end(row, TaskStatus.COMPLETED, None)

    @transaction
    def fail(self, task: ClaimedTask, reason: Reason) -> TaskEnded | None:
        row = self._held(task)
        return None if row is None else self._end(row, TaskStatus.FAILED, reason)

    @transaction
    def release(self, task: ClaimedTask, reason: Reason) -> bool:
        row = self._held(task)
        if row is None:
            return False
        row.status, row.lease, row.reason = TaskStatus.QUEUED, None, reason
        row.queued_at = self.now()
        return True

    @transaction
    def give_up(self, task_id: UUID, reason: Reason) -> TaskEnded | TaskBusy | None:
        row = self.rows.tasks.get(task_id)
        if row is None:
            return None
        if self._is_free(row):
            return self._end(row, TaskStatus.FAILED, row.reason or reason)
        return TaskBusy() if row.status == TaskStatus.PROCESSING else None

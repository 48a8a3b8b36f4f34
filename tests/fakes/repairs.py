"""What the schedule mends, in memory."""

from collections import Counter
from datetime import timedelta
from uuid import UUID

from cpe_tracker.model.reasons import Reason
from cpe_tracker.model.statuses import RUN_ENDS, TaskStatus
from cpe_tracker.ports.repairs import DeletedSheet
from tests.fakes.rows import TaskRow, transaction
from tests.fakes.tasks import FakeTasks


class FakeRepairs(FakeTasks):
    """Implements ports.repairs.RepairStore."""

    def _expired(self) -> list[TaskRow]:
        return [
            task
            for task in self.rows.tasks.values()
            if task.status == TaskStatus.PROCESSING
            and self._is_free(task)
            and not self._is_deleted(task)
        ]

    @transaction
    def requeue_expired(self, attempts: int, reason: Reason, limit: int) -> list[UUID]:
        tasks = [task for task in self._expired() if task.attempt < attempts][:limit]
        for task in tasks:
            task.status, task.lease, task.reason = TaskStatus.QUEUED, None, reason
            task.queued_at = self.now()
        return [task.id for task in tasks]

    @transaction
    def fail_exhausted(self, attempts: int, reason: Reason, limit: int) -> list[UUID]:
        tasks = [task for task in self._expired() if task.attempt >= attempts][:limit]
        ended = Counter(
            end.run_id
            for end in [self._end(task, TaskStatus.FAILED, reason) for task in tasks]
            if end.run_ended
        )
        return list(ended)

    def _waiting(self) -> list[TaskRow]:
        open_statuses = (TaskStatus.QUEUED, TaskStatus.PROCESSING)
        tasks = [task for task in self.rows.tasks.values() if task.status in open_statuses]
        return [task for task in tasks if not self._is_deleted(task)]

    @transaction
    def tasks_waiting(self) -> int:
        return len(self._waiting())

    @transaction
    def stale_tasks(self, older_than_seconds: int, limit: int) -> list[UUID]:
        before = self.now() - timedelta(seconds=older_than_seconds)
        stale = [
            task
            for task in self._waiting()
            if task.status == TaskStatus.QUEUED and task.queued_at < before
        ]
        for task in stale[:limit]:
            task.queued_at = self.now()
        return [task.id for task in stale[:limit]]

    @transaction
    def runs_without_successor(self, limit: int) -> list[UUID]:
        followed = {run.append_from for run in self.rows.runs.values()}
        return [
            run.id
            for run in self.rows.runs.values()
            if run.status in RUN_ENDS
            and run.id not in followed
            and self.rows.jobs[run.job_id].deleted_at is None
        ][:limit]

    @transaction
    def sheets_to_purge(self, window_seconds: int, limit: int) -> list[DeletedSheet]:
        before = self.now() - timedelta(seconds=window_seconds)
        jobs = [j for j in self.rows.jobs.values() if j.deleted_at and j.deleted_at < before]
        return [DeletedSheet(job.id, job.user_id) for job in jobs][:limit]

    @transaction
    def purge_sheet(self, job_id: UUID) -> None:
        job = self.rows.jobs.get(job_id)
        if job is None or job.deleted_at is None:
            return
        rows = self.rows
        del rows.jobs[job_id]
        rows.runs = {key: run for key, run in rows.runs.items() if run.job_id != job_id}
        rows.files = {key: row for key, row in rows.files.items() if row.run_id in rows.runs}
        rows.tasks = {key: task for key, task in rows.tasks.items() if task.run_id in rows.runs}
        rows.results = {key: row for key, row in rows.results.items() if key in rows.tasks}

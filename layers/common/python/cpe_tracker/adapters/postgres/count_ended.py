"""The one statement that moves a run's counters; it also ends the run when they are full."""

COUNT_ENDED = """
    , counted AS (
        UPDATE job_runs r
        SET tasks_completed = r.tasks_completed + e.completed,
            tasks_failed = r.tasks_failed + e.failed,
            status = CASE
                WHEN r.tasks_completed + r.tasks_failed + e.completed + e.failed < r.tasks_total
                    THEN r.status
                WHEN r.tasks_failed + e.failed = 0 THEN 'completed'
                WHEN r.tasks_completed + e.completed = 0 THEN 'failed'
                ELSE 'partially_completed' END,
            completed_at = CASE
                WHEN r.tasks_completed + r.tasks_failed + e.completed + e.failed < r.tasks_total
                    THEN NULL
                ELSE now() END
        FROM ended_of_run e
        WHERE r.id = e.run_id AND r.status = 'in_progress'
        RETURNING r.id, r.status
    )
    SELECT e.run_id, counted.status
    FROM ended_of_run e LEFT JOIN counted ON counted.id = e.run_id
"""
"""Follows the part of a statement that ends tasks and sums them up as `ended_of_run (run_id,
completed, failed)`. Answers those runs, with the status of those that were in progress.

The end status follows `model.statuses.run_end_status`.
"""

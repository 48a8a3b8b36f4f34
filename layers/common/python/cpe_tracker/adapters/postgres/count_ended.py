"""The one statement that moves a run's counters; it also ends the run when they are full.

The end status follows `model.statuses.run_end_status`.
"""

COUNT_ENDED = """
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
    FROM unnest(CAST(:run_ids AS uuid[]), CAST(:completed AS int[]), CAST(:failed AS int[]))
         AS e (run_id, completed, failed)
    WHERE r.id = e.run_id AND r.status = 'in_progress'
    RETURNING r.id, r.status
"""

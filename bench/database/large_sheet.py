"""A sheet of 100,000 results, made in the database itself."""

from dataclasses import dataclass
from uuid import UUID

from cpe_tracker.adapters.postgres.database import Database
from cpe_tracker.adapters.postgres.sheets import PostgresSheets

USER = "somebody"
RUNS, RESULTS_A_RUN = 20, 5000

_RUNS = """
    INSERT INTO job_runs
        (id, job_id, status, config_step, template_id, append_results, append_from_run_id,
         result_set_index, tasks_total, tasks_completed, submitted_at, completed_at)
    SELECT md5('run' || n)::uuid, :job_id, 'completed', 'submitted', :template_id, true,
           CASE WHEN n = 1 THEN r.id ELSE md5('run' || n - 1)::uuid END, n, :tasks, :tasks,
           now(), now()
    FROM generate_series(1, :runs) n, job_runs r WHERE r.job_id = :job_id
    ORDER BY n
"""

_END_FIRST_RUN = """
    UPDATE job_runs SET status = 'completed', config_step = 'submitted', submitted_at = now(),
                        completed_at = now()
    WHERE job_id = :job_id
"""

_FIELDS = """
    INSERT INTO run_fields (run_id, position, name, data_type_id, prompt, choices, repeats)
    SELECT r.id, f.position, f.name, f.data_type_id, f.prompt, f.choices, f.repeats
    FROM job_runs r JOIN template_fields f ON f.template_id = r.template_id
    WHERE r.job_id = :job_id
"""

_FILES = """
    INSERT INTO source_files
        (id, run_id, position, original_path, size, content_type, object_key, object_etag, status)
    SELECT md5('file' || r.id || n)::uuid, r.id, n, '2026/batch ' || r.result_set_index || '/'
           || n || '.pdf', 40000, 'application/pdf', 'users/x/' || r.id || '/' || n, 'e',
           'uploaded'
    FROM job_runs r, generate_series(0, r.tasks_total - 1) n WHERE r.job_id = :job_id
"""

_TASKS = """
    INSERT INTO extraction_tasks (id, run_id, position, folder, mode, status, attempt, ended_at)
    SELECT md5('task' || f.id)::uuid, f.run_id, f.position, '2026', 'individual', 'completed', 1,
           now()
    FROM source_files f JOIN job_runs r ON r.id = f.run_id WHERE r.job_id = :job_id
"""

_TASK_FILES = """
    INSERT INTO task_files (task_id, position, source_file_id)
    SELECT md5('task' || f.id)::uuid, 0, f.id
    FROM source_files f JOIN job_runs r ON r.id = f.run_id WHERE r.job_id = :job_id
"""

_RESULTS = """
    INSERT INTO extraction_results
        (task_id, run_id, position, extracted_data, cells, row_count, is_certificate, warnings,
         reader_name, reader_version)
    SELECT t.id, t.run_id, t.position,
           jsonb_build_object('columns', names.columns, 'results', jsonb_build_array(
               jsonb_build_array(
                   'Maria Delgado', 'Taxation of Partnerships, Part ' || t.position,
                   'Harbor Point Learning LLC', '2026-03-14', '2.5', 'Taxes', 'Technical',
                   'QAS Self Study', '104512', NULL))),
           jsonb_build_array(cells.one_row), 1, true, '[]', 'layout', '1'
    FROM extraction_tasks t
    JOIN job_runs r ON r.id = t.run_id
    CROSS JOIN (
        SELECT jsonb_agg(name ORDER BY position) AS columns
        FROM template_fields WHERE template_id = :template_id
    ) names
    CROSS JOIN (
        SELECT jsonb_agg(jsonb_build_object(
            'printed', 'as it is printed', 'confidence', 0.97, 'evidence', jsonb_build_object(
                'document', 0, 'page', 1, 'quote', 'as it is printed', 'box', jsonb_build_object(
                    'left', 0.1, 'top', 0.2, 'right', 0.4, 'bottom', 0.23)))) AS one_row
        FROM generate_series(1, 10)
    ) cells
    WHERE r.job_id = :job_id
"""


@dataclass(frozen=True)
class LargeSheet:
    """Whose sheet it is, and its newest run."""

    job_id: UUID
    run_id: UUID


def make_large_sheet(database: Database) -> LargeSheet:
    """A chain of 20 ended runs of 5,000 results of one row and 10 columns."""
    sheets = PostgresSheets(database)
    template_id = sheets.states()[0].template_id
    job_id = sheets.create_sheet(USER, template_id, "Large").job_id
    parameters = {"job_id": job_id, "template_id": template_id}
    with database.transaction() as transaction:
        transaction.run(_END_FIRST_RUN, parameters)
        transaction.run(_RUNS, parameters | {"runs": RUNS, "tasks": RESULTS_A_RUN})
        transaction.run(_FIELDS, parameters)
    for statement in (_FILES, _TASKS, _TASK_FILES, _RESULTS):
        with database.transaction() as transaction:
            transaction.run("SET LOCAL statement_timeout = 0")
            transaction.run(statement, parameters)
    with database.transaction() as transaction:
        transaction.run("ANALYZE")
        (newest,) = transaction.rows(
            "SELECT id FROM job_runs WHERE job_id = :job_id AND result_set_index = :runs",
            {"job_id": job_id, "runs": RUNS},
        )
    return LargeSheet(job_id, newest.id)

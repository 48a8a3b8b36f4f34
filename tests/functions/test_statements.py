"""How many statements an answer costs, whatever the number of rows behind it."""

from typing import Any

import pytest

from cpe_tracker.adapters.s3 import S3Objects
from cpe_tracker.adapters.sqs import SqsTaskQueue
from cpe_tracker.ports.objects import StoredObject
from cpe_tracker.wiring import Parts
from tests.functions.apps import API
from tests.functions.calling import Caller
from tests.functions.desk import Desk, a_file
from tests.functions.test_foreign_ids import BODIES, named

READS = [one for one in API.api.endpoints if one.method == "GET"]
START_OF_1000 = 15

_RUN = """
    INSERT INTO job_runs (id, job_id, template_id, append_results, append_from_run_id,
        result_set_index, status, config_step, tasks_total, tasks_completed, submitted_at,
        completed_at)
    SELECT gen_random_uuid(), r.job_id, r.template_id, true, r.id, r.result_set_index + 1,
        'completed', 'submitted', :rows, :rows, now(), now()
    FROM job_runs r WHERE r.job_id = :job_id ORDER BY r.result_set_index DESC LIMIT 1
"""
_FILES = """
    INSERT INTO source_files (id, run_id, position, original_path, size, content_type, object_key,
        object_etag, status)
    SELECT gen_random_uuid(), r.id, n, n || '.pdf', 5, 'application/pdf', r.id || '/' || n,
        'etag', 'uploaded'
    FROM job_runs r CROSS JOIN generate_series(0, :rows - 1) n WHERE r.status = 'completed'
"""
_TASKS = """
    INSERT INTO extraction_tasks (id, run_id, position, folder, mode, status, ended_at)
    SELECT id, run_id, position, '/', 'individual', 'completed', now() FROM source_files
"""
_TASK_FILES = """
    INSERT INTO task_files (task_id, position, source_file_id) SELECT id, 0, id FROM source_files
"""
_RESULTS = """
    INSERT INTO extraction_results (task_id, run_id, position, extracted_data, cells, row_count,
        is_certificate, warnings, reader_name, reader_version)
    SELECT id, run_id, position, '{"columns": ["Provider"], "results": [["x"]]}',
        '[[{"printed": "x", "confidence": 0.9, "evidence": null}]]', 1, true,
        '[]', 'fake', '1'
    FROM source_files
"""


def grown(desk: Desk, sheets: int, runs: int, rows: int) -> str:
    """So many sheets, the newest with a chain of so many runs, each with so many results."""
    job_id = [desk.sheet()["job_id"] for _ in range(sheets)][-1]
    for _ in range(runs):
        desk.execute(_RUN, job_id=job_id, rows=rows)
    desk.execute(_FILES, rows=rows)
    for sql in (_TASKS, _TASK_FILES, _RESULTS):
        desk.execute(sql)
    return job_id


def costs(
    ada: Caller, desk: Desk, statements: list[str], endpoints: list[Any], job_id: str
) -> dict[str, int]:
    """The number of statements of each of these endpoints."""
    file_ids = desk.ids("SELECT id FROM source_files")
    counted = {}
    for endpoint in endpoints:
        statements.clear()
        path = endpoint.path.format(job_id=job_id, file_id=file_ids[0])
        answer = ada.call(endpoint.method, path, BODIES[endpoint.body] if endpoint.body else None)
        assert answer.status == endpoint.status, answer
        counted[named(endpoint)] = len(statements)
    return counted


def test_no_read_costs_more_when_there_is_more_to_read(
    ada: Caller, desk: Desk, statements: list[str]
) -> None:
    few = costs(ada, desk, statements, READS, grown(desk, sheets=1, runs=1, rows=1))
    desk.execute("DELETE FROM extraction_jobs")
    many = costs(ada, desk, statements, READS, grown(desk, sheets=20, runs=10, rows=60))
    assert many == few
    assert max(many.values()) <= 3


def test_the_list_of_sheets_is_one_statement(
    ada: Caller, desk: Desk, statements: list[str]
) -> None:
    grown(desk, sheets=30, runs=3, rows=10)
    statements.clear()
    assert len(ada.get("/api/cpe/sheets").json["sheets"]) == 30
    assert len(statements) == 1


def test_an_export_costs_the_same_for_a_row_and_for_a_page_of_rows(
    ada: Caller, desk: Desk, statements: list[str]
) -> None:
    exports = [one for one in API.api.endpoints if one.path.endswith("/exports")]
    few = costs(ada, desk, statements, exports, grown(desk, sheets=1, runs=1, rows=1))
    desk.execute("DELETE FROM extraction_jobs")
    many = costs(ada, desk, statements, exports, grown(desk, sheets=1, runs=3, rows=300))
    assert many == few


def test_a_registration_costs_the_same_for_one_file_and_for_200(
    desk: Desk, statements: list[str]
) -> None:
    def cost(count: int) -> int:
        job_id = desk.sheet()["job_id"]
        statements.clear()
        hashes = [f"{number:064x}" for number in range(count)]
        files = [a_file(f"{one}.pdf", sha256=one) for one in hashes]
        assert len(desk.register(job_id, *files).json["files"]) == count
        return len(statements)

    assert cost(200) == cost(1)


def test_a_start_costs_the_same_for_one_file_and_for_1000(
    desk: Desk, parts: Parts, statements: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The objects are listed, not asked for one by one; sending is no statement."""

    def cost(count: int) -> int:
        sheet = desk.sheet()
        desk.execute(
            "INSERT INTO source_files (id, run_id, position, original_path, size, content_type,"
            " object_key) SELECT gen_random_uuid(), :run_id, n, n || '.pdf', 5, 'application/pdf',"
            " :run_id || '/' || n FROM generate_series(1, :count) n",
            run_id=sheet["run_id"],
            count=count,
        )
        stored = {
            f"{sheet['run_id']}/{n}": StoredObject(f"{sheet['run_id']}/{n}", 5, "etag")
            for n in range(1, count + 1)
        }
        monkeypatch.setattr(S3Objects, "list_objects", lambda _self, _prefix: stored)
        monkeypatch.setattr(SqsTaskQueue, "send", lambda _self, _messages: None)
        statements.clear()
        assert desk.start(sheet["job_id"]).json["tasks_total"] == count
        return len(statements)

    assert parts
    assert cost(1000) == cost(1) <= START_OF_1000

"""What the code must never write, the database refuses."""

from enum import StrEnum
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import CheckConstraint, Engine, text
from sqlalchemy.exc import DBAPIError

from cpe_tracker.model.statuses import (
    ConfigStep,
    ExportFormat,
    FileStatus,
    JobType,
    ProcessingMode,
    RunStatus,
    TaskStatus,
    TemplateType,
)
from cpe_tracker.model.tables import Tables

JOB, RUN, TASK, FILE, TEMPLATE = (UUID(int=number) for number in range(1, 6))
NOW = "2026-01-31T00:00:00Z"

VALID: dict[str, dict[str, Any]] = {
    "templates": {"id": TEMPLATE, "template_type": "cpe", "name": "Nevada", "is_public": True},
    "extraction_jobs": {"id": JOB, "user_id": "ada", "name": "Sheet"},
    "job_runs": {"id": RUN, "job_id": JOB, "result_set_index": 0},
    "processing_modes": {"run_id": RUN, "folder": "/", "mode": "individual"},
    "source_files": {
        "id": FILE,
        "run_id": RUN,
        "position": 0,
        "original_path": "a.pdf",
        "size": 1,
        "content_type": "application/pdf",
        "object_key": "key",
    },
    "extraction_tasks": {
        "id": TASK,
        "run_id": RUN,
        "position": 0,
        "folder": "/",
        "mode": "individual",
    },
    "exports": {
        "id": UUID(int=9),
        "run_id": RUN,
        "format": "csv",
        "view_key": "",
    },
    "template_fields": {
        "template_id": TEMPLATE,
        "position": 0,
        "name": "Hours",
        "data_type_id": "number",
        "prompt": "",
        "choices": "[]",
        "repeats": False,
    },
    "extraction_results": {
        "task_id": TASK,
        "run_id": RUN,
        "position": 0,
        "extracted_data": "{}",
        "cells": "[]",
        "row_count": 0,
        "is_certificate": True,
        "warnings": "[]",
        "reader_name": "layout",
        "reader_version": "1",
    },
}
"""A row of each table that has rules, in an order in which they can be written."""

SUBMITTED = {"config_step": "submitted", "submitted_at": NOW}
ENDED = {**SUBMITTED, "completed_at": NOW}
CLOSED_SETS: dict[tuple[str, str], type[StrEnum]] = {
    ("templates", "template_type"): TemplateType,
    ("extraction_jobs", "job_type"): JobType,
    ("job_runs", "status"): RunStatus,
    ("job_runs", "config_step"): ConfigStep,
    ("processing_modes", "mode"): ProcessingMode,
    ("source_files", "status"): FileStatus,
    ("extraction_tasks", "status"): TaskStatus,
    ("extraction_tasks", "mode"): ProcessingMode,
    ("exports", "format"): ExportFormat,
}
GOES_WITH: dict[tuple[str, str], dict[str, Any]] = {
    ("job_runs", "in_progress"): SUBMITTED,
    ("job_runs", "completed"): ENDED,
    ("job_runs", "partially_completed"): ENDED,
    ("job_runs", "failed"): ENDED,
    ("job_runs", "submitted"): {"status": "in_progress", "submitted_at": NOW},
    ("source_files", "missing"): {"reason_code": "missing"},
    ("source_files", "rejected"): {"reason_code": "wrong_size"},
    ("extraction_tasks", "processing"): {"lease_expires_at": NOW},
    ("extraction_tasks", "completed"): {"ended_at": NOW},
    ("extraction_tasks", "failed"): {"ended_at": NOW, "error_code": "damaged"},
}
"""What else a row needs for the database to take the value."""

ILLEGAL: list[tuple[str, str, dict[str, Any]]] = [
    ("templates", "public_has_no_owner", {"user_id": "ada"}),
    ("templates", "public_has_no_owner", {"is_public": False}),
    ("template_fields", "position", {"position": -1}),
    ("job_runs", "submitted", {"config_step": "submitted"}),
    ("job_runs", "submitted", {"status": "in_progress", "submitted_at": NOW}),
    ("job_runs", "submitted_at", {"submitted_at": NOW}),
    ("job_runs", "submitted_at", {"status": "in_progress", "config_step": "submitted"}),
    ("job_runs", "completed_at", {**SUBMITTED, "status": "in_progress", "completed_at": NOW}),
    ("job_runs", "completed_at", {**SUBMITTED, "status": "completed"}),
    ("job_runs", "counters", {"tasks_completed": 1}),
    ("job_runs", "counters", {"tasks_total": 1, "tasks_completed": 1, "tasks_failed": 1}),
    ("job_runs", "counters", {"tasks_failed": -1}),
    ("job_runs", "ended_when_all_tasks_ended", {**ENDED, "status": "failed", "tasks_total": 1}),
    ("job_runs", "append", {"append_results": True}),
    ("source_files", "size", {"size": 0}),
    ("source_files", "reason", {"status": "missing"}),
    ("source_files", "reason", {"reason_code": "missing"}),
    ("extraction_tasks", "lease_expires_at", {"status": "processing"}),
    ("extraction_tasks", "lease_expires_at", {"lease_expires_at": NOW}),
    ("extraction_tasks", "ended_at", {"status": "failed", "error_code": "damaged"}),
    ("extraction_tasks", "ended_at", {"ended_at": NOW}),
    ("extraction_tasks", "failed_has_a_reason", {"status": "failed", "ended_at": NOW}),
    (
        "extraction_tasks",
        "completed_has_no_reason",
        {"status": "completed", "ended_at": NOW, "error_code": "damaged"},
    ),
    ("exports", "finished_at", {"object_key": "key", "fingerprint": "f"}),
    ("exports", "finished_at", {"finished_at": NOW}),
    ("exports", "fingerprint", {"object_key": "key", "finished_at": NOW}),
    ("exports", "fingerprint", {"fingerprint": "f"}),
    ("extraction_results", "row_count", {"row_count": -1}),
]


def write(engine: Engine, table: str, changed: dict[str, Any]) -> None:
    """The valid rows up to this table's, and then this table's with the change; nothing stays."""
    with engine.connect() as connection:
        for name, row in VALID.items():
            values = {**row, **changed} if name == table else row
            columns, given = ", ".join(values), ", ".join(f":{column}" for column in values)
            connection.execute(text(f"INSERT INTO {name} ({columns}) VALUES ({given})"), values)
            if name == table:
                return


def refusal(engine: Engine, table: str, changed: dict[str, Any]) -> str:
    """The name of the constraint that refused."""
    with pytest.raises(DBAPIError) as refused:
        write(engine, table, changed)
    assert refused.value.orig is not None
    name: str = refused.value.orig.args[0].get("n", "none")
    return name


def test_the_valid_rows_are_valid(shared: Engine) -> None:
    write(shared, list(VALID)[-1], {})


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [(*at, value.value) for at, values in CLOSED_SETS.items() for value in values],
)
def test_every_value_of_a_closed_set_is_taken(
    shared: Engine, table: str, column: str, value: str
) -> None:
    write(shared, table, {column: value, **GOES_WITH.get((table, value), {})})


@pytest.mark.parametrize(("table", "column"), CLOSED_SETS)
@pytest.mark.parametrize("value", ["", "unheard_of", "PENDING"])
def test_any_other_value_is_refused(shared: Engine, table: str, column: str, value: str) -> None:
    rest = {**SUBMITTED, column: value} if (table, column) == ("job_runs", "status") else {}
    row = {**rest, **(ENDED if rest else {}), column: value}
    assert refusal(shared, table, row) == f"ck_{table}_{column}"


@pytest.mark.parametrize(("table", "rule", "changed"), ILLEGAL)
def test_what_contradicts_itself_is_refused(
    shared: Engine, table: str, rule: str, changed: dict[str, Any]
) -> None:
    assert refusal(shared, table, changed) == f"ck_{table}_{rule}"


def test_every_check_of_the_models_is_proved_here() -> None:
    declared = {
        str(constraint.name)
        for table in Tables.metadata.tables.values()
        for constraint in table.constraints
        if isinstance(constraint, CheckConstraint)
    }
    proved = {f"ck_{table}_{column}" for table, column in CLOSED_SETS}
    assert declared == proved | {f"ck_{table}_{rule}" for table, rule, _ in ILLEGAL}

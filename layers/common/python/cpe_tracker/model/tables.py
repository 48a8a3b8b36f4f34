"""The tables: what each column means and who may change it.

Every closed set of values is a check constraint made from `statuses`, so the database refuses
what the code must never write.
"""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    MetaData,
    Numeric,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

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


def one_of(column: str, values: type[StrEnum]) -> CheckConstraint:
    """`column` holds one of `values`; the constraint is named after the column."""
    return CheckConstraint(
        f"{column} IN ({', '.join(repr(value.value) for value in values)})", name=column
    )


class Tables(DeclarativeBase):
    """Common to all: times carry a zone, structured columns are JSONB, names are text."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it as declared
        str: Text,
        datetime: TIMESTAMP(timezone=True),
        dict[str, Any]: JSONB,
        list[Any]: JSONB,
        Decimal: Numeric,
    }


_NOW = text("now()")


class DataType(Tables):
    """A kind of value. Seeded from `catalog.data_types`; never changed by users."""

    __tablename__ = "data_types"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    normal_form: Mapped[str]  # how a value of it is written in results
    export_form: Mapped[str]  # the type of its cell in a workbook


class Template(Tables):
    """A named list of fields. A state is a public template of type `cpe`, named after it."""

    __tablename__ = "templates"
    __table_args__ = (
        one_of("template_type", TemplateType),
        CheckConstraint("is_public = (user_id IS NULL)", name="public_has_no_owner"),
        Index(
            "uq_templates_public_cpe_name",
            "name",
            unique=True,
            postgresql_where=text("is_public AND template_type = 'cpe'"),
        ),
        Index("ix_templates_user_id", "user_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    template_type: Mapped[str]
    name: Mapped[str]
    is_public: Mapped[bool]
    user_id: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(server_default=_NOW)
    updated_at: Mapped[datetime] = mapped_column(server_default=_NOW)


class TemplateField(Tables):
    """One column of a template's table."""

    __tablename__ = "template_fields"
    __table_args__ = (
        UniqueConstraint("template_id", "name"),
        CheckConstraint("position >= 0", name="position"),
    )

    template_id: Mapped[UUID] = mapped_column(
        ForeignKey("templates.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    data_type_id: Mapped[str] = mapped_column(ForeignKey("data_types.id"))
    prompt: Mapped[str]
    choices: Mapped[list[Any]]
    repeats: Mapped[bool]  # may differ between the rows of one certificate


class ExtractionJob(Tables):
    """What a user keeps adding to. A sheet is a job of type `cpe`."""

    __tablename__ = "extraction_jobs"
    __table_args__ = (
        one_of("job_type", JobType),
        Index(
            "ix_extraction_jobs_user_id_job_type_created_at", "user_id", "job_type", "created_at"
        ),
        Index(
            "ix_extraction_jobs_deleted_at",
            "deleted_at",
            postgresql_where=text("deleted_at IS NOT NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[str]
    name: Mapped[str]
    job_type: Mapped[str] = mapped_column(server_default=text("'extraction'"))
    created_at: Mapped[datetime] = mapped_column(server_default=_NOW)
    deleted_at: Mapped[datetime | None]  # hidden since then; purged when the restore window is over


class JobRun(Tables):
    """One pass of a job: files are added while it is `pending`, then it is submitted once.

    The counters move only together with a task's end, in the same transaction, and the update
    that makes them terminal sets the end status.
    """

    __tablename__ = "job_runs"
    __table_args__ = (
        one_of("status", RunStatus),
        one_of("config_step", ConfigStep),
        CheckConstraint("(status = 'pending') = (submitted_at IS NULL)", name="submitted_at"),
        CheckConstraint("(status = 'pending') = (config_step <> 'submitted')", name="submitted"),
        CheckConstraint(
            "(status IN ('pending', 'in_progress')) = (completed_at IS NULL)", name="completed_at"
        ),
        CheckConstraint(
            "tasks_completed >= 0 AND tasks_failed >= 0"
            " AND tasks_completed + tasks_failed <= tasks_total",
            name="counters",
        ),
        CheckConstraint(
            "status IN ('pending', 'in_progress') OR tasks_completed + tasks_failed = tasks_total",
            name="ended_when_all_tasks_ended",
        ),
        CheckConstraint("append_results = (append_from_run_id IS NOT NULL)", name="append"),
        Index("ix_job_runs_job_id_result_set_index", "job_id", "result_set_index"),
        Index(
            "uq_job_runs_job_id_append_from_run_id",
            "job_id",
            "append_from_run_id",
            unique=True,
            postgresql_where=text("append_from_run_id IS NOT NULL"),
        ),
        Index("ix_job_runs_append_from_run_id", "append_from_run_id"),
        Index(
            "ix_job_runs_in_progress",
            "id",
            postgresql_where=text("status = 'in_progress'"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    job_id: Mapped[UUID] = mapped_column(ForeignKey("extraction_jobs.id", ondelete="CASCADE"))
    status: Mapped[str] = mapped_column(server_default=text("'pending'"))
    config_step: Mapped[str] = mapped_column(server_default=text("'upload'"))
    template_id: Mapped[UUID | None] = mapped_column(ForeignKey("templates.id"))
    description: Mapped[str] = mapped_column(server_default=text("''"))
    append_results: Mapped[bool] = mapped_column(server_default=text("false"))
    append_from_run_id: Mapped[UUID | None] = mapped_column(ForeignKey("job_runs.id"))
    result_set_index: Mapped[int]  # the run's place among its job's runs, from 0
    tasks_total: Mapped[int] = mapped_column(server_default=text("0"))
    tasks_completed: Mapped[int] = mapped_column(server_default=text("0"))
    tasks_failed: Mapped[int] = mapped_column(server_default=text("0"))
    created_at: Mapped[datetime] = mapped_column(server_default=_NOW)
    submitted_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]


class RunField(Tables):
    """A field as it was when the run was submitted; never changed afterwards."""

    __tablename__ = "run_fields"
    __table_args__ = (UniqueConstraint("run_id", "name"),)

    run_id: Mapped[UUID] = mapped_column(
        ForeignKey("job_runs.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    data_type_id: Mapped[str] = mapped_column(ForeignKey("data_types.id"))
    prompt: Mapped[str]
    choices: Mapped[list[Any]]
    repeats: Mapped[bool]


class ProcessingModeOfFolder(Tables):
    """How the files of one folder of a run become tasks; never changed after the submit."""

    __tablename__ = "processing_modes"
    __table_args__ = (one_of("mode", ProcessingMode),)

    run_id: Mapped[UUID] = mapped_column(
        ForeignKey("job_runs.id", ondelete="CASCADE"), primary_key=True
    )
    folder: Mapped[str] = mapped_column(primary_key=True)  # dirname of the paths, or `/`
    mode: Mapped[str]


class SourceFile(Tables):
    """A file the user registered. Its path is data; the object's key is generated."""

    __tablename__ = "source_files"
    __table_args__ = (
        one_of("status", FileStatus),
        CheckConstraint("size > 0", name="size"),
        CheckConstraint(
            "(status IN ('missing', 'rejected')) = (reason_code IS NOT NULL)", name="reason"
        ),
        UniqueConstraint("run_id", "position"),
        UniqueConstraint("object_key"),
        Index(
            "uq_source_files_retry_of",
            "retry_of",
            unique=True,
            postgresql_where=text("retry_of IS NOT NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    run_id: Mapped[UUID] = mapped_column(ForeignKey("job_runs.id", ondelete="CASCADE"))
    position: Mapped[int]  # the order of registration within the run, from 0
    original_path: Mapped[str]
    size: Mapped[int]  # bytes, as declared; the object must have exactly as many
    content_type: Mapped[str]
    sha256: Mapped[str | None]  # lower-case hex, as declared
    object_key: Mapped[str]
    object_etag: Mapped[str | None]  # what start found; the worker reads exactly that
    status: Mapped[str] = mapped_column(server_default=text("'awaiting_upload'"))
    reason_code: Mapped[str | None]
    reason_detail: Mapped[str | None]
    retry_of: Mapped[UUID | None] = mapped_column(ForeignKey("source_files.id"))
    created_at: Mapped[datetime] = mapped_column(server_default=_NOW)


class ExtractionTask(Tables):
    """One reading: a file, or all the files of a combined folder.

    `attempt` is the fence: whoever ends a task must name the attempt under which it was claimed.
    A task that is `queued` with an `error_code` waits for a retry.
    """

    __tablename__ = "extraction_tasks"
    __table_args__ = (
        one_of("status", TaskStatus),
        one_of("mode", ProcessingMode),
        CheckConstraint(
            "(status = 'processing') = (lease_expires_at IS NOT NULL)", name="lease_expires_at"
        ),
        CheckConstraint(
            "(status IN ('completed', 'failed')) = (ended_at IS NOT NULL)", name="ended_at"
        ),
        CheckConstraint("status <> 'failed' OR error_code IS NOT NULL", name="failed_has_a_reason"),
        CheckConstraint(
            "status <> 'completed' OR error_code IS NULL", name="completed_has_no_reason"
        ),
        UniqueConstraint("run_id", "position"),
        Index(
            "ix_extraction_tasks_waiting",
            "status",
            "queued_at",
            postgresql_where=text("status IN ('queued', 'processing')"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    run_id: Mapped[UUID] = mapped_column(ForeignKey("job_runs.id", ondelete="CASCADE"))
    position: Mapped[int]  # the order of the run's results, from 0
    folder: Mapped[str]
    mode: Mapped[str]
    status: Mapped[str] = mapped_column(server_default=text("'queued'"))
    attempt: Mapped[int] = mapped_column(server_default=text("0"))
    queued_at: Mapped[datetime] = mapped_column(server_default=_NOW)  # last (re)sent or released
    lease_expires_at: Mapped[datetime | None]
    started_at: Mapped[datetime | None]  # of the latest attempt
    ended_at: Mapped[datetime | None]
    error_code: Mapped[str | None]
    error_detail: Mapped[str | None]


class TaskFile(Tables):
    """Which files a task reads, in order. A file is in one task at the most."""

    __tablename__ = "task_files"
    __table_args__ = (UniqueConstraint("source_file_id"),)

    task_id: Mapped[UUID] = mapped_column(
        ForeignKey("extraction_tasks.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    source_file_id: Mapped[UUID] = mapped_column(ForeignKey("source_files.id", ondelete="CASCADE"))


class ExtractionResult(Tables):
    """What a completed task read; written once, in the transaction that completes the task."""

    __tablename__ = "extraction_results"
    __table_args__ = (
        UniqueConstraint("run_id", "position"),
        CheckConstraint("row_count >= 0", name="row_count"),
    )

    task_id: Mapped[UUID] = mapped_column(
        ForeignKey("extraction_tasks.id", ondelete="CASCADE"), primary_key=True
    )
    run_id: Mapped[UUID] = mapped_column(ForeignKey("job_runs.id", ondelete="CASCADE"))
    position: Mapped[int]  # the task's, kept here so that a page of results is one index range
    extracted_data: Mapped[dict[str, Any]]  # {"columns": [name], "results": [[text or null]]}
    cells: Mapped[list[Any]]  # like results: {"printed", "confidence", "evidence"} of each value
    row_count: Mapped[int]
    is_certificate: Mapped[bool]
    warnings: Mapped[list[Any]]  # [{"code", "detail"}]
    reader_name: Mapped[str]
    reader_version: Mapped[str]
    usage: Mapped[dict[str, Any] | None]  # counts by kind, where a paid service was asked
    cost_usd: Mapped[Decimal | None]
    created_at: Mapped[datetime] = mapped_column(server_default=_NOW)


class Export(Tables):
    """A file of a run's grid: asked for while `object_key` is null, finished afterwards.

    A large grid is written in the background, one writing at a time for each run, format and view.
    """

    __tablename__ = "exports"
    __table_args__ = (
        one_of("format", ExportFormat),
        CheckConstraint("(object_key IS NULL) = (finished_at IS NULL)", name="finished_at"),
        CheckConstraint("(object_key IS NULL) = (fingerprint IS NULL)", name="fingerprint"),
        Index(
            "uq_exports_being_written",
            "run_id",
            "format",
            "view_key",
            unique=True,
            postgresql_where=text("object_key IS NULL"),
        ),
        Index("ix_exports_run_id_format_view_key", "run_id", "format", "view_key", "finished_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    run_id: Mapped[UUID] = mapped_column(ForeignKey("job_runs.id", ondelete="CASCADE"))
    format: Mapped[str]
    view: Mapped[dict[str, Any] | None]  # the columns and rows asked for; null for everything
    view_key: Mapped[str]  # a hash of `view`, empty for everything
    fingerprint: Mapped[str | None]  # of the state of the grid that was written
    object_key: Mapped[str | None]
    requested_at: Mapped[datetime] = mapped_column(server_default=_NOW)
    finished_at: Mapped[datetime | None]

"""The first tables."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "data_types",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("normal_form", sa.Text(), nullable=False),
        sa.Column("export_form", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_types")),
    )
    op.create_table(
        "extraction_jobs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("job_type", sa.Text(), server_default=sa.text("'extraction'"), nullable=False),
        sa.Column(
            "created_at",
            postgresql.TIMESTAMP(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("deleted_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint(
            "job_type IN ('extraction', 'cpe')", name=op.f("ck_extraction_jobs_job_type")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extraction_jobs")),
    )
    op.create_index(
        "ix_extraction_jobs_deleted_at",
        "extraction_jobs",
        ["deleted_at"],
        unique=False,
        postgresql_where=sa.text("deleted_at IS NOT NULL"),
    )
    op.create_index(
        "ix_extraction_jobs_user_id_job_type_created_at",
        "extraction_jobs",
        ["user_id", "job_type", "created_at"],
        unique=False,
    )
    op.create_table(
        "templates",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("template_type", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=True),
        sa.Column(
            "created_at",
            postgresql.TIMESTAMP(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            postgresql.TIMESTAMP(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "template_type IN ('extraction', 'cpe')", name=op.f("ck_templates_template_type")
        ),
        sa.CheckConstraint(
            "is_public = (user_id IS NULL)", name=op.f("ck_templates_public_has_no_owner")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_templates")),
    )
    op.create_index("ix_templates_user_id", "templates", ["user_id"], unique=False)
    op.create_index(
        "uq_templates_public_cpe_name",
        "templates",
        ["name"],
        unique=True,
        postgresql_where=sa.text("is_public AND template_type = 'cpe'"),
    )
    op.create_table(
        "job_runs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.Text(), server_default=sa.text("'pending'"), nullable=False),
        sa.Column("config_step", sa.Text(), server_default=sa.text("'upload'"), nullable=False),
        sa.Column("template_id", sa.Uuid(), nullable=True),
        sa.Column("description", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("append_results", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("append_from_run_id", sa.Uuid(), nullable=True),
        sa.Column("result_set_index", sa.Integer(), nullable=False),
        sa.Column("tasks_total", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("tasks_completed", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("tasks_failed", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column(
            "created_at",
            postgresql.TIMESTAMP(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("submitted_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("completed_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(status = 'pending') = (config_step <> 'submitted')",
            name=op.f("ck_job_runs_submitted"),
        ),
        sa.CheckConstraint(
            "(status = 'pending') = (submitted_at IS NULL)", name=op.f("ck_job_runs_submitted_at")
        ),
        sa.CheckConstraint(
            "(status IN ('pending', 'in_progress')) = (completed_at IS NULL)",
            name=op.f("ck_job_runs_completed_at"),
        ),
        sa.CheckConstraint(
            "config_step IN ('upload', 'fields', 'review', 'submitted')",
            name=op.f("ck_job_runs_config_step"),
        ),
        sa.CheckConstraint(
            "status IN ('pending', 'in_progress') OR tasks_completed + tasks_failed = tasks_total",
            name=op.f("ck_job_runs_ended_when_all_tasks_ended"),
        ),
        sa.CheckConstraint(
            "status IN ('pending', 'in_progress', 'completed', 'partially_completed', 'failed')",
            name=op.f("ck_job_runs_status"),
        ),
        sa.CheckConstraint(
            "append_results = (append_from_run_id IS NOT NULL)", name=op.f("ck_job_runs_append")
        ),
        sa.CheckConstraint(
            "tasks_completed >= 0 AND tasks_failed >= 0 AND tasks_completed + tasks_failed <= tasks_total",
            name=op.f("ck_job_runs_counters"),
        ),
        sa.ForeignKeyConstraint(
            ["append_from_run_id"], ["job_runs.id"], name=op.f("fk_job_runs_append_from_run_id")
        ),
        sa.ForeignKeyConstraint(
            ["job_id"], ["extraction_jobs.id"], name=op.f("fk_job_runs_job_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["template_id"], ["templates.id"], name=op.f("fk_job_runs_template_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_runs")),
    )
    op.create_index(
        "ix_job_runs_append_from_run_id", "job_runs", ["append_from_run_id"], unique=False
    )
    op.create_index(
        "ix_job_runs_in_progress",
        "job_runs",
        ["id"],
        unique=False,
        postgresql_where=sa.text("status = 'in_progress'"),
    )
    op.create_index(
        "ix_job_runs_job_id_result_set_index",
        "job_runs",
        ["job_id", "result_set_index"],
        unique=False,
    )
    op.create_index(
        "uq_job_runs_job_id_append_from_run_id",
        "job_runs",
        ["job_id", "append_from_run_id"],
        unique=True,
        postgresql_where=sa.text("append_from_run_id IS NOT NULL"),
    )
    op.create_table(
        "template_fields",
        sa.Column("template_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("data_type_id", sa.Text(), nullable=False),
        sa.Column("prompt", sa.Text(), nullable=False),
        sa.Column("choices", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("repeats", sa.Boolean(), nullable=False),
        sa.CheckConstraint("position >= 0", name=op.f("ck_template_fields_position")),
        sa.ForeignKeyConstraint(
            ["data_type_id"], ["data_types.id"], name=op.f("fk_template_fields_data_type_id")
        ),
        sa.ForeignKeyConstraint(
            ["template_id"],
            ["templates.id"],
            name=op.f("fk_template_fields_template_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("template_id", "position", name=op.f("pk_template_fields")),
        sa.UniqueConstraint(
            "template_id", "name", name=op.f("uq_template_fields_template_id_name")
        ),
    )
    op.create_table(
        "exports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("object_key", sa.Text(), nullable=False),
        sa.Column(
            "created_at",
            postgresql.TIMESTAMP(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint("format IN ('csv', 'xlsx')", name=op.f("ck_exports_format")),
        sa.ForeignKeyConstraint(
            ["run_id"], ["job_runs.id"], name=op.f("fk_exports_run_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exports")),
        sa.UniqueConstraint(
            "run_id", "format", "fingerprint", name=op.f("uq_exports_run_id_format_fingerprint")
        ),
    )
    op.create_table(
        "extraction_tasks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), server_default=sa.text("'queued'"), nullable=False),
        sa.Column("attempt", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column(
            "queued_at",
            postgresql.TIMESTAMP(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("lease_expires_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("started_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("ended_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("error_code", sa.Text(), nullable=True),
        sa.Column("error_detail", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(status = 'processing') = (lease_expires_at IS NOT NULL)",
            name=op.f("ck_extraction_tasks_lease_expires_at"),
        ),
        sa.CheckConstraint(
            "(status IN ('completed', 'failed')) = (ended_at IS NOT NULL)",
            name=op.f("ck_extraction_tasks_ended_at"),
        ),
        sa.CheckConstraint(
            "mode IN ('individual', 'combined')", name=op.f("ck_extraction_tasks_mode")
        ),
        sa.CheckConstraint(
            "status <> 'completed' OR error_code IS NULL",
            name=op.f("ck_extraction_tasks_completed_has_no_reason"),
        ),
        sa.CheckConstraint(
            "status <> 'failed' OR error_code IS NOT NULL",
            name=op.f("ck_extraction_tasks_failed_has_a_reason"),
        ),
        sa.CheckConstraint(
            "status IN ('queued', 'processing', 'completed', 'failed')",
            name=op.f("ck_extraction_tasks_status"),
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["job_runs.id"], name=op.f("fk_extraction_tasks_run_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extraction_tasks")),
        sa.UniqueConstraint("run_id", "position", name=op.f("uq_extraction_tasks_run_id_position")),
    )
    op.create_index(
        "ix_extraction_tasks_waiting",
        "extraction_tasks",
        ["status", "queued_at"],
        unique=False,
        postgresql_where=sa.text("status IN ('queued', 'processing')"),
    )
    op.create_table(
        "processing_modes",
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "mode IN ('individual', 'combined')", name=op.f("ck_processing_modes_mode")
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["job_runs.id"], name=op.f("fk_processing_modes_run_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", "folder", name=op.f("pk_processing_modes")),
    )
    op.create_table(
        "run_fields",
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("data_type_id", sa.Text(), nullable=False),
        sa.Column("prompt", sa.Text(), nullable=False),
        sa.Column("choices", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("repeats", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["data_type_id"], ["data_types.id"], name=op.f("fk_run_fields_data_type_id")
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["job_runs.id"], name=op.f("fk_run_fields_run_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", "position", name=op.f("pk_run_fields")),
        sa.UniqueConstraint("run_id", "name", name=op.f("uq_run_fields_run_id_name")),
    )
    op.create_table(
        "source_files",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("original_path", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content_type", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("object_key", sa.Text(), nullable=False),
        sa.Column("object_etag", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), server_default=sa.text("'awaiting_upload'"), nullable=False),
        sa.Column("reason_code", sa.Text(), nullable=True),
        sa.Column("reason_detail", sa.Text(), nullable=True),
        sa.Column("retry_of", sa.Uuid(), nullable=True),
        sa.Column(
            "created_at",
            postgresql.TIMESTAMP(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "(status IN ('missing', 'rejected')) = (reason_code IS NOT NULL)",
            name=op.f("ck_source_files_reason"),
        ),
        sa.CheckConstraint(
            "status IN ('awaiting_upload', 'uploaded', 'missing', 'rejected')",
            name=op.f("ck_source_files_status"),
        ),
        sa.CheckConstraint("size > 0", name=op.f("ck_source_files_size")),
        sa.ForeignKeyConstraint(
            ["retry_of"], ["source_files.id"], name=op.f("fk_source_files_retry_of")
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["job_runs.id"], name=op.f("fk_source_files_run_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_files")),
        sa.UniqueConstraint("object_key", name=op.f("uq_source_files_object_key")),
        sa.UniqueConstraint("run_id", "position", name=op.f("uq_source_files_run_id_position")),
    )
    op.create_index(
        "uq_source_files_retry_of",
        "source_files",
        ["retry_of"],
        unique=True,
        postgresql_where=sa.text("retry_of IS NOT NULL"),
    )
    op.create_table(
        "extraction_results",
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("extracted_data", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("cells", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("is_certificate", sa.Boolean(), nullable=False),
        sa.Column("warnings", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("reader_name", sa.Text(), nullable=False),
        sa.Column("reader_version", sa.Text(), nullable=False),
        sa.Column("usage", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("cost_usd", sa.Numeric(), nullable=True),
        sa.Column(
            "created_at",
            postgresql.TIMESTAMP(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint("row_count >= 0", name=op.f("ck_extraction_results_row_count")),
        sa.ForeignKeyConstraint(
            ["run_id"],
            ["job_runs.id"],
            name=op.f("fk_extraction_results_run_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["task_id"],
            ["extraction_tasks.id"],
            name=op.f("fk_extraction_results_task_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("task_id", name=op.f("pk_extraction_results")),
        sa.UniqueConstraint(
            "run_id", "position", name=op.f("uq_extraction_results_run_id_position")
        ),
    )
    op.create_table(
        "task_files",
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_file_id"],
            ["source_files.id"],
            name=op.f("fk_task_files_source_file_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["task_id"],
            ["extraction_tasks.id"],
            name=op.f("fk_task_files_task_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("task_id", "position", name=op.f("pk_task_files")),
        sa.UniqueConstraint("source_file_id", name=op.f("uq_task_files_source_file_id")),
    )


def downgrade() -> None:
    op.drop_table("task_files")
    op.drop_table("extraction_results")
    op.drop_index(
        "uq_source_files_retry_of",
        table_name="source_files",
        postgresql_where=sa.text("retry_of IS NOT NULL"),
    )
    op.drop_table("source_files")
    op.drop_table("run_fields")
    op.drop_table("processing_modes")
    op.drop_index(
        "ix_extraction_tasks_waiting",
        table_name="extraction_tasks",
        postgresql_where=sa.text("status IN ('queued', 'processing')"),
    )
    op.drop_table("extraction_tasks")
    op.drop_table("exports")
    op.drop_table("template_fields")
    op.drop_index(
        "uq_job_runs_job_id_append_from_run_id",
        table_name="job_runs",
        postgresql_where=sa.text("append_from_run_id IS NOT NULL"),
    )
    op.drop_index("ix_job_runs_job_id_result_set_index", table_name="job_runs")
    op.drop_index(
        "ix_job_runs_in_progress",
        table_name="job_runs",
        postgresql_where=sa.text("status = 'in_progress'"),
    )
    op.drop_index("ix_job_runs_append_from_run_id", table_name="job_runs")
    op.drop_table("job_runs")
    op.drop_index(
        "uq_templates_public_cpe_name",
        table_name="templates",
        postgresql_where=sa.text("is_public AND template_type = 'cpe'"),
    )
    op.drop_index("ix_templates_user_id", table_name="templates")
    op.drop_table("templates")
    op.drop_index("ix_extraction_jobs_user_id_job_type_created_at", table_name="extraction_jobs")
    op.drop_index(
        "ix_extraction_jobs_deleted_at",
        table_name="extraction_jobs",
        postgresql_where=sa.text("deleted_at IS NOT NULL"),
    )
    op.drop_table("extraction_jobs")
    op.drop_table("data_types")

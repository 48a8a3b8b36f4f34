"""Exports of large grids are written in the background."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # An export can always be made again: rows of the older shape are not worth converting.
    op.drop_table("exports")
    op.create_table(
        "exports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("view", postgresql.JSONB(), nullable=True),
        sa.Column("view_key", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=True),
        sa.Column("object_key", sa.Text(), nullable=True),
        sa.Column(
            "requested_at",
            postgresql.TIMESTAMP(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("finished_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint("format IN ('csv', 'xlsx')", name=op.f("ck_exports_format")),
        sa.CheckConstraint(
            "(object_key IS NULL) = (finished_at IS NULL)", name=op.f("ck_exports_finished_at")
        ),
        sa.CheckConstraint(
            "(object_key IS NULL) = (fingerprint IS NULL)", name=op.f("ck_exports_fingerprint")
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["job_runs.id"], name=op.f("fk_exports_run_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exports")),
    )
    op.create_index(
        "uq_exports_being_written",
        "exports",
        ["run_id", "format", "view_key"],
        unique=True,
        postgresql_where=sa.text("object_key IS NULL"),
    )
    op.create_index(
        "ix_exports_run_id_format_view_key",
        "exports",
        ["run_id", "format", "view_key", "finished_at"],
    )


def downgrade() -> None:
    op.drop_table("exports")
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

"""What Postgres itself says a schema is."""

from typing import Any

from sqlalchemy import Engine, text

_QUESTIONS = {
    "columns": """
        SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
               pg_get_expr(d.adbin, d.adrelid)
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
          AND a.attnum > 0 AND NOT a.attisdropped
    """,
    "constraints": """
        SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    """,
    "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "others": """
        SELECT relkind::text, relname FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind NOT IN ('r', 'i')
    """,
}


def schema_of(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Columns with types and defaults, constraints, indexes and the rest, without Alembic's own."""
    with engine.connect() as connection:
        return {
            kind: sorted(
                (
                    tuple(row)
                    for row in connection.execute(text(question))
                    if "alembic_version" not in row
                ),
                key=str,
            )
            for kind, question in _QUESTIONS.items()
        }

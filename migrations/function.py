"""Throwaway migration function for checking the stack."""

import os
from urllib.parse import urlsplit

import alembic
import pg8000.dbapi


def handler(event: object, _context: object) -> dict[str, object]:
    print("migrate", event)
    url = urlsplit(os.environ["DATABASE_URL"])
    connection = pg8000.dbapi.connect(
        user=url.username or "",
        password=url.password,
        host=url.hostname,
        port=url.port,
        database=url.path[1:],
    )
    cursor = connection.cursor()
    cursor.execute("create table if not exists ups (at timestamptz default now())")
    cursor.execute("insert into ups default values")
    cursor.execute("select count(*) from ups")
    row = cursor.fetchone()
    connection.commit()
    return {"revision": alembic.__version__, "ups": row[0]}

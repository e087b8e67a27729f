"""Addresses of fresh databases for tests."""

import uuid
from pathlib import Path

import psycopg


def sqlite_url(folder: Path) -> str:
    """A fresh SQLite database in a folder."""
    return f"sqlite:///{folder / 'desk.sqlite3'}"


def postgres_url(server: str) -> str:
    """A fresh database of a PostgreSQL server."""
    name = f"desk_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    head, _, query = server.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")

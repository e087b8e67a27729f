"""Databases for all tests: SQLite in a folder of its own, and a real PostgreSQL from a wheel."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import postgres_server, postgres_url, sqlite_url


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL server's address; starts on first use."""
    with postgres_server(tmp_path_factory.mktemp("postgres")) as address:
        yield address


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

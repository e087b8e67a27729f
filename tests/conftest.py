"""Databases for all tests: SQLite in a folder of its own, and a real PostgreSQL from a wheel."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import app
from bot.kept import Kept
from tests.databases import postgres_server, postgres_url, sqlite_url


class Learnt(Kept):
    """Shared by all tests, so that what the same content teaches is learnt once."""

    def _forget(self) -> None:
        """Small contents come and go beside the real one."""


@pytest.fixture(scope="session")
def learnt(tmp_path_factory: pytest.TempPathFactory) -> Learnt:
    """What was learnt from any content so far."""
    folder = tmp_path_factory.getbasetemp().parent / "learnt"
    folder.mkdir(exist_ok=True)
    return Learnt(folder)


@pytest.fixture(scope="session", autouse=True)
def _desks_know_what_was_learnt(learnt: Learnt) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "Kept", lambda _folder: learnt)
        yield


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

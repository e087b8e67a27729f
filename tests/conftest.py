"""For all tests: SQLite in a folder of its own, a real PostgreSQL from a wheel, and the project's
own content, learnt once and read once.
"""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

import bot.content
from bot import app
from bot.folder import marks
from bot.kept import Kept
from bot.storage import database
from intents.search.keep import Keep
from tests.databases import (
    postgres_server,
    postgres_url,
    ready_postgres_url,
    ready_sqlite_url,
    sqlite_url,
)

PROJECT = Path(__file__).parents[1]


class Learnt(Kept):
    """Shared by all tests, so that what the same content teaches is learnt once."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.folder = folder

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


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Of all workers: what one learns, the others find."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session", autouse=True)
def _content_is_read_once(learnt: Learnt) -> Iterator[None]:
    """The project's folders, for as long as their files stay as they are; and any other folder that
    holds the very same files as one before.
    """
    load, known = bot.content.load, dict[Any, bot.content.Content]()

    def read(folder: Path, code: str, keep: Keep | None = None) -> bot.content.Content:
        if not folder.is_relative_to(PROJECT):
            key: Any = bot.content.read(folder), code
            return known.get(key) or known.setdefault(key, load(folder, code, keep))
        key = folder, code, tuple(marks(folder).items())
        if key not in known:
            with one_at_a_time(learnt.folder):
                known[key] = load(folder, code, learnt)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bot.content, "load", read)
        yield


@pytest.fixture(scope="session", autouse=True)
def _statements_are_compiled_once() -> Iterator[None]:
    """For all databases of a kind: nearly every test opens one of its own."""
    make, known = database.create_engine, dict[str, Engine]()

    def create_engine(*args: Any, **more: Any) -> Engine:
        engine = make(*args, **more)
        first = known.setdefault(engine.name, engine)
        engine.dialect, engine._compiled_cache = first.dialect, first._compiled_cache
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "create_engine", create_engine)
        yield


@pytest.fixture
def lend(learnt: Learnt, _content_is_read_once: None) -> Callable[[Path], None]:
    """Puts what the project's content teaches where a desk in a process of its own looks for it."""

    def put(place: Path) -> None:
        bot.content.load(bot.content.SHIPPED, "tr", learnt)
        shutil.copytree(learnt.folder, place)

    return put


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL server's address; starts on first use, one for all workers."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "postgres"
    folder.mkdir(exist_ok=True)
    with postgres_server(folder) as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> str:
    """The address of a database in the present form that holds nothing, once of each kind."""
    if request.param == "sqlite":
        return ready_sqlite_url(tmp_path)
    monkeypatch.setenv("STATE_DIR", str(tmp_path))  # where a desk's notes about it lie
    return ready_postgres_url(request.getfixturevalue("postgres"))


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without a table, once of each kind."""
    if request.param == "sqlite":
        return sqlite_url(tmp_path)
    return postgres_url(request.getfixturevalue("postgres"))

"""One desk writes at a time, and knows it when another one has taken its place."""

import asyncio
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from bot.gateway.journal import NOTES, Journal
from bot.storage import beside
from bot.storage.database import Database, DatabaseError, LeaseLost, Tx, connect, is_outage
from bot.storage.guard import Guard
from tests.databases import postgres_url

ANOTHER = "Another desk is already running"


@asynccontextmanager
async def desk(url: str) -> AsyncIterator[tuple[Engine, Database]]:
    """A desk's database, guarded."""
    engine = connect(url)
    try:
        with Guard(engine) as guard:
            database = Database(engine, guard.begin)
            yield engine, database
            await database.close()
    finally:
        engine.dispose()


def backend(tx: Tx) -> int:
    return int(tx.scalar(text("SELECT pg_backend_pid()")))


def count(tx: Tx) -> int:
    return int(tx.scalar(text("SELECT count(*) FROM said")))


def say(tx: Tx) -> None:
    tx.execute(text("INSERT INTO said VALUES (1)"))


def make(tx: Tx) -> None:
    tx.execute(text("CREATE TABLE said (n INTEGER)"))


@pytest.fixture
def server(postgres: str) -> str:
    """The address of an empty PostgreSQL database."""
    return postgres_url(postgres)


def terminate(url: str, pid: int) -> None:
    """As a restart of the server does to every connection."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])


async def test_a_second_desk_does_not_start(database_url: str) -> None:
    async with desk(database_url):
        with pytest.raises(DatabaseError, match=ANOTHER):
            async with desk(database_url):
                pytest.fail("it started")
    async with desk(database_url) as (_, database):
        await database.write(make)


async def test_a_desk_goes_on_after_the_server_was_restarted(server: str) -> None:
    async with desk(server) as (_, database):
        await database.write(make)
        before = await database.write(backend)
        terminate(server, before)
        await database.write(say)
        assert await database.write(backend) != before
        assert await database.write(count) == 1
        with pytest.raises(DatabaseError, match=ANOTHER):
            async with desk(server):
                pytest.fail("a second desk started beside it")


async def test_nothing_is_written_once_another_desk_has_the_database(server: str) -> None:
    async with desk(server) as (_, first):
        await first.write(make)
        terminate(server, await first.write(backend))
        async with desk(server) as (_, second):
            with pytest.raises(LeaseLost, match=ANOTHER) as lost:
                await first.write(say)
            assert not is_outage(lost.value)
            await second.write(say)
            assert await second.write(count) == 1
        with pytest.raises(LeaseLost):  # not even when the other one is gone again
            await first.write(say)
    async with desk(server) as (_, third):
        assert await third.write(count) == 1


async def test_a_job_in_whose_middle_the_lock_is_lost_writes_nothing(server: str) -> None:
    async with desk(server) as (_, database):
        await database.write(make)

        def cut_off(tx: Tx) -> None:
            say(tx)
            terminate(server, backend(tx))
            say(tx)

        with pytest.raises(OperationalError) as error:
            await database.write(cut_off)
        assert is_outage(error.value)
        await database.write(say)
        assert await database.write(count) == 1


def test_what_the_server_still_holds_of_our_own_is_taken_back(server: str) -> None:
    """A network that broke: the server has not noticed, and keeps the lock for the lost one."""
    engine = connect(server)
    with Guard(engine) as guard:
        with guard.begin() as tx:
            before = backend(tx)
            wire = tx.connection.dbapi_connection
        break_quietly(engine, wire)
        with guard.begin() as tx:
            assert backend(tx) != before
    engine.dispose()


def break_quietly(engine: Engine, wire: Any) -> None:
    """From now on this connection seems gone to us, while the server hears nothing of it."""
    dialect: Any = engine.dialect
    ping: Callable[[Any], bool] = dialect.do_ping

    def broken(connection: Any) -> bool:
        if connection is wire:
            raise psycopg.OperationalError("no route to host")
        return ping(connection)

    dialect.do_ping = broken
    dialect.do_close = dialect.do_terminate = lambda _: None


async def test_writers_of_many_loops_wait_for_one_commit(database_url: str) -> None:
    async with desk(database_url) as (_, database):
        await database.write(make)
        await asyncio.gather(*(database.write(say) for _ in range(50)))
        other = threading.Thread(target=lambda: asyncio.run(database.write(say)))
        other.start()
        await asyncio.to_thread(other.join)
        assert await database.write(count) == 51


@pytest.mark.parametrize("way", ["link", "hard", "dots", "relative", "folder"])
def test_whatever_path_leads_to_a_file_one_desk_has_it(
    tmp_path: Path, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "there").mkdir()
    first = connect(f"sqlite:///{tmp_path}/there/desk.sqlite3")
    with Guard(first):
        monkeypatch.chdir(tmp_path / "there")
        (tmp_path / "link.sqlite3").symlink_to("there/desk.sqlite3")
        (tmp_path / "hard.sqlite3").hardlink_to("desk.sqlite3")
        (tmp_path / "folder").symlink_to("there")
        url = {
            "link": f"{tmp_path}/link.sqlite3",
            "hard": f"{tmp_path}/hard.sqlite3",
            "dots": f"{tmp_path}/there/../there/desk.sqlite3",
            "relative": "desk.sqlite3",
            "folder": f"{tmp_path}/folder/desk.sqlite3",
        }[way]
        second = connect(f"sqlite:///{url}")
        with pytest.raises(LeaseLost, match=ANOTHER), Guard(second):
            pytest.fail("a second desk started")
        second.dispose()
    first.dispose()


def remove_side_files(folder: Path) -> None:
    """All but the database and SQLite's own."""
    for path in folder.iterdir():
        if path.name not in ("desk.sqlite3", "desk.sqlite3-wal", "desk.sqlite3-shm"):
            shutil.rmtree(path, ignore_errors=True)
            path.unlink(missing_ok=True)


async def test_no_file_that_is_removed_lets_another_desk_in(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/desk.sqlite3"
    async with desk(url) as (engine, database):
        await database.write(make)
        beside.folder(engine, tmp_path)
        await asyncio.to_thread(remove_side_files, tmp_path)
        other = sqlite3.connect(tmp_path / "desk.sqlite3")  # one of ours that is closed: as `stats`
        other.close()
        with pytest.raises(DatabaseError, match=ANOTHER):
            async with desk(url):
                pytest.fail("a second desk started")
        await database.write(say)


def test_the_lock_does_not_hinder_others_that_read(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path}/desk.sqlite3")
    with Guard(engine):
        script = f"import sqlite3; sqlite3.connect({str(tmp_path / 'desk.sqlite3')!r}).backup("
        script += f"sqlite3.connect({str(tmp_path / 'copy.sqlite3')!r}))"
        subprocess.run([sys.executable, "-c", script], check=True, timeout=20)
    engine.dispose()


def modes(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}


def test_all_that_people_wrote_is_private(tmp_path: Path) -> None:
    file = tmp_path / "data" / "desk.sqlite3"
    engine = connect(f"sqlite:///{file}")
    place = beside.folder(engine, tmp_path)
    Journal(place / NOTES).begin()
    with engine.begin() as tx:
        make(tx)
        found = modes(file.parent)
    assert place == file.parent / "desk.sqlite3.d"
    assert {found.pop("desk.sqlite3.d"), file.parent.stat().st_mode & 0o777} == {0o700}
    assert set(found) == {"desk.sqlite3", "desk.sqlite3-wal", "desk.sqlite3-shm"}
    assert set(found.values()) | set(modes(place).values()) == {0o600}
    engine.dispose()


def test_what_was_open_to_others_is_closed(tmp_path: Path) -> None:
    file = tmp_path / "desk.sqlite3"
    sqlite3.connect(file).execute("CREATE TABLE t (n)")
    file.chmod(0o644)
    (tmp_path / "desk.sqlite3.d").mkdir(mode=0o755)
    engine = connect(f"sqlite:///{file}")
    beside.folder(engine, tmp_path)
    assert modes(tmp_path) == {"desk.sqlite3": 0o600, "desk.sqlite3.d": 0o700}
    engine.dispose()


def test_notes_of_an_earlier_desk_move_in(tmp_path: Path) -> None:
    (tmp_path / "desk.sqlite3.calls").write_text("mark")
    (tmp_path / "desk.sqlite3.lock").touch()
    engine = connect(f"sqlite:///{tmp_path}/desk.sqlite3")
    place = beside.folder(engine, tmp_path)
    assert (place / NOTES).read_text() == "mark"
    assert set(modes(tmp_path)) == {"desk.sqlite3", "desk.sqlite3.d"}
    engine.dispose()


def test_a_folder_that_somebody_put_there_is_not_used(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path}/desk.sqlite3")
    (tmp_path / "theirs").mkdir()
    (tmp_path / "desk.sqlite3.d").symlink_to("theirs")
    with pytest.raises(DatabaseError, match="remove it"):
        beside.folder(engine, tmp_path)
    engine.dispose()


def test_notes_about_a_server_lie_in_a_private_folder(tmp_path: Path, server: str) -> None:
    engine, state = connect(server), tmp_path / "state"
    place = beside.folder(engine, state)
    assert place.parent == state
    assert place.stat().st_mode & 0o777 == 0o700
    assert beside.folder(engine, state) == place
    engine.dispose()

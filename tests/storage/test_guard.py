"""One desk writes at a time, and knows it when another one has taken its place."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from bot.storage.database import Database, DatabaseError, LeaseLost, Tx, connect, is_outage
from bot.storage.guard import Guard, notes_path
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


def test_notes_and_lock_lie_beside_a_file(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'desk.sqlite3'}")
    with Guard(engine):
        assert notes_path(engine) == tmp_path / "desk.sqlite3.calls"
        assert (tmp_path / "desk.sqlite3.lock").stat().st_mode & 0o777 == 0o600
    engine.dispose()

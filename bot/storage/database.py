"""The database: one writer, many jobs in one commit.

Every job runs in its own savepoint, so a job that fails is undone alone; all jobs that are ready
share one transaction, so the disk is asked to remember once for all of them. A job's caller hears
of its result only after the commit.
"""

import asyncio
import os
import queue
import sqlite3
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

Tx = Connection
Result = TypeVar("Result")
_MOST_JOBS = 64  # jobs in one commit
_OUTAGES = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_NOMEM,
}
# PostgreSQL: connection, rollback, resources, locks, operator
_OUTAGE_CLASSES = {"08", "40", "53", "55", "57", "58"}

UNUSABLE = "The database can't be used ({}); look at the disk, and whether others hold it."


class DatabaseError(Exception):
    """The database can't be used; the message says what to do."""


class LeaseLost(DatabaseError):
    """Another desk has the database now; nothing more is written, and the desk is to stop."""


class _Job:
    __slots__ = ("done", "error", "loop", "result", "work")

    def __init__(self, work: Callable[[Tx], Any]) -> None:
        self.work = work
        self.loop = asyncio.get_running_loop()
        self.done: asyncio.Future[Any] = self.loop.create_future()
        self.result: Any = None
        self.error: BaseException | None = None

    def settle(self) -> None:
        """Give the caller the result, or raise what the work raised."""
        if self.done.done():
            return
        if self.error is not None:
            self.done.set_exception(self.error)
        else:
            self.done.set_result(self.result)


class Database:
    """The one writer of a database; `write` is the only way in for a running desk.

    `begin` opens its transactions: a guard's, where one holds the database for this desk.
    """

    def __init__(
        self, engine: Engine, begin: Callable[[], AbstractContextManager[Tx]] | None = None
    ) -> None:
        self.engine = engine
        self._begin = begin or engine.begin
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="database", daemon=True)
        self._thread.start()

    async def write(self, work: Callable[[Tx], Result]) -> Result:
        """Run `work(tx)`, commit, and give back its result; raises what `work` raised.

        LeaseLost when another desk has the database: from then on for all work.
        """
        job = _Job(work)
        self._jobs.put(job)
        result: Result = await job.done
        return result

    async def close(self) -> None:
        """Finish what was handed in, then close the database."""
        self._jobs.put(None)
        await asyncio.to_thread(self._thread.join)
        self.engine.dispose()

    def _run(self) -> None:
        going = True
        while going:
            jobs: list[_Job] = []
            job = self._jobs.get()
            while job is not None:
                jobs.append(job)
                if len(jobs) >= _MOST_JOBS or self._jobs.empty():
                    break
                job = self._jobs.get()
            going = job is not None
            if jobs:
                self._commit(jobs)

    def _commit(self, jobs: list[_Job]) -> None:
        try:
            with self._begin() as tx:
                for job in jobs:
                    _work(tx, job)
        except Exception as error:  # the commit itself failed: nothing of it happened
            for job in jobs:
                job.error = error
        for loop in {job.loop for job in jobs}:
            mine = [job for job in jobs if job.loop is loop]
            if not loop.is_closed():
                loop.call_soon_threadsafe(_settle, mine)


def _settle(jobs: list[_Job]) -> None:
    for job in jobs:
        job.settle()


def _work(tx: Tx, job: _Job) -> None:
    try:
        with tx.begin_nested():
            job.result = job.work(tx)
    except Exception as error:
        if is_outage(error) or not _under_way(tx):
            # SQLite may have ended the whole transaction: what came after it would stand alone
            raise
        job.error = error


def _under_way(tx: Tx) -> bool:
    """Whether the transaction is still what it was."""
    return not tx.invalidated and getattr(tx.connection.dbapi_connection, "in_transaction", True)


def is_outage(error: BaseException) -> bool:
    """Whether the database itself is in trouble (full, locked, away), so that the same may go well
    later.
    """
    return _outage(error) is not None


def _outage(error: BaseException | None) -> DBAPIError | None:
    """The trouble behind an error: undoing after it fails, too, with words that lead astray."""
    while error is not None:
        if isinstance(error, DBAPIError) and _passes(error):
            return error
        error = error.__context__
    return None


def _passes(error: DBAPIError) -> bool:
    code, state = (
        getattr(error.orig, "sqlite_errorcode", None),
        getattr(error.orig, "sqlstate", None),
    )
    if code is not None:
        return code & 0xFF in _OUTAGES
    return isinstance(error, OperationalError) and (state is None or state[:2] in _OUTAGE_CLASSES)


def driver_url(url: str) -> str:
    """The address with the driver that the desk uses (psycopg 3 for PostgreSQL)."""
    for plain in ("postgresql://", "postgres://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url.removeprefix(plain)
    return url


def connect(url: str) -> Engine:
    """An engine for the address; makes the folder of a SQLite file.

    SQLite: WAL, synchronous=FULL, BEGIN IMMEDIATE. Raises DatabaseError when it can't be reached.
    """
    full = make_url(driver_url(url))
    try:
        if full.get_backend_name() == "sqlite":
            engine = _sqlite(full.database or "", full.render_as_string(hide_password=False))
        else:
            engine = create_engine(full, pool_pre_ping=True, pool_size=3)
        with engine.connect():
            pass
    except ModuleNotFoundError:
        raise DatabaseError(
            "What speaks to PostgreSQL is not installed; "
            'install "destek-noktasi-bot[postgres]", or use a SQLite file.'
        ) from None
    except (SQLAlchemyError, OSError) as error:
        shown = full.render_as_string(hide_password=True)
        raise DatabaseError(
            f"The database {shown} can't be opened ({cause(error)}); "
            "check DATABASE_URL, that the server runs and that the folder can be written to."
        ) from None
    return engine


def _sqlite(path: str, url: str) -> Engine:
    if path and path != ":memory:":
        _make_private(Path(path))
    engine = create_engine(url, connect_args={"check_same_thread": False, "timeout": 30})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _make_private(file: Path) -> None:
    """What people write is for nobody else's eyes; SQLite's other files take the mode over."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not file.exists():
        os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    for one in (file, *(Path(f"{file}{end}") for end in ("-wal", "-shm"))):
        with suppress(FileNotFoundError, PermissionError):  # another one's file is theirs to close
            if one.stat().st_mode & 0o077:
                one.chmod(0o600)


def _prepare(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver must not begin for us: see _begin
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA busy_timeout=30000")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def cause(error: BaseException) -> str:
    """What the database itself says, in one line; of an outage it holds nobody's words."""
    error = _outage(error) or error
    origin = getattr(error, "orig", None) or error
    return (str(origin).strip().splitlines() or [type(origin).__name__])[0]

"""One desk per database: a second one would answer everybody twice.

Law: with PostgreSQL the lock is held by the connection that does the work. One that is lost takes
its lock along, and the next one writes nothing before it has the lock again.
"""

import fcntl
import os
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import IO, Any, Self

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

from bot.storage.beside import sqlite_file
from bot.storage.database import LeaseLost, Tx

_KEY = 4_815_162_342  # an arbitrary number that only this desk's advisory lock uses
_LOCK = text("SELECT pg_try_advisory_lock(:key)")
_SELF = text("SELECT pid, backend_start FROM pg_stat_activity WHERE pid = pg_backend_pid()")
_END = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE pid = :pid AND backend_start = :backend_start"
)
_TRIES, _PAUSE = 20, 0.1  # until the server has ended what was left of our own old connection
_ANOTHER = (
    "Another desk is already running on this database; "
    "stop it first, or give this one its own DATABASE_URL."
)


_FAR = 2**62  # a byte that no database has, and SQLite never locks


class Guard:
    """Held while a desk runs; the system lets go of it when the process dies, however it dies."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._file: IO[bytes] | None = None
        self._lease: _Lease | None = None

    def __enter__(self) -> Self:
        if self._engine.dialect.name == "sqlite":
            self._lock_file()
        else:
            self._lease = _Lease(self._engine)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            # first: closing the file would take SQLite's own locks along
            self._engine.dispose()
            self._file.close()
        if self._lease is not None:
            self._lease.let_go()

    @contextmanager
    def begin(self) -> Iterator[Tx]:
        """A transaction of the one desk that has the database; LeaseLost when another has it."""
        if self._lease is None:
            with self._engine.begin() as tx:
                yield tx
            return
        connection = self._lease.held()
        with connection.begin():
            yield connection

    def _lock_file(self) -> None:
        """Lock the database's own file: by whatever path another desk comes, it is the same one."""
        path = sqlite_file(self._engine)
        if path is None:
            return
        self._file = path.open("rb+")
        try:
            _lock(self._file.fileno())
        except OSError:
            self._file.close()
            raise LeaseLost(_ANOTHER) from None


def _lock(file: int) -> None:
    """Hold one byte for as long as the file is open. Raises OSError when another one holds it.

    Where the system can't tie a lock to an open file, closing any other handle of ours loses it.
    """
    if not hasattr(fcntl, "F_OFD_SETLK"):
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _FAR)
        return
    # struct flock: type, whence, start, length, process
    lock = struct.pack("hhqqi0q", fcntl.F_WRLCK, os.SEEK_SET, _FAR, 1, 0)
    fcntl.fcntl(file, fcntl.F_OFD_SETLK, lock)


class _Lease:
    """The advisory lock of a PostgreSQL database, and the connection that holds it."""

    def __init__(self, engine: Engine) -> None:
        self._connection = engine.connect()
        self._holder: Any = None  # the driver's connection that has the lock
        self._backend: dict[str, Any] | None = None  # how the server knows that connection
        self._lost = False
        try:
            self.held()
        except BaseException:
            self.let_go()
            raise

    def held(self) -> Connection:
        """The connection, alive and with the lock; LeaseLost, once and for all, when another desk
        has it.
        """
        if self._lost:
            raise LeaseLost(_ANOTHER)
        if not self._alive():
            self._connection.invalidate()
        if self._driver() is not self._holder:
            self._take()
        return self._connection

    def _driver(self) -> Any:
        return self._connection.connection.dbapi_connection  # connects anew where it was lost

    def _alive(self) -> bool:
        if self._connection.invalidated:
            return False
        try:
            self._connection.dialect.do_ping(self._driver())
        except self._connection.dialect.loaded_dbapi.Error:
            return False
        return True

    def _take(self) -> None:
        self._lost = not (self._locked() or self._locked_after_all())
        if self._lost:
            raise LeaseLost(_ANOTHER)
        self._backend = dict(self._connection.execute(_SELF).mappings().one())
        self._connection.rollback()
        self._holder = self._driver()

    def _locked(self) -> bool:
        locked = bool(self._connection.scalar(_LOCK, {"key": _KEY}))
        self._connection.rollback()  # ends the transaction; the lock is the connection's
        return locked

    def _locked_after_all(self) -> bool:
        """Where the server has not noticed yet that our own old connection is gone, it is told."""
        if self._backend is None:
            return False
        ended = self._connection.scalar(_END, self._backend)
        self._connection.rollback()
        for _ in range(_TRIES if ended else 0):
            if self._locked():
                return True
            time.sleep(_PAUSE)
        return False

    def let_go(self) -> None:
        """Close the connection, and the lock with it."""
        with suppress(SQLAlchemyError):
            self._connection.invalidate()
        with suppress(SQLAlchemyError):
            self._connection.close()

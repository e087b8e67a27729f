"""One desk per database: a second one would answer everybody twice."""

import fcntl
import tempfile
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from sqlalchemy import Connection, Engine, text

from bot.storage.books import BooksError

_KEY = 4_815_162_342  # an arbitrary number that only this desk's advisory lock uses


def notes_path(engine: Engine) -> Path:
    """Where this machine's notes about a database lie: beside a SQLite file, else in the temporary
    folder.
    """
    path = engine.url.database
    if engine.dialect.name == "sqlite" and path and path != ":memory:":
        return Path(f"{path}.calls")
    name = blake2b(engine.url.render_as_string().encode(), digest_size=8).hexdigest()
    return Path(tempfile.gettempdir()) / f"desk-{name}.calls"


class Guard:
    """Held while a desk runs; the system lets go of it when the process dies, however it dies."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._file: IO[str] | None = None
        self._connection: Connection | None = None

    def __enter__(self) -> Self:
        embedded = self._engine.dialect.name == "sqlite"
        if not (self._lock_file() if embedded else self._lock_database()):
            raise BooksError(
                "Another desk is already running on this database; "
                "stop it first, or give this one its own DATABASE_URL."
            )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            self._file.close()
        if self._connection is not None:
            self._connection.close()

    def _lock_file(self) -> bool:
        path = self._engine.url.database
        if not path or path == ":memory:":
            return True
        self._file = Path(f"{path}.lock").open("w")  # noqa: SIM115 — held open for the life of the desk
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _lock_database(self) -> bool:
        self._connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        return bool(
            self._connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": _KEY})
        )

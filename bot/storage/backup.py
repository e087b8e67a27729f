"""One file that holds all that a desk remembers, made while it runs and brought back elsewhere.

Law: the file is a SQLite database in the form of the tables, whichever database it comes from; so
it is brought into either kind. It is there whole, under its name, or not at all.
"""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, func, insert, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.storage.beside import sqlite_file
from bot.storage.database import DatabaseError, Tx, cause, connect, driver_url
from bot.storage.migrate import upgrade, version
from bot.storage.tables import deliveries, metadata, updates

Told = Callable[[int, int], None]  # how much of how much is done
_PAGES = 512  # copied between two looks at the progress
_ROWS = 1000
_SEQUENCE = text("SELECT pg_get_serial_sequence(:named, :column)")


def backup(engine: Engine, file: Path, told: Told) -> None:
    """Write all that the database holds at one moment into a new file, for its owner alone.

    Raises DatabaseError when the file is there already, or can't be written whole.
    """
    if file.exists():
        raise DatabaseError(f"{file} is there already; name another file.")
    part = file.with_name(f"{file.name}.part")
    try:
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        source = sqlite_file(engine)
        if source is not None:
            with closing(sqlite3.connect(source)) as old:
                _pages(old, part, told)
        else:
            _exported(engine, part, told)
        _look_over(part)
        _rest(part)
        part.replace(file)
        _rest(file.absolute().parent)
    except (OSError, sqlite3.Error, SQLAlchemyError) as error:
        raise DatabaseError(f"The backup {file} can't be written ({_why(error)}).") from None
    finally:
        for end in ("", "-wal", "-shm", "-journal"):
            Path(f"{part}{end}").unlink(missing_ok=True)


def restore(file: Path, engine: Engine, tx: Tx, told: Told) -> int:
    """Bring all rows of a backup into an empty database in the present form; how many.

    Raises DatabaseError when the file is no backup, or the database holds something already.
    """
    if not is_empty(tx):
        shown = engine.url.render_as_string(hide_password=True)
        raise DatabaseError(
            f"{shown} holds something already, and nothing is overwritten; "
            "name another DATABASE_URL, or move it away."
        )
    with _opened(file, told) as source, source.begin() as old:
        return _rows(old, tx, told)


def existing(url: str) -> Engine:
    """The database as it is; DatabaseError when there is none."""
    path = make_url(driver_url(url)).database if url.startswith("sqlite") else None
    if path and not Path(path).exists():
        raise DatabaseError(f"There is no database at {path}; look at DATABASE_URL.")
    return connect(url)


def is_empty(tx: Tx) -> bool:
    """Whether no table holds anything."""
    return all(
        tx.execute(select(table).limit(1)).first() is None for table in metadata.tables.values()
    )


def newest(tx: Tx) -> str:
    """When something was kept or owed last, in UTC; empty when nothing ever was."""
    found = [
        tx.execute(select(func.max(column))).scalar()
        for column in (updates.c.received_at, deliveries.c.created_at)
    ]
    moments = [one for one in found if one is not None]
    return max(moments).isoformat(timespec="seconds") if moments else ""


def _pages(old: sqlite3.Connection, part: Path, told: Told) -> None:
    """Copy a SQLite database as it is at this moment, whoever writes meanwhile."""
    old.isolation_level = None
    old.execute("BEGIN")
    old.execute("SELECT count(*) FROM sqlite_master")  # from here on one moment is seen
    with closing(sqlite3.connect(part)) as new:
        old.backup(new, pages=_PAGES, progress=lambda _, left, total: told(total - left, total))
        new.execute("PRAGMA journal_mode=DELETE")  # one file, with nothing beside it


def _exported(engine: Engine, part: Path, told: Told) -> None:
    """Copy the rows of another database into a SQLite file, all as they are at one moment."""
    target = connect(f"sqlite:///{part}")
    try:
        upgrade(target)
        one_moment = engine.execution_options(isolation_level="REPEATABLE READ")
        with one_moment.begin() as old, target.begin() as new:
            if version(old) != version(new):
                raise DatabaseError("The database has another form; run `destek migrate` first.")
            _rows(old, new, told)
    finally:
        target.dispose()
    with closing(sqlite3.connect(part)) as last:
        last.execute("PRAGMA journal_mode=DELETE")


def _rows(old: Connection, new: Connection, told: Told) -> int:
    """Copy every table's rows, what others refer to first; how many."""
    tables = metadata.sorted_tables
    total = sum(old.execute(select(func.count()).select_from(one)).scalar_one() for one in tables)
    done = 0
    for table in tables:
        found = old.execute(select(table), execution_options={"yield_per": _ROWS})
        for part in found.mappings().partitions():
            new.execute(insert(table), [dict(row) for row in part])
            done += len(part)
            told(done, total)
    if new.dialect.name == "postgresql":
        _count_on(new)
    return done


def _count_on(tx: Tx) -> None:
    """The numbers that the database gives go on after those that are there."""
    for table in metadata.sorted_tables:
        for column in table.primary_key:
            given = {"named": table.name, "column": column.name}
            sequence = tx.execute(_SEQUENCE, given).scalar()
            highest = tx.execute(select(func.max(column))).scalar() if sequence else None
            if highest is not None:
                tx.execute(select(func.setval(sequence, highest)))


@contextmanager
def _opened(file: Path, told: Told) -> Iterator[Engine]:
    """A private copy of a backup in the present form; the file itself stays as it is."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.sqlite3"
        try:
            with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as old:
                _pages(old, copy, told)
            _look_over(copy)
        except sqlite3.Error as error:
            raise DatabaseError(f"The backup {file} can't be read ({_why(error)}).") from None
        engine = connect(f"sqlite:///{copy}")
        try:
            with engine.connect() as found:
                if version(found) is None:
                    raise DatabaseError(f"{file} is no backup of a desk.")
            upgrade(engine)
            yield engine
        finally:
            engine.dispose()


def _look_over(file: Path) -> None:
    """Raises sqlite3.DatabaseError when a copy is not sound."""
    with closing(sqlite3.connect(file)) as copy:
        found = copy.execute("PRAGMA integrity_check").fetchone()[0]
    if found != "ok":
        raise sqlite3.DatabaseError(found)


def _rest(path: Path) -> None:
    """What was written is on the disk."""
    fd = os.open(path, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def _why(error: Exception) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else cause(error)

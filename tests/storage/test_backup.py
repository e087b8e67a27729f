"""A backup holds every row of either database, comes into either, and is whole or not there."""

import sqlite3
import stat
from contextlib import closing
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import JSON, Boolean, Column, Date, Engine, Integer, String, insert, select, text

from bot.storage import backup as copies
from bot.storage import dialect
from bot.storage.database import DatabaseError, connect
from bot.storage.migrate import upgrade
from bot.storage.tables import Moment, facts, metadata, tickets, updates
from tests.databases import ready_postgres_url, ready_sqlite_url, sqlite_url

NOW = datetime(2026, 11, 23, 8, 5, 1, 250_000, tzinfo=UTC)


def nothing_told(_done: int, _total: int) -> None:
    """Nobody looks on."""


def value(column: Column[Any], number: int) -> Any:
    """Something that a column may hold; never the same in two rows."""
    match column.type:
        case Boolean():
            return bool(number % 2)
        case Integer():
            return number
        case JSON():
            return {"sözler": [number, None, "ğ"]}
        case Moment():
            return NOW.replace(second=number)
        case Date():
            return date(2026, 1, number)
        case String(length=None):
            return f"çok\nuzun söz {number} 👋"
        case String():
            return f"s{number}"
    return f"yazı {number}"


def filled(engine: Engine, rows: int = 2) -> None:
    """Something in every column of every table, and as little as may be."""
    with engine.begin() as tx:
        for table, number in product(metadata.sorted_tables, range(1, rows + 1)):
            bare = number == rows and not table.foreign_keys
            row = {
                column.name: value(column, number)
                for column in table.columns
                if not (bare and column.nullable)
            }
            tx.execute(insert(table), row)


def everything(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    """All rows of all tables."""
    with engine.begin() as tx:
        return {
            table.name: [
                dict(row)
                for row in tx.execute(select(table).order_by(*table.primary_key)).mappings()
            ]
            for table in metadata.sorted_tables
        }


@pytest.fixture
def elsewhere(
    request: pytest.FixtureRequest, tmp_path: Path, database_url: str
) -> tuple[Engine, Engine]:
    """A filled database of one kind, and an empty one of the other."""
    full = connect(database_url)
    filled(full)
    other = tmp_path / "other"
    other.mkdir()
    there = (
        ready_postgres_url(request.getfixturevalue("postgres"))
        if full.dialect.name == "sqlite"
        else ready_sqlite_url(other)
    )
    return full, connect(there)


def brought(file: Path, engine: Engine) -> int:
    """As the command does."""
    with engine.begin() as tx:
        return copies.restore(file, engine, tx, nothing_told)


def test_every_row_comes_from_either_database_into_the_other(
    elsewhere: tuple[Engine, Engine], tmp_path: Path
) -> None:
    full, empty = elsewhere
    told: list[tuple[int, int]] = []
    copies.backup(full, tmp_path / "b.sqlite3", lambda done, total: told.append((done, total)))
    assert stat.S_IMODE((tmp_path / "b.sqlite3").stat().st_mode) == 0o600
    assert told[-1][0] == told[-1][1]
    rows = brought(tmp_path / "b.sqlite3", empty)
    before, after = everything(full), everything(empty)
    assert after == before
    assert rows == sum(map(len, before.values()))
    with empty.begin() as tx:  # numbers go on after those that are there
        (fresh,) = ({**one} for one in everything(full)["tickets"][:1])
        number = dialect.add(tx, tickets, {k: v for k, v in fresh.items() if k != "number"})
        assert number == len(before["tickets"]) + 1
        assert copies.newest(tx) == "2026-11-23T08:05:02+00:00"
    left = {path.name for path in tmp_path.iterdir() if path.name.startswith("b.")}
    assert left == {"b.sqlite3"}
    full.dispose()
    empty.dispose()


def test_nothing_is_overwritten(database_url: str, tmp_path: Path) -> None:
    engine = connect(database_url)
    copies.backup(engine, tmp_path / "b", nothing_told)
    with pytest.raises(DatabaseError, match="there already"):
        copies.backup(engine, tmp_path / "b", nothing_told)
    filled(engine, rows=1)
    with pytest.raises(DatabaseError, match="holds something already"):
        brought(tmp_path / "b", engine)
    engine.dispose()


def test_whoever_breaks_off_leaves_no_file(database_url: str, tmp_path: Path) -> None:
    def broken_off(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    engine = connect(database_url)
    filled(engine)
    with pytest.raises(KeyboardInterrupt):
        copies.backup(engine, tmp_path / "b", broken_off)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("b")] == []
    engine.dispose()


def test_an_older_backup_is_brought_into_the_present_form(tmp_path: Path) -> None:
    """And stays as it is itself."""
    old = connect(f"sqlite:///{tmp_path}/old.sqlite3")
    upgrade(old, to="0011")
    with old.begin() as tx:
        moment = "2026-01-01 00:00:00.000000"
        tx.execute(
            text(
                "INSERT INTO chats (language, reachable, state, created_at, seen_at)"
                f" VALUES ('tr', 1, '{{}}', '{moment}', '{moment}')"
            )
        )
    copies.backup(old, tmp_path / "b", nothing_told)
    old.dispose()
    before = (tmp_path / "b").read_bytes()
    engine = connect(sqlite_url(tmp_path))
    upgrade(engine)
    assert brought(tmp_path / "b", engine) == 1
    assert (tmp_path / "b").read_bytes() == before
    engine.dispose()


@pytest.mark.parametrize("kind", ["words", "another program's", "torn", "missing", "newer"])
def test_what_is_no_backup_is_said(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "b"
    engine = connect(ready_sqlite_url(tmp_path))
    if kind == "words":
        file.write_bytes(b"just words " * 1000)
    elif kind in ("torn", "newer"):
        filled(engine)
        copies.backup(engine, file, nothing_told)
    if kind == "torn":
        file.write_bytes(file.read_bytes()[:20_000])
    elif kind == "another program's":
        with closing(sqlite3.connect(file)) as other:
            other.execute("CREATE TABLE birds (name)")
    elif kind == "newer":
        with closing(sqlite3.connect(file)) as newer, newer:
            newer.execute("UPDATE alembic_version SET version_num = '9999'")
    empty = connect(f"sqlite:///{tmp_path}/empty.sqlite3")
    upgrade(empty)
    with pytest.raises(DatabaseError) as said:
        brought(file, empty)
    assert len(str(said.value).splitlines()) == 1
    for one in (engine, empty):
        one.dispose()


def test_there_is_no_backup_of_nothing(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="no database"):
        copies.existing(sqlite_url(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_backup_is_of_one_moment_whoever_writes_meanwhile(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And whoever writes does not wait for it."""
    monkeypatch.setattr(copies, "_PAGES", 5)
    engine = connect(database_url)
    filled(engine, rows=1)
    before, written = everything(engine), list[int]()

    def written_meanwhile(_done: int, _total: int) -> None:
        fresh = {"number": 100 + len(written), "platform": "telegram", "chat": "", "state": "open"}
        with engine.begin() as tx:
            row = fresh | {"attempts": 0, "received_at": NOW}
            tx.execute(insert(updates), row)
            tx.execute(insert(facts), {"name": f"late-{len(written)}", "value": 1})
        written.append(len(written))

    copies.backup(engine, tmp_path / "b", written_meanwhile)
    engine.dispose()
    assert len(written) > 3
    with closing(sqlite3.connect(tmp_path / "b")) as found:
        assert found.execute("SELECT count(*) FROM updates").fetchone()[0] == 1
        names = {row[0] for row in found.execute("SELECT name FROM facts")}
    assert names == {row["name"] for row in before["facts"]}


def test_a_restore_that_is_broken_off_leaves_the_database_empty(
    database_url: str, tmp_path: Path
) -> None:
    full, engine = connect(f"sqlite:///{tmp_path}/full.sqlite3"), connect(database_url)
    upgrade(full)
    filled(full)
    copies.backup(full, tmp_path / "b", nothing_told)
    calls = list[int]()

    def broken_off(done: int, _total: int) -> None:
        calls.append(done)
        if len(calls) > 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), engine.begin() as tx:
        copies.restore(tmp_path / "b", engine, tx, broken_off)
    with engine.begin() as tx:
        assert copies.is_empty(tx)
    assert brought(tmp_path / "b", engine) > 20
    for one in (full, engine):
        one.dispose()

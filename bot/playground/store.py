"""What the stand-in remembers across a kill: one SQLite file of JSON values, or nothing but memory.

Law: a value is on disk before the call that made it is answered; the process may die at any moment
after.
"""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Store:
    """A table of JSON values by kind and key; without a path it keeps nothing and costs nothing."""

    def __init__(self, path: Path | None) -> None:
        self.file: sqlite3.Connection | None = None
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            self.file = sqlite3.connect(path)
            self.file.execute("PRAGMA journal_mode=WAL")
            self.file.execute("PRAGMA synchronous=NORMAL")
            self.file.execute(
                "CREATE TABLE IF NOT EXISTS kept "
                "(kind TEXT, key TEXT, value TEXT, PRIMARY KEY (kind, key))"
            )

    def load(self, kind: str) -> Iterator[tuple[Any, Any]]:
        """Every key and value of a kind, in the order they were first put."""
        if self.file is not None:
            rows = self.file.execute(
                "SELECT key, value FROM kept WHERE kind = ? ORDER BY rowid", (kind,)
            )
            for key, value in rows:
                yield json.loads(key), json.loads(value)

    def put(self, kind: str, key: Any, value: Any) -> None:
        """Keep a value; it is safe after `commit`."""
        if self.file is not None:
            self.file.execute(
                "INSERT INTO kept VALUES (?, ?, ?) "
                "ON CONFLICT (kind, key) DO UPDATE SET value = excluded.value",
                (kind, json.dumps(key), json.dumps(value, ensure_ascii=False)),
            )

    def drop(self, kind: str, key: Any) -> None:
        """Forget a value."""
        if self.file is not None:
            self.file.execute(
                "DELETE FROM kept WHERE kind = ? AND key = ?", (kind, json.dumps(key))
            )

    def clear(self) -> None:
        """Forget everything."""
        if self.file is not None:
            self.file.execute("DELETE FROM kept")
            self.file.commit()

    def commit(self) -> None:
        """Make all puts and drops so far safe against a kill."""
        if self.file is not None and self.file.in_transaction:
            self.file.commit()

    def close(self) -> None:
        """Commit and let go of the file."""
        if self.file is not None:
            self.commit()
            self.file.close()
            self.file = None


class KeptDict(dict[K, V], Generic[K, V]):
    """A dict whose changes, made through `put` and `drop`, reach the store."""

    def __init__(self, store: Store, kind: str) -> None:
        super().__init__((_key(key), value) for key, value in store.load(kind))
        self.store, self.kind = store, kind

    def put(self, key: K, value: V) -> None:
        """Set and keep."""
        self[key] = value
        self.store.put(self.kind, key, value)

    def drop(self, key: K) -> None:
        """Remove and forget; nothing happens when the key is absent."""
        if self.pop(key, None) is not None:
            self.store.drop(self.kind, key)


def _key(key: Any) -> Any:
    return tuple(key) if isinstance(key, list) else key

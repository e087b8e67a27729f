"""Addresses of databases for tests."""

from pathlib import Path


def sqlite_url(folder: Path) -> str:
    """A fresh SQLite database in a folder."""
    return f"sqlite:///{folder / 'desk.sqlite3'}"

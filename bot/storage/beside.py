"""The folder beside a database: what a machine remembers about it, for nobody else's eyes.

Law: the folder is ours and private, and is no link; so nobody can put anything into it.
"""

import os
import stat
from hashlib import blake2b
from pathlib import Path

from sqlalchemy import Engine

from bot.storage.database import DatabaseError

_PRIVATE = 0o700


def sqlite_file(engine: Engine) -> Path | None:
    """The database's file by its true name, whatever links lead there; None when it has none."""
    path = engine.url.database
    if engine.dialect.name != "sqlite" or not path or path == ":memory:":
        return None
    return Path(path).resolve()


def folder(engine: Engine, state: Path) -> Path:
    """The private folder beside a SQLite file, or in `state` for a database that has none.

    Made where it is missing; DatabaseError when it can't be, or is somebody else's.
    """
    file = sqlite_file(engine)
    name = blake2b(engine.url.render_as_string().encode(), digest_size=8).hexdigest()
    place = Path(f"{file}.d") if file else state / f"{name}.d"
    try:
        place.parent.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
        place.mkdir(mode=_PRIVATE, exist_ok=True)
        _make_private(place)
        if file is not None:
            _moved_in(file, place)
    except OSError as error:
        raise DatabaseError(
            f"The folder {place} can't be used ({error.strerror}); "
            "let the desk write there, or set STATE_DIR."
        ) from None
    return place


def _make_private(place: Path) -> None:
    found = place.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        raise DatabaseError(f"{place} is not a folder of this desk's own; remove it.")
    if stat.S_IMODE(found.st_mode) != _PRIVATE:
        place.chmod(_PRIVATE)


def _moved_in(file: Path, place: Path) -> None:
    """What an earlier desk left beside the file itself: its notes go on, its lock is no more."""
    notes = Path(f"{file}.calls")
    if notes.exists() and not (place / "calls").exists():
        notes.replace(place / "calls")
    Path(f"{file}.lock").unlink(missing_ok=True)

"""What was learnt from the content, kept in a private folder as arrays: the next start is quicker.

Law: only a help. What can't be read or written is learnt again, and nothing that is read is run.
"""

from contextlib import suppress
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from intents.search.keep import Arrays

_MOST = 8  # files, two a content; an edit back and forth finds its old ones
_ENDING = ".npz"


class Kept:
    """Arrays in a folder, a file for each key; the newest few stay."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> Arrays | None:
        """What was kept under a key, or None when it is not there or spoilt."""
        try:
            with np.load(self._path(key), allow_pickle=False) as found:
                return {name: found[name] for name in found.files}
        except (OSError, ValueError, EOFError, KeyError, BadZipFile):
            return None

    def put(self, key: str, arrays: Arrays) -> None:
        """Keep arrays under a key, where the disk lets us."""
        fresh = self._path(key).with_suffix(".new")
        try:
            with fresh.open("wb") as file:
                np.savez(file, allow_pickle=False, **arrays)
            fresh.replace(self._path(key))
            self._forget()
        except OSError:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)

    def _forget(self) -> None:
        files = sorted(self._folder.glob(f"learnt-*{_ENDING}"), key=lambda one: one.stat().st_mtime)
        for file in files[:-_MOST]:
            file.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self._folder / f"learnt-{key}{_ENDING}"

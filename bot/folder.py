"""The files below a folder: found, compared and read within bounds.

Law: no link to a folder is followed, and no link leads out; so every walk ends, and what is read is
what lies in the folder.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from intents.content.bounds import DEEPEST_FOLDER, LARGEST_FILE, LARGEST_FOLDER, MOST_ENTRIES
from intents.content.entries import Problem, SourceFile

Marks = dict[str, tuple[int, int]]


@dataclass(slots=True)
class Listing:
    """What a walk found: files by their name below the folder, and what cannot be read from it."""

    folder: Path
    files: dict[str, os.stat_result] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    count: int = 0

    def blame(self, name: str, message: str) -> None:
        """Note what is wrong with an entry."""
        self.problems.append(Problem(name, 1, "error", message))


def listing(folder: Path) -> Listing:
    """Every file below a folder but hidden ones; raises OSError where it can't be looked into."""
    found = Listing(folder)
    waiting = [""]
    for inside in waiting:
        with os.scandir(folder / inside) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                found.count += 1
                if found.count > MOST_ENTRIES:
                    message = f"The folder holds more than {MOST_ENTRIES} files; remove some."
                    found.blame(".", message)
                    return found
                with suppress(FileNotFoundError):  # gone again: an editor's own file
                    waiting += _entered(found, inside, entry)
    return found


def _entered(found: Listing, inside: str, entry: os.DirEntry[str]) -> Iterator[str]:
    """Take one entry in; gives its name when it is a folder to look into."""
    if entry.name.startswith("."):
        return
    name = f"{inside}{entry.name}"
    if not _readable(name):
        shown = os.fsencode(name).decode("utf-8", errors="replace")
        found.blame(shown, "The name is not UTF-8; rename the file.")
    elif entry.is_dir(follow_symlinks=False):
        if name.count("/") < DEEPEST_FOLDER:
            yield f"{name}/"
        else:
            found.blame(name, f"Folders lie deeper than {DEEPEST_FOLDER}; move this one up.")
    elif entry.is_symlink():
        _link(found, name, entry)
    elif entry.is_file():
        found.files[name] = entry.stat()


def _link(found: Listing, name: str, entry: os.DirEntry[str]) -> None:
    """A link may stand for a file of this folder, as where a volume is mounted from a map."""
    root = os.path.realpath(found.folder)
    if os.path.isdir(entry.path):
        found.blame(name, "This link leads to a folder; put the folder itself here.")
    elif not os.path.realpath(entry.path).startswith(f"{root}{os.sep}"):
        found.blame(name, "This link leads out of the folder; put the file itself here.")
    elif os.path.isfile(entry.path):
        found.files[name] = entry.stat()
    else:
        found.blame(name, "This link leads to no file; remove it.")


def _readable(name: str) -> bool:
    with suppress(UnicodeEncodeError):
        name.encode()
        return True
    return False


def marks(folder: Path) -> Marks:
    """Name, time and size of every file; a folder that can't be read has none."""
    try:
        found = listing(folder)
    except OSError:
        return {}
    wrong = {f"{one.path}: {one.message}": (0, 0) for one in found.problems}
    return wrong | {name: (state.st_mtime_ns, state.st_size) for name, state in found.files.items()}


def contents(found: Listing, names: list[str]) -> tuple[SourceFile, ...]:
    """The bytes of these files, none larger than a little over the bound; raises OSError."""
    read: list[SourceFile] = []
    room = LARGEST_FOLDER
    for name in sorted(names):
        with (found.folder / name).open("rb") as file:
            read.append(SourceFile(name, file.read(LARGEST_FILE + 1)))
        room -= len(read[-1].text)
        if room < 0:
            size = LARGEST_FOLDER // 1_000_000
            found.blame(".", f"The folder holds more than {size} MB of content; remove some.")
            break
    return tuple(read)

"""The content folder: the only place that reads it, and the live content that always holds its last
good state.
"""

import asyncio
import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import structlog

from intents.content.catalog import Catalog, Problem, SourceFile, build, place_of
from intents.content.smalltalk import FOLDER as SMALL_TALK
from intents.index import Index

log = structlog.get_logger(__name__)
LOOK = 0.5  # seconds between two looks at the folder
SHIPPED = Path(__file__).parents[1] / "faq_data"  # the content that comes with the desk
_MOST_LOGGED = 20  # problems of one refused edit

Marks = dict[str, tuple[int, int]]


class ContentError(Exception):
    """The content cannot be served; the message says what to do."""

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Content:
    """A catalog and the index made from it: taken together, they always agree."""

    catalog: Catalog
    index: Index


def read(folder: Path) -> tuple[SourceFile, ...]:
    """Every content file below a folder, as bytes; ContentError when that cannot be done."""
    if not folder.is_dir():
        raise ContentError(
            f"The content folder {folder} does not exist; "
            "set FAQ_DIR to a folder of Markdown files."
        )
    return _read(folder, "**/*")


def _read(folder: Path, pattern: str) -> tuple[SourceFile, ...]:
    try:
        paths = sorted(path for path in folder.glob(pattern) if path.is_file())
        named = [(path, path.relative_to(folder).as_posix()) for path in paths]
        return tuple(
            SourceFile(name, path.read_bytes()) for path, name in named if place_of(name, "tr")
        )
    except OSError as error:
        raise ContentError(
            f"The content cannot be read: {error.filename}: {error.strerror}."
        ) from error


def load(folder: Path, default_language: str) -> Content:
    """The folder's content, indexed; ContentError with all its problems when it has errors."""
    with _uncollected():
        files = _with_small_talk(read(folder), default_language)
        catalog, problems = build(files, default_language=default_language)
        errors = tuple(problem for problem in problems if problem.severity == "error")
        if errors:
            first = errors[0]
            more = (
                f" ({len(errors) - 1} more; see `python -m bot check`)" if len(errors) > 1 else ""
            )
            raise ContentError(f"{first.path}:{first.line}: {first.message}{more}", errors)
        return Content(catalog, Index.build(catalog))


def _with_small_talk(files: tuple[SourceFile, ...], language: str) -> tuple[SourceFile, ...]:
    """The files, with the small talk that comes with the desk where the folder holds none."""
    places = (place_of(file.path, language) for file in files)
    if any(place is not None and place.collection == SMALL_TALK for place in places):
        return files
    return (*files, *_read(SHIPPED, f"*/{SMALL_TALK}/*"))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cycles: what is built here is large and stays; looking for garbage
    costs a tenth.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _reasons(error: ContentError) -> list[str]:
    """File, line and what to do, for the log: the editors' own words, nobody else's."""
    found = error.problems[:_MOST_LOGGED]
    return [f"{problem.path}:{problem.line}: {problem.message}" for problem in found] or [
        str(error)
    ]


class LiveContent:
    """The content that is served now; it changes as a whole or not at all."""

    def __init__(
        self, folder: Path, default_language: str, served: Content, *, marks: Marks
    ) -> None:
        self.folder = folder
        self.default_language = default_language
        self.served = served
        self.refused: tuple[Problem, ...] = ()
        self._tried = marks  # the state of the folder that was loaded or refused last
        self._seen = marks

    @classmethod
    def open(cls, folder: Path, default_language: str = "tr") -> "LiveContent":
        """The folder's present content; ContentError when it cannot be served."""
        marks = _marks(folder)  # before reading: what is saved meanwhile is seen later
        return cls(folder, default_language, load(folder, default_language), marks=marks)

    @property
    def catalog(self) -> Catalog:
        """The catalog that is served now; take `served` where catalog and index must agree."""
        return self.served.catalog

    @property
    def index(self) -> Index:
        """The index that is served now."""
        return self.served.index

    def reload(self) -> bool:
        """Take the folder's content if it has no errors; else keep what is there and log where it
        fails.
        """
        try:
            fresh = load(self.folder, self.default_language)
        except ContentError as error:
            self.refused = error.problems
            log.warning("content_refused", errors=len(error.problems), reasons=_reasons(error))
            return False
        except Exception as error:  # no edit, however strange, may take the desk down
            log.error("content_failed", error=type(error).__name__)
            return False
        self.refused = ()
        self.served = fresh
        log.info("content_loaded", version=fresh.catalog.version)
        return True

    def look(self) -> None:
        """Reload when the folder has changed and nobody is writing to it just now."""
        marks = _marks(self.folder)
        if marks != self._tried and marks == self._seen:
            self._tried = marks
            self.reload()
        self._seen = marks

    async def watch(self, *, stop: asyncio.Event) -> None:
        """Look at the folder twice a second, in a thread, until `stop` is set.

        Looking needs no notifications, which network file systems and containers may not deliver,
        and misses nothing that was saved between the opening and the first look.
        """
        while not stop.is_set():
            await asyncio.to_thread(self.look)
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK):
                    await stop.wait()


def _marks(folder: Path) -> Marks:
    """Name, time and size of every file; a folder that can't be read has none."""
    found: Marks = {}
    waiting = [str(folder)]
    for inside in waiting:
        with suppress(OSError), os.scandir(inside) as entries:
            for entry in entries:
                if entry.is_dir():
                    waiting.append(entry.path)
                else:
                    state = entry.stat()
                    found[entry.path] = (state.st_mtime_ns, state.st_size)
    return found

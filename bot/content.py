"""The content folder: the only place that reads it, and the shelf that always holds its last good state."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

import structlog

from intents.catalog import Catalog, Problem, SourceFile, build, place_of
from intents.index import Index

log = structlog.get_logger(__name__)


class ContentError(Exception):
    """The content cannot be served; the message says what to do."""

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Held:
    """A catalog and the index made from it: taken from the shelf together, they always agree."""

    catalog: Catalog
    index: Index


def read(folder: Path) -> tuple[SourceFile, ...]:
    """Every content file below a folder, as bytes; ContentError when that cannot be done."""
    if not folder.is_dir():
        raise ContentError(f"The content folder {folder} does not exist; set FAQ_DIR to a folder of Markdown files.")
    try:
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
        named = [(path, path.relative_to(folder).as_posix()) for path in paths]
        return tuple(SourceFile(name, path.read_bytes()) for path, name in named if place_of(name, "tr"))
    except OSError as error:
        raise ContentError(f"The content cannot be read: {error.filename}: {error.strerror}.") from error


def load(folder: Path, default_language: str) -> Held:
    """The folder's content, indexed; ContentError with all its problems when it has errors."""
    catalog, problems = build(read(folder), default_language=default_language)
    errors = tuple(problem for problem in problems if problem.severity == "error")
    if errors:
        first = errors[0]
        more = f" ({len(errors) - 1} more; see `python -m bot check`)" if len(errors) > 1 else ""
        raise ContentError(f"{first.path}:{first.line}: {first.message}{more}", errors)
    return Held(catalog, Index.build(catalog))


class Shelf:
    """The content that is served now; it changes as a whole or not at all."""

    def __init__(self, folder: Path, default_language: str, held: Held) -> None:
        self.folder = folder
        self.default_language = default_language
        self.held = held
        self.refused: tuple[Problem, ...] = ()

    @classmethod
    def open(cls, folder: Path, default_language: str = "tr") -> "Shelf":
        """The shelf with the folder's present content; ContentError when it cannot be served."""
        return cls(folder, default_language, load(folder, default_language))

    @property
    def catalog(self) -> Catalog:
        """The catalog that is served now; take `held` where catalog and index must agree."""
        return self.held.catalog

    @property
    def index(self) -> Index:
        """The index that is served now."""
        return self.held.index

    def reload(self) -> bool:
        """Take the folder's content if it has no errors; else keep what is there and log where it fails."""
        try:
            fresh = load(self.folder, self.default_language)
        except ContentError as error:
            self.refused = error.problems
            places = [f"{problem.path}:{problem.line}" for problem in error.problems[:20]]
            log.warning("content_refused", errors=len(error.problems), places=places)
            return False
        self.refused = ()
        self.held = fresh
        log.info("content_loaded", version=fresh.catalog.version)
        return True

    async def watch(self, *, stop: asyncio.Event | None = None) -> None:
        """Reload in a thread after each change of the folder, until cancelled or `stop` is set."""
        from watchfiles import awatch

        async for _changes in awatch(self.folder, stop_event=stop, debounce=300):
            await asyncio.to_thread(self.reload)

"""The content folder: the only place that reads it, and the live content that always holds its last
good state.
"""

import asyncio
import gc
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import structlog

from bot.folder import Marks, contents, listing, marks
from bot.memory import settle
from intents.content.catalog import Catalog, Problem, SourceFile, build, place_of
from intents.content.smalltalk import FOLDER as SMALL_TALK
from intents.index import Index
from intents.search.keep import Keep

log = structlog.get_logger(__name__)
LOOK = 0.5  # seconds between two looks at the folder
SHIPPED = Path(__file__).parents[1] / "faq_data"  # the content that comes with the desk
_MOST_LOGGED = 20  # problems of one refused edit


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


@dataclass(frozen=True, slots=True)
class Read:
    """The content files of a folder as bytes, and what kept others from being read."""

    files: tuple[SourceFile, ...]
    problems: tuple[Problem, ...] = ()


def read(folder: Path) -> Read:
    """Every content file below a folder; ContentError when that cannot be done."""
    if not folder.is_dir():
        raise ContentError(
            f"The content folder {folder} does not exist; "
            "set FAQ_DIR to a folder of Markdown files."
        )
    return _files(folder, lambda name: place_of(name, "tr") is not None)


def _files(folder: Path, wanted: Callable[[str], bool]) -> Read:
    try:
        found = listing(folder)
        files = contents(found, [name for name in found.files if wanted(name)])
    except OSError as error:
        raise ContentError(
            f"The content cannot be read: {error.filename}: {error.strerror}."
        ) from error
    return Read(files, tuple(found.problems))


def load(folder: Path, default_language: str, keep: Keep | None = None) -> Content:
    """The folder's content, indexed; ContentError with all its problems when it has errors.

    `keep` may know what was learnt from the same words before.
    """
    with _uncollected():
        found = read(folder)
        files = _with_small_talk(found.files, default_language)
        catalog, problems = build(files, default_language=default_language)
        problems = tuple(sorted({*found.problems, *problems}))
        errors = tuple(problem for problem in problems if problem.severity == "error")
        if errors:
            first = errors[0]
            more = (
                f" ({len(errors) - 1} more; see `python -m bot check`)" if len(errors) > 1 else ""
            )
            raise ContentError(f"{first.path}:{first.line}: {first.message}{more}", errors)
        return Content(catalog, Index.build(catalog, keep))


def _with_small_talk(files: tuple[SourceFile, ...], language: str) -> tuple[SourceFile, ...]:
    """The files, with the small talk that comes with the desk where the folder holds none."""
    if any(_is_small_talk(file.path, language) for file in files):
        return files
    return (*files, *_small_talk())


def _is_small_talk(name: str, language: str) -> bool:
    place = place_of(name, language)
    return place is not None and place.collection == SMALL_TALK


def _small_talk() -> tuple[SourceFile, ...]:
    """What comes with the desk; ContentError when it cannot be read."""
    return _files(SHIPPED, lambda name: _is_small_talk(name, "tr")).files


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
        self,
        folder: Path,
        default_language: str,
        served: Content,
        *,
        marks: Marks,
        keep: Keep | None = None,
    ) -> None:
        self.folder = folder
        self._keep = keep
        self.default_language = default_language
        self.served = served
        self.refused: tuple[Problem, ...] = ()
        self._tried = marks  # the state of the folder that was loaded or refused last
        self._seen = marks

    @classmethod
    def open(
        cls, folder: Path, default_language: str = "tr", keep: Keep | None = None
    ) -> "LiveContent":
        """The folder's present content; ContentError when it cannot be served."""
        found = marks(folder)  # before reading: what is saved meanwhile is seen later
        served = load(folder, default_language, keep)
        return cls(folder, default_language, served, marks=found, keep=keep)

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
            fresh = load(self.folder, self.default_language, self._keep)
        except ContentError as error:
            self.refused = error.problems
            log.warning("content_refused", errors=len(error.problems), reasons=_reasons(error))
            return False
        except Exception as error:  # no edit, however strange, may take the desk down
            log.error("content_failed", error=type(error).__name__)
            return False
        self.refused = ()
        self.served = fresh
        settle()
        log.info("content_loaded", version=fresh.catalog.version)
        return True

    def look(self) -> None:
        """Reload when the folder has changed and nobody is writing to it just now."""
        found = marks(self.folder)
        if found != self._tried and found == self._seen:
            self._tried = found
            self.reload()
        self._seen = found

    async def watch(self, *, stop: asyncio.Event) -> None:
        """Look at the folder twice a second, in a thread, until `stop` is set.

        Looking needs no notifications, which network file systems and containers may not deliver,
        and misses nothing that was saved between the opening and the first look.
        """
        while not stop.is_set():
            await apart(self.look)
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK):
                    await stop.wait()


async def apart(work: Callable[[], None]) -> None:
    """Run it in a thread that nobody waits for when the desk ends, however long it takes."""
    loop = asyncio.get_running_loop()
    ended: asyncio.Future[None] = loop.create_future()

    def run() -> None:
        error: Exception | None = None
        try:
            work()
        except Exception as raised:  # whoever waits decides
            error = raised
        with suppress(RuntimeError):  # the desk is gone meanwhile
            loop.call_soon_threadsafe(_end, ended, error)

    threading.Thread(target=run, name="content", daemon=True).start()
    await ended


def _end(ended: asyncio.Future[None], error: Exception | None) -> None:
    if ended.done():
        return
    if error is None:
        ended.set_result(None)
    else:
        ended.set_exception(error)

"""Long work shows how far it is, where somebody looks on; Ctrl-C ends it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from bot.commands.refusing import ERRORS

Item = TypeVar("Item")
_SHOWN = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error that is gone when the work is done; it is told how much of how
    much.
    """
    shown = (*_SHOWN, TimeRemainingColumn())
    quiet = not ERRORS.is_terminal
    with Progress(*shown, console=ERRORS, transient=True, disable=quiet) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def watched(items: Sequence[Item], what: str) -> Iterator[Item]:
    """The items one by one, with a bar that shows how many of them are done."""
    with progress(what) as told:
        for number, item in enumerate(items, start=1):
            yield item
            told(number, len(items))

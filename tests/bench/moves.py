"""How many files a reader must enter to follow one question, and one expert's reply.

The real desk is played under a profiler that sees both of its threads. The *house* is `bot/`
(without the playground), `handlers/` and `intents/`.

* A file is entered when one of its functions is called or, being a coroutine or a generator,
  resumed. What the playground calls for itself does not count.
* A move is an entry into another file than the one that the same thread entered last. Returns are
  not counted: they only lead back to where the reader was.

Traced is what happens from the moment somebody writes until the desk has been quiet for a while,
with a fresh contact each round. The desk ticks every two seconds, and how many calls are recorded
in one turn is chance; so each act is played for several rounds, and the median is told with the
smallest and the largest figure.

Run by path in another checkout's folder (`house` does so), with only that checkout's modules.
"""

import asyncio
import json
import statistics
import sys
import tempfile
import threading
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from bot.playground.contacts import Contact
from tests.world import World, sqlite_url, world

ROOT = Path.cwd()
HOUSE, PLAYGROUND = ("bot", "handlers", "intents"), "bot/playground/"
ROUNDS = 9
PACE = 30  # calls a second: the pace of a real desk
QUIET = 0.2  # seconds without a call
FIRST_CONTACT, EXPERT = 5001, 9001
QUESTION = "genel kurul cagrisi kac gun once yapilir"
REQUEST = "Kapalı bir hesabımız için ne yapmalıyız?"
ONWARD = ("Gönder", "devam et", "Atla")  # send, go on, skip
REPLY = "Bankaya dilekçe verin."

Act = Callable[[], Awaitable[None]]


@dataclass
class Tracer:
    """Notes, while it is `on`, which files each thread enters, one after the other."""

    on: bool = False
    entered: defaultdict[int, list[str]] = field(default_factory=lambda: defaultdict(list))

    def install(self) -> None:
        """See this thread, and all threads that start from now on."""
        threading.setprofile(self._see)
        sys.setprofile(self._see)

    @contextmanager
    def noting(self) -> Iterator[None]:
        """Forget what was noted, and note until the end of the block."""
        self.entered.clear()
        self.on = True
        try:
            yield
        finally:
            self.on = False

    def files(self) -> int:
        """How many files were entered."""
        return len({file for files in self.entered.values() for file in files})

    def moves(self) -> int:
        """How often a thread entered another file than the one before."""
        return sum(
            before != after for files in self.entered.values() for before, after in pairwise(files)
        )

    def _see(self, frame: FrameType, event: str, _: Any) -> None:
        if not self.on or event != "call":
            return
        file = _file(frame.f_code)
        if _in_house(file) and not _by_playground(frame.f_back):
            self.entered[threading.get_ident()].append(file)


@cache
def _file(code: CodeType) -> str:
    """The code's file below the checkout; empty for a library's."""
    path = Path(code.co_filename)
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else ""


def _in_house(file: str) -> bool:
    return file.split("/")[0] in HOUSE and not file.startswith(PLAYGROUND)


def _by_playground(frame: FrameType | None) -> bool:
    """Whether the nearest caller of ours, above any library, is the playground."""
    while frame is not None:
        file = _file(frame.f_code)
        if file.startswith(HOUSE):
            return file.startswith(PLAYGROUND)
        frame = frame.f_back
    return False


@dataclass
class Stage:
    """One desk, its tracer, and how many contacts have come."""

    world: World
    tracer: Tracer
    came: int = 0

    async def contact(self) -> Contact:
        """A fresh contact, greeted."""
        contact = self.world.telegram.contact(FIRST_CONTACT + self.came, "Dernek", "tr")
        self.came += 1
        await contact.start()
        await self.world.rest()
        return contact

    async def question(self) -> tuple[int, int]:
        """Files and moves of a question in free text that gets an answer."""
        contact = await self.contact()

        async def ask() -> None:
            await contact.send(QUESTION)

        await self._play(ask)
        _expect("Genel kurul", contact)
        return self.tracer.files(), self.tracer.moves()

    async def reply(self) -> tuple[int, int]:
        """Files and moves of an expert's first reply to a new ticket."""
        contact = await self.contact()
        await self._request(contact)
        expert = self.world.telegram.expert(EXPERT)
        said = (m for m in expert.messages if m["from"]["is_bot"] and "reply_markup" in m)
        card = [m for m in said if REQUEST in m.get("text", "")][-1]

        async def answer() -> None:
            await expert.send(REPLY, reply_to=card)

        await self._play(answer)
        _expect(REPLY, contact)
        return self.tracer.files(), self.tracer.moves()

    async def _request(self, contact: Contact) -> None:
        """Open a ticket by the shortest way: every detail is skipped."""
        for words in ("/uzman", REQUEST):
            await contact.send(words)
            await self.world.rest()
        while label := _onward(contact):
            await contact.tap(contact.messages[-1], label=label)
            await self.world.rest()

    async def _play(self, act: Act) -> None:
        await self.world.telegram.quiet(QUIET)
        with self.tracer.noting():
            await act()
            await self.world.telegram.quiet(QUIET)
        await self.world.rest()


def _onward(contact: Contact) -> str:
    """The button of the newest message that leads on to a sent request; empty when none does."""
    rows = contact.messages[-1].get("reply_markup", {}).get("inline_keyboard", [])
    labels = [str(button["text"]) for row in rows for button in row]
    return next((label for words in ONWARD for label in labels if words in label), "")


def _expect(words: str, contact: Contact) -> None:
    last = contact.messages[-1]
    if not last["from"]["is_bot"] or words not in last.get("text", ""):
        raise AssertionError(f"{words!r} was not said; the last message is {last}")


async def measure() -> dict[str, list[tuple[int, int]]]:
    """(files, moves) of every round, for a question and for a reply."""
    tracer = Tracer()
    tracer.install()
    with tempfile.TemporaryDirectory() as folder:
        more: dict[str, Any] = {"pace_per_second": PACE, "faq_dir": ROOT / "faq_data"}
        async with world(sqlite_url(Path(folder)), watch=False, **more) as desk:
            stage = Stage(desk, tracer)
            await stage.question()  # to warm up: imports and caches
            await stage.reply()
            return {
                "question": [await stage.question() for _ in range(ROUNDS)],
                "reply": [await stage.reply() for _ in range(ROUNDS)],
            }


def told(figures: list[int]) -> str:
    """The median, with the smallest and the largest where they differ."""
    low, high = min(figures), max(figures)
    middle = f"{statistics.median(figures):.0f}"
    return middle if low == high else f"{middle} ({low} to {high})"


def main() -> None:
    """Print, as the last line and in JSON, what `measure` found."""
    found = asyncio.run(measure())
    rows = {
        act: [told([one[kind] for one in rounds]) for kind in (0, 1)]
        for act, rounds in found.items()
    }
    print(json.dumps(rows))


if __name__ == "__main__":
    main()

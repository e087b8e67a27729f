"""A platform that is not Telegram: what is typed is said by its one contact, and acts are lines."""

# ruff: noqa: ARG002 — a platform is handed more than a printer needs

import asyncio
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Self

from starlette.types import ASGIApp

from bot.domain import events, messages
from bot.domain.buttons import Press
from bot.domain.codes import encode
from bot.domain.events import Event
from bot.domain.links import Links
from bot.domain.messages import Act, AnswerTap, Message, Say, Text
from bot.domain.outbox import Draft
from bot.domain.people import Address
from bot.domain.results import Done, Result, Said
from bot.gateway.platform import Health, Keep, Limits, PlatformError, Raw, Word

NAME = "printer"
READER = Address(NAME, "reader")


class Printer:
    """Lines in, lines out; a number is a press of the button that was printed with it."""

    def __init__(self) -> None:
        self.name: str = NAME
        self.limits: Limits = Limits(
            text=500, caption=100, spans=0, toast=50, thread_name=20, folds=False
        )
        self.username: str = ""
        self.printed: list[str] = []
        self.new = asyncio.Event()
        self._typed: asyncio.Queue[Raw] = asyncio.Queue()
        self._presses: list[Press] = []
        self._count = 0

    async def __aenter__(self) -> Self:
        self.username = NAME
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        pass

    def type(self, line: str) -> None:
        """The contact's next line."""
        self._count += 1
        code = encode(self._presses[int(line) - 1]) if line.isdecimal() else None
        self._typed.put_nowait({"line": self._count, "words": line, "code": code})

    def group(self, setting: int | None) -> Address | None:
        """Nobody but the one contact is here."""
        return None

    @property
    def links(self) -> Links:
        """There are none on paper."""
        return Links()

    def number_of(self, raw: Raw) -> int:
        """The line's number."""
        return int(raw["line"])

    def chat_of(self, raw: Raw) -> Address | None:
        """Always the same."""
        return READER

    def parse(self, raw: Raw, *, staff: Address | None) -> Event | None:
        """Words, or a press."""
        line = str(raw["line"])
        if raw["code"] is not None:
            return events.Tapped(READER, line, line, str(raw["code"]))
        return events.Said(READER, line, Message(Text(str(raw["words"]))))

    async def carry_out(self, act: Act, *, on_leaving: Callable[[], None]) -> Result:
        """Print it; what was printed is never changed, but printed again."""
        on_leaving()
        match act:
            case Say(message=message) | messages.Edit(message=message):
                self._print(message)
                return Said((str(len(self.printed)),))
            case AnswerTap():
                return Done()
        raise AssertionError(f"Nobody asked for {act}.")

    def _print(self, message: Message) -> None:
        below = [one for row in message.buttons for one in row if one.press is not None]
        self._presses = [button.press for button in below if button.press is not None]
        rows = [f"{n}) {button.label}" for n, button in enumerate(below, 1)]
        self.printed.append("\n".join([message.text.text, *rows]))
        self.new.set()

    async def next(self) -> str:
        """The last that was printed, once something new was."""
        await asyncio.wait_for(self.new.wait(), 10)
        self.new.clear()
        return self.printed[-1]

    async def updates(self, after: int | None, *, patience: int) -> list[Raw]:
        """The next line, when one was typed in time."""
        try:
            return [await asyncio.wait_for(self._typed.get(), patience)]
        except TimeoutError:
            return []

    def hook(self, url: str, secret: str, *, keep: Keep, healthy: Health) -> ASGIApp:
        """Nobody would call."""
        raise PlatformError("A printer takes no webhook.")

    async def announce(self, url: str, secret: str) -> None:
        """Nobody is to be told."""

    def introduction(self, word: Word, *, default: str, staff: Address | None) -> Iterator[Draft]:
        """It says nothing by itself."""
        return iter(())

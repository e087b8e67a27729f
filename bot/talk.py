"""A dialogue from a file, played against the real desk without Telegram, and printed.

A line is what the contact writes; `[label]` presses the button whose label holds that; `= words` is
what an expert answers to the contact's last message in the thread; `---` brings a new contact, and
`#` begins a remark. Printed is what either side sees, with folded words left out.
"""

import asyncio
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from bot.app import opened, run
from bot.clock import Clock
from bot.gateway.telegram import client
from bot.playground.contacts import Contact
from bot.playground.serving import serving
from bot.playground.telegram import STAFF_CHAT, TOKEN, Telegram
from bot.settings import Settings

FIRST, EXPERT = 1001, 2001
_RESTS = 0.3  # seconds without a call: all is said
_PATIENCE = 5.0  # seconds for the first word
_FAST = 100_000
_OWN = {
    "staff_chat_id": STAFF_CHAT,
    "webhook_url": "",
    "log_level": "ERROR",
    "pace_per_second": _FAST,
    "pace_group_per_minute": _FAST,
    "pace_chat_burst": _FAST,
}
_FOLDED = "expandable_blockquote"

Json = dict[str, Any]


async def talk(lines: Iterable[str], settings: Settings) -> None:
    """Play the dialogues and print them; raises ValueError for a button that is not there."""
    with tempfile.TemporaryDirectory() as folder:
        own = settings.model_copy(
            update=_OWN
            | {"database_url": f"sqlite:///{folder}/talk.sqlite3", "state_dir": Path(folder)}
        )
        telegram = Telegram()
        async with (
            serving(telegram, token=TOKEN) as address,
            opened(own, Clock(), client.Telegram(TOKEN, address)) as running,
        ):
            desk = asyncio.create_task(run(running, own, watch=False))
            try:
                await _Play(telegram).all(lines)
            finally:
                running.stopping.set()
                await desk


class _Play:
    """One contact after the other, and the expert who answers them."""

    def __init__(self, telegram: Telegram) -> None:
        self.telegram = telegram
        self.expert = telegram.expert(EXPERT)
        self.contact = self._next()
        self.heard = 0
        telegram.listeners.add(self._hear)

    def _next(self) -> Contact:
        known = len([user for user in self.telegram.world.users.values() if not user["is_bot"]])
        return self.telegram.contact(FIRST + known)

    def _hear(self, news: Json) -> None:
        if news["type"] not in ("message", "edited"):
            return
        message = news["message"]
        if not message["from"]["is_bot"] or not _words(message):
            return
        self.heard += 1
        side = "  experts | " if message["chat"]["id"] == STAFF_CHAT else "desk | "
        print(_indented(side, "\n".join(_seen(message))))

    async def all(self, lines: Iterable[str]) -> None:
        """Line by line; what comes of one is printed before the next is said."""
        for line in (line.strip() for line in lines):
            if not line or line.startswith("#"):
                continue
            print(f"\n{line}" if line.startswith("---") else _indented("> ", line))
            if line.startswith("---"):
                self.contact = self._next()
                continue
            self.heard = 0
            await self._one(line)
            with suppress(TimeoutError):  # it may say nothing
                await self.telegram.until(lambda: self.heard, _PATIENCE)
            await self.telegram.quiet(_RESTS)

    async def _one(self, line: str) -> None:
        if line.startswith("[") and line.endswith("]"):
            await self._press(line[1:-1])
        elif line.startswith("="):
            await self._answer(line[1:].strip())
        else:
            await self.contact.send(line)

    async def _press(self, label: str) -> None:
        for message in reversed(self.contact.messages):
            for button in _buttons(message):
                if label.casefold() in button["text"].casefold():
                    await self.contact.tap(message, button["callback_data"])
                    return
        raise ValueError(f"No button says “{label}”.")

    async def _answer(self, words: str) -> None:
        copies = [
            one
            for one in self.telegram.world.messages.get(STAFF_CHAT, {}).values()
            if one["from"]["is_bot"] and one.get("message_thread_id")
        ]
        if not copies:
            raise ValueError("No expert has a thread yet.")
        await self.expert.send(words, reply_to=copies[-1])


def _words(message: Json) -> str:
    words: str = message.get("text") or message.get("caption") or ""
    return words


def _seen(message: Json) -> Iterator[str]:
    """The words before anything is unfolded, and the buttons."""
    words = _words(message)
    folded = [one for one in message.get("entities", []) if one["type"] == _FOLDED]
    for one in reversed(folded):
        units = words.encode("utf-16-le")
        begin, end = 2 * one["offset"], 2 * (one["offset"] + one["length"])
        words = (units[:begin] + "▾ …".encode("utf-16-le") + units[end:]).decode("utf-16-le")
    yield words
    for row in message.get("reply_markup", {}).get("inline_keyboard", []):
        yield "  ".join(f"[{button['text']}]" for button in row)


def _buttons(message: Json) -> Iterator[Json]:
    for row in message.get("reply_markup", {}).get("inline_keyboard", []):
        yield from (button for button in row if "callback_data" in button)


def _indented(begin: str, words: str) -> str:
    """The words with what comes before the first line as room before the others."""
    return begin + words.replace("\n", f"\n{' ' * len(begin)}")

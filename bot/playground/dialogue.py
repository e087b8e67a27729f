"""A dialogue from a file, played by the stand-in's people, and printed as both sides see it.

A line is what the contact writes; `[label]` presses the button whose label holds that; `= words` is
what an expert answers to the contact's last message in the thread; `---` brings a new contact, and
`#` begins a remark. Folded words are left out.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from bot.playground.contacts import Contact
from bot.playground.telegram import STAFF_CHAT, Telegram

FIRST, EXPERT = 1001, 2001
_RESTS = 0.3  # seconds without a call: all is said
_PATIENCE = 5.0  # seconds for the first word
_FOLDED = "expandable_blockquote"

Json = dict[str, Any]


class Dialogue:
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

    async def play(self, lines: Iterable[str]) -> None:
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

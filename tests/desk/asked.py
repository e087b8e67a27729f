"""A whole desk with a contact who has asked something, and an expert who sees it in its thread."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot.domain.tickets import Ticket
from bot.playground.contacts import Contact
from bot.playground.experts import Expert
from bot.playground.telegram import STAFF_CHAT, Telegram
from bot.storage import tables, tickets
from tests.durability.desk_process import small_content
from tests.world import World, world

Json = dict[str, Any]
CONTACT = 1001


@dataclass(frozen=True)
class Asked:
    """Ticket 1 of the contact; `question` and `card` stand in its thread."""

    world: World
    contact: Contact
    expert: Expert
    card: Json
    question: Json

    @property
    def telegram(self) -> Telegram:
        """The stand-in."""
        return self.world.telegram

    @property
    def thread(self) -> int:
        """The ticket's thread."""
        return int(self.card["message_thread_id"])

    async def reply(self, text: str) -> Json:
        """The expert replies to the question."""
        return await self.expert.send(text, reply_to=self.question)

    async def rest(self) -> None:
        """Everything is handled and spoken."""
        await self.world.rest(within=20)

    async def ticket(self) -> Ticket:
        """The ticket as it stands."""
        found = await self.world.running.database.write(lambda tx: tickets.get(tx, 1))
        assert found is not None
        return found

    async def steps(self) -> list[str]:
        """What has happened to it."""
        query = select(tables.ticket_steps.c.step).order_by(tables.ticket_steps.c.id)
        return await self.world.running.database.write(lambda tx: list(tx.execute(query).scalars()))

    def told(self, *, after: Json | None = None) -> list[str]:
        """What the bot says in the contact's chat, line by line (after a message)."""
        return [said(one) for one in self._of_bot(self.contact, after)]

    def in_thread(self, *, after: Json | None = None) -> list[str]:
        """What the bot says in the ticket's thread (after a message)."""
        found = self._of_bot(self.expert, after)
        return [said(one) for one in found if one.get("message_thread_id") == self.thread]

    def outside(self) -> list[str]:
        """What the bot says in the staff group outside of the thread."""
        found = self._of_bot(self.expert, None)
        return [said(one) for one in found if one.get("message_thread_id") != self.thread]

    def _of_bot(self, person: Contact | Expert, after: Json | None) -> list[Json]:
        first = after["message_id"] if after else 0
        return [m for m in person.messages if m["from"]["is_bot"] and m["message_id"] > first]

    def signs(self, message: Json) -> list[str]:
        """The reactions of the bot to a message."""
        chat, number = message["chat"]["id"], message["message_id"]
        key = (chat, number, self.telegram.world.bot["id"])
        return [one["emoji"] for one in self.telegram.world.reactions.get(key, [])]

    def at(self, message: Json) -> Json:
        """A message as it stands now."""
        found = self.telegram.world.message(message["chat"]["id"], message["message_id"])
        assert found is not None
        return found


def said(message: Json) -> str:
    """The words of a message."""
    return str(message.get("text") or message.get("caption") or "")


@asynccontextmanager
async def asked(database_url: str, folder: Path) -> AsyncIterator[Asked]:
    """The desk, with ticket 1 in its thread."""
    async with world(database_url, faq_dir=small_content(folder), watch=False) as one:
        contact, expert = one.telegram.contact(CONTACT), one.telegram.expert(7, "Elif")
        await ask(contact, "Soru", rest=one.rest)
        card, question = (m for m in expert.messages[-2:] if m["chat"]["id"] == STAFF_CHAT)
        yield Asked(one, contact, expert, card, question)


async def ask(contact: Contact, question: str, *, rest: Callable[[], Awaitable[None]]) -> None:
    """A whole request to the experts by the shortest way."""
    await contact.send("/uzman")
    await contact.send(question)
    for _ in range(6):
        await contact.tap(contact.messages[0], "i|skip", forged=True)
    await contact.tap(contact.messages[0], "i|send", forged=True)
    await rest()

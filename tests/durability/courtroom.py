"""A history played against a real desk, and the laws that it may not break.

Law: between two acts of people the desk comes to rest, but where it is stopped; after each act all
laws are looked at, and the first that is broken ends the history.
"""

import asyncio
from collections import Counter
from collections.abc import Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import or_, select

from bot.domain.desk.capacity import Capacity
from bot.domain.outbox import State
from bot.playground.telegram import STAFF_CHAT, Telegram
from bot.storage import tables
from bot.storage.database import Tx
from bot.storage.updates import OPEN
from tests.durability.histories import JUMPS, Act, Company
from tests.durability.ledger import Kind, Ledger
from tests.durability.told import HAIR, Told, lines, moments, out_of_order, words_of
from tests.durability.verdict import judge
from tests.story import story_clock
from tests.world import World, world

Json = dict[str, Any]
CONTENT = Path(__file__).parents[1] / "content"
HEAD_START = timedelta(days=Capacity().head_start_days)
PATIENCE = timedelta(minutes=11)  # what waits for a choice does so no longer


class Broken(AssertionError):
    """A law that the desk has broken."""


@dataclass
class Court:
    """A desk on a database, with everybody around it, from one start to the next."""

    database_url: str
    crowded: bool = False
    seen: Counter[str] = field(default_factory=Counter)  # how often each law had something to say

    def __post_init__(self) -> None:
        self.telegram = Telegram(clock=story_clock())
        self.ledger = Ledger(self.telegram)
        self.told = Told(self.telegram)
        self.people = Company(self.telegram, self.ledger)

    async def plays(self, acts: Sequence[Act]) -> None:
        """All acts, one after the other; Broken names the law and the act after which it was."""
        await self._starts()
        try:
            for expert in self.people.experts:
                await expert.send("/ben")
            for act in acts:
                try:
                    await self._act(act)
                except Broken as broken:
                    raise Broken(f"{act}: {broken}") from None
            await self._ends()
        finally:
            await self._stops()

    async def _act(self, act: Act) -> None:
        await getattr(self, f"_{act.what}", self.people.does)(act)
        await self._rest()
        self._judges()

    async def _rest(self) -> None:
        """What is owed to a group that the desk is not in waits, and is nobody's to wait for."""
        if not self.people.is_out:
            await self.desk.rest(within=30)
            return
        async with asyncio.timeout(30):
            while self.telegram.updates.waiting or await self._is_busy():
                await self.telegram.quiet(0.01)

    async def _is_busy(self) -> bool:
        """Whether anything is left to do but what waits for the group."""
        now = self.telegram.clock.now()
        return await self.desk.running.database.write(lambda tx: _busy(tx, now))

    # The desk's own lives.

    async def _starts(self) -> None:
        rule: Json = {"capacity_backlog": 0 if self.crowded else None}
        opened = world(
            self.database_url, telegram=self.telegram, watch=False, faq_dir=CONTENT, **rule
        )
        self._life = AsyncExitStack()
        self.desk: World = await self._life.enter_async_context(opened)

    async def _stops(self, *, at_once: bool = False) -> None:
        if at_once:
            self.desk.task.cancel()
        with suppress(asyncio.CancelledError):
            await self._life.aclose()

    async def _restarts(self, act: Act) -> None:
        """In the middle of what somebody has just said; at times without a goodbye."""
        self.seen["restarts"] += 1
        await self.people.does(Act("adds", act.who, act.which))
        await self._stops(at_once=act.which % 2 == 0)
        await self._starts()

    async def _crowds(self, _act: Act) -> None:
        """The operator switches the rule for a crowd on, or off."""
        await self._stops()
        self.crowded = not self.crowded
        await self._starts()

    async def _takes_in(self, act: Act) -> None:
        """What waited for the group arrives there, with dates of when it was said."""
        past = list(self.told.past)
        await self.people.does(act)
        await self._rest()
        self.told.past[:] = past

    # Time.

    async def _waits(self, act: Act) -> None:
        """Time passes, and asks for what it asks for."""
        await self._passes(JUMPS[act.which % len(JUMPS)])

    async def _waits_and_looks(self, act: Act) -> None:
        """A contact asks where things stand before the desk has looked at the clock."""
        self.telegram.advance(JUMPS[act.which % len(JUMPS)])
        await self.people.does(Act("looks", act.who))
        await self._rest()
        await self._passes(timedelta())

    async def _passes(self, by: timedelta) -> None:
        owed = dict(self.told.owed)
        self.told.called.clear()
        self.telegram.advance(by)
        await self.desk.tick()
        await self._rest()
        now = self.telegram.clock.now()
        for number, date in owed.items():
            if date + HAIR <= now:
                self._kept_or_called(number)

    def _kept_or_called(self, number: int) -> None:
        """A date that a contact was told has passed."""
        self.seen["dates that passed"] += 1
        away = self.people.is_away(self.told.owners[number])
        now, date = self.telegram.clock.now(), self.told.owed.get(number)
        if not away and date is not None and date + HAIR <= now:
            raise Broken(f"the date of {number} passed without a word: {date}")
        if not self.people.is_out and not self.told.calls_for(number):
            raise Broken(f"the date of {number} passed, and nobody was called by name")
        if away:
            self.told.owed.pop(number, None)

    # What the queue shows.

    async def _queue(self, _act: Act) -> None:
        if self.people.is_out:
            return
        await self.people.coordinator.send("/kuyruk")
        await self._rest()
        said = [m for m in self.people.coordinator.messages if m["from"]["is_bot"]]
        found = lines(words_of(said[-1]), self.telegram.clock.now())
        first = {
            number
            for number, owner in self.told.owners.items()
            if self.crowded and self.people.is_rights_based(owner)
        }
        self.seen["queues in a crowd" if self.crowded else "queues"] += len(found) > 1
        if wrong := out_of_order(found, first, HEAD_START):
            raise Broken(f"the queue {'in a crowd' if self.crowded else ''}: {wrong}")

    # What always holds.

    def _judges(self) -> None:
        if self.told.past:
            raise Broken(f"a date told that is past: {self.told.past}")
        if self.ledger.strayed:
            raise Broken(f"words in a wrong chat: {self.ledger.strayed}")
        if silent := [words_of(one) for one in self._unheard()]:
            raise Broken(f"neither a copy nor a word for {silent}")

    def _cards(self) -> None:
        """No card shows a date that is past."""
        now = self.telegram.clock.now()
        for message in self.telegram.world.messages[STAFF_CHAT].values():
            words = words_of(message)
            if "|card|more" in str(message.get("reply_markup")) and any(
                moment + HAIR <= now for moment in moments(words, now)
            ):
                raise Broken(f"a card shows a date that is past at {now}: {words}")

    def _unheard(self) -> list[Json]:
        """Words that name no ticket, of which no expert has a copy, and their writer no sign; while
        the desk is out of the group there is time for that.
        """
        if self.people.is_out:
            return []
        copied = {got.number for got in self.ledger.got if got.at[0] == STAFF_CHAT}
        waiting, self.people.said = self.people.said, {}
        left = (message for number, message in waiting.items() if number not in copied)
        return [message for message in left if not self._is_answered(message)]

    def _is_answered(self, message: Json) -> bool:
        world, chat, number = self.telegram.world, message["chat"]["id"], message["message_id"]
        later = (m for m in world.messages[chat].values() if m["message_id"] > number)
        signs = world.reactions.get((chat, number, world.bot["id"]))
        return bool(signs) or any(m["from"]["is_bot"] for m in later)

    async def _ends(self) -> None:
        """All come back and wait until what waits is delivered; then nobody's word is missing."""
        for contact in self.people.contacts:
            if self.people.is_away(contact.user_id):
                await contact.unblock()
        await self._takes_in(Act("takes_in"))
        await self._passes(PATIENCE)
        self._judges()
        self._cards()
        if lost := [one for one in judge(self.ledger).lost if str(Kind.WORD) in one]:
            raise Broken(f"no expert has a copy, and nobody was told: {lost}")
        faults, _ = await self.desk.troubles()
        if faults := [fault for fault in faults if fault.startswith("update")]:
            raise Broken(f"failed in silence: {faults}")
        kinds = Counter(one.kind for one in self.ledger.sent.values())
        self.seen += Counter({"words": kinds[Kind.WORD], "notes": kinds[Kind.NOTE]})


def _busy(tx: Tx, now: datetime) -> bool:
    u, d = tables.updates.c, tables.deliveries.c
    opened = select(u.number).where(u.state == OPEN, u.not_before.is_(None)).limit(1)
    elsewhere = or_(d.address.is_(None), d.address != f"telegram:{STAFF_CHAT}")
    owed = select(d.id).where(d.state.in_([State.QUEUED, State.SENDING]), elsewhere)
    due = owed.where(d.not_before <= now).limit(1)
    return tx.execute(opened).first() is not None or tx.execute(due).first() is not None

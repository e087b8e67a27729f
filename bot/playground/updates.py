"""The queue of updates between the people and the bot, as getUpdates empties it.

Law: an update leaves the queue only when the bot confirmed it, by a higher offset or by HTTP 200.
Source: core.telegram.org/bots/api#getting-updates.
"""

import asyncio
from collections.abc import Iterable
from typing import Any

from bot.playground.errors import conflict
from bot.playground.world import World

Json = dict[str, Any]

# only when asked for by name
UNASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
STOLEN = "terminated by other getUpdates request; make sure that only one bot instance is running"
HOOKED = (
    "can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


class Updates:
    """Waiting updates by id, in order."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.waiting: dict[int, Json] = dict(world.store.load("update"))
        self._arrived = asyncio.Event()
        self.hooked = asyncio.Event()
        self.set_hook(world.settings.get("webhook"))
        self._poll: asyncio.Event | None = None

    def add(self, kind: str, payload: Json) -> int | None:
        """Queue an update of this kind unless the bot has not asked for such; its id."""
        allowed = self.world.settings.get("allowed_updates")
        if (kind in UNASKED) if not allowed else (kind not in allowed):
            return None
        update_id = self.world.next_update_id()
        self.waiting[update_id] = {"update_id": update_id, kind: payload}
        self.world.store.put("update", update_id, self.waiting[update_id])
        self._arrived.set()
        return update_id

    def allow(self, kinds: Iterable[str] | None) -> None:
        """Remember which kinds the bot wants from now on; None: as before, empty: Telegram's
        default.
        """
        if kinds is not None:
            self.world.settings.put("allowed_updates", list(kinds))

    def set_hook(self, hook: Json | None) -> None:
        """Bring updates to this webhook from now on (`url`, `secret`), or leave them for
        getUpdates.
        """
        self.world.settings.put("webhook", hook)
        if hook is None:
            self.hooked.clear()
        else:
            self.hooked.set()

    def confirm(self, before: int) -> None:
        """Forget all updates with an id below `before`."""
        for update_id in [known for known in self.waiting if known < before]:
            self.drop(update_id)

    def drop(self, update_id: int) -> None:
        """Forget one update."""
        self.waiting.pop(update_id, None)
        self.world.store.drop("update", update_id)

    def clear(self) -> None:
        """Forget all of them."""
        for update_id in list(self.waiting):
            self.drop(update_id)

    async def arrival(self) -> None:
        """Wait until something has been queued since the last look at an empty queue."""
        self._arrived.clear()
        if not self.waiting:
            await self._arrived.wait()

    async def poll(self, offset: int, limit: int, wait: float) -> list[Json]:
        """What getUpdates answers; a younger poll ends an older one with 409, as Telegram does."""
        if self.world.settings.get("webhook"):
            raise conflict(HOOKED)
        if self._poll is not None:
            self._poll.set()
        mine = self._poll = asyncio.Event()
        try:
            self._move(offset)
            if not self.waiting and wait > 0:
                await self._wait(mine, wait)
            if mine.is_set():
                raise conflict(STOLEN)
            return list(self.waiting.values())[:limit]
        finally:
            if self._poll is mine:
                self._poll = None

    def _move(self, offset: int) -> None:
        """A positive offset confirms what is below it, a negative one keeps only that many of the
        last.
        """
        if offset > 0:
            self.confirm(offset)
        elif offset < 0 and len(self.waiting) > -offset:
            self.confirm(sorted(self.waiting)[offset])

    async def _wait(self, stolen: asyncio.Event, seconds: float) -> None:
        tasks = [asyncio.create_task(self.arrival()), asyncio.create_task(stolen.wait())]
        try:
            await asyncio.wait(tasks, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()

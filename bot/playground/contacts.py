"""What contacts do in their private chat with the bot: start it, write, send files, block and
unblock it.

Law: who blocked the bot can't write until they unblock it, as in Telegram's apps.
"""

from typing import Any

from bot.playground import members
from bot.playground.params import Upload
from bot.playground.people import CantDo, Person

Json = dict[str, Any]


class Contact(Person):
    """An NGO worker in a private chat with the bot."""

    __slots__ = ()

    async def send(self, text: str, *, reply_to: Json | int | None = None) -> Json:
        """Type and send; a very long text goes as several messages, the last one is given back."""
        return await self._say(text, reply_to=reply_to, thread=None)

    async def start(self, payload: str = "") -> Json:
        """Press Start, or follow a link t.me/<bot>?start=payload; unblocks the bot too."""
        await self.unblock()
        return await self.send(f"/start {payload}".strip())

    async def attach(
        self,
        upload: Upload,
        kind: str = "document",
        *,
        caption: str = "",
        reply_to: Json | int | None = None,
        album: str = "",
    ) -> Json:
        """Send a file as photo, document, voice, audio, video, animation, sticker or video_note."""
        return await self._attach(
            upload, kind, caption=caption, reply_to=reply_to, thread=None, album=album
        )

    async def album(
        self, uploads: list[Upload], kind: str = "photo", *, caption: str = ""
    ) -> list[Json]:
        """Send several files at once: messages of one media group, the caption on the first."""
        name = str(13_000_000_000 + self.telegram.world.count("album"))
        words = [caption] + [""] * len(uploads)
        return [
            await self.attach(u, kind, caption=w, album=name)
            for u, w in zip(uploads, words, strict=False)
        ]

    async def share_contact(self, phone_number: str, first_name: str) -> Json:
        """Send a contact card."""
        card = {"contact": {"phone_number": phone_number, "first_name": first_name}}
        return await self._post(card, reply_to=None)

    async def share_location(self, latitude: float, longitude: float) -> Json:
        """Send a place."""
        return await self._post(
            {"location": {"latitude": latitude, "longitude": longitude}}, reply_to=None
        )

    async def block(self) -> None:
        """Stop and block the bot."""
        if self.telegram.world.relations.get(self.user_id) != "blocked":
            await self._relate("blocked", "member", "kicked")

    async def unblock(self) -> None:
        """Let the bot write again; nothing happens unless it was blocked."""
        if self.telegram.world.relations.get(self.user_id) == "blocked":
            await self._relate("open", "kicked", "member")

    async def _relate(self, relation: str, old: str, new: str) -> None:
        world = self.telegram.world
        chat = world.private_chat(self.user_id)
        world.relations.put(self.user_id, relation)
        states = members.change(world.bot, old, new)
        change = {"chat": chat, "from": self.user, "date": world.now()} | states
        self.telegram.updates.add("my_chat_member", change)
        await self._done({"type": "relation", "chat_id": self.user_id, "relation": relation})

    async def _post(
        self, content: Json, *, reply_to: Json | int | None, thread: int | None = None
    ) -> Json:
        self._wake()
        return await Person._post(self, content, reply_to=reply_to, thread=thread)

    def _wake(self) -> None:
        """Open the chat by the first word; who blocked the bot must unblock it first, as in the
        apps.
        """
        relation = self.telegram.world.relations.get(self.user_id)
        if relation == "blocked":
            raise CantDo("The bot is blocked; unblock it first.")
        if relation is None:
            self.telegram.world.private_chat(self.user_id)
            self.telegram.world.relations.put(self.user_id, "open")

"""What people do in the stand-in, and contacts in their private chats.

Law: people act as Telegram's apps let them; each act becomes the updates that a bot would get for it.
"""

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.playground import entities, files, members
from bot.playground.params import Upload
from bot.playground.placing import bare, placed

if TYPE_CHECKING:
    from bot.playground.telegram import Telegram

Json = dict[str, Any]

TYPED = 4096  # characters after which Telegram's apps begin a new message


class CantDo(Exception):
    """An app would not let a person do this; the message says why."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a Telegram app, in one chat with the bot."""

    telegram: "Telegram"
    user_id: int

    @property
    def user(self) -> Json:
        """The person as the Bot API shows them."""
        return self.telegram.world.users[self.user_id]

    @property
    def chat_id(self) -> int:
        """Where this person speaks."""
        return self.user_id

    @property
    def messages(self) -> list[Json]:
        """All messages of the chat, oldest first."""
        return list(self.telegram.world.messages.get(self.chat_id, {}).values())

    def message(self, message_id: int) -> Json:
        """A message of the chat; KeyError when it is gone."""
        return self.telegram.world.messages[self.chat_id][message_id]

    async def tap(
        self, message: Json | int, data: str | None = None, *, label: str | None = None, forged: bool = False
    ) -> str:
        """Press an inline button, found by its data or its label; the id of the callback query.

        CantDo when the message has no such button now; `forged` sends the data all the
        same, as a modified app can.
        """
        message_id = message if isinstance(message, int) else message["message_id"]
        now = self.telegram.world.message(self.chat_id, message_id)
        if not forged:
            data = _button(now, data, label)
        query_id = str(4_000_000_000_000 + self.telegram.world.count("query"))
        query = {"at": self.telegram.world.now(), "user_id": self.user_id, "answered": False}
        self.telegram.world.queries.put(query_id, query)
        gone = {"message_id": message_id, "chat": self.telegram.world.chats[self.chat_id], "date": 0}
        payload = {
            "id": query_id,
            "from": self.user,
            "message": now or gone,
            "chat_instance": str(-self.chat_id),
        }
        self.telegram.updates.add("callback_query", payload | {"data": data})
        await self._done({"type": "tap", "chat_id": self.chat_id})
        return query_id

    async def edit(self, message: Json | int, text: str) -> Json:
        """Change the words (or the caption) of one's own message."""
        message_id = message if isinstance(message, int) else message["message_id"]
        old = self.telegram.world.message(self.chat_id, message_id)
        if old is None or old["from"]["id"] != self.user_id:
            raise CantDo("Only one's own message can be edited.")
        words = ("text", "entities") if "text" in old else ("caption", "caption_entities")
        kept = {key: value for key, value in old.items() if key not in words}
        new = kept | _worded(text, *words) | {"edit_date": self.telegram.world.now()}
        self.telegram.world.keep(new)
        self.telegram.updates.add("edited_message", new)
        await self._done({"type": "edited", "message": new})
        return new

    async def react(self, message: Json | int, emoji: str | None) -> None:
        """Put one reaction on a message, None takes it back; the bot hears of it only if it asked to."""
        message_id = message if isinstance(message, int) else message["message_id"]
        key = (self.chat_id, message_id, self.user_id)
        old = self.telegram.world.reactions.get(key, [])
        new = [{"type": "emoji", "emoji": emoji}] if emoji else []
        self.telegram.world.reactions.put(key, new)
        where = {"chat": self.telegram.world.chats[self.chat_id], "message_id": message_id, "user": self.user}
        change = {"date": self.telegram.world.now(), "old_reaction": old, "new_reaction": new}
        self.telegram.updates.add("message_reaction", where | change)
        await self._done(reaction_news(self.telegram, self.chat_id, message_id))

    async def ask_inline(self, query: str, offset: str = "") -> str:
        """Type "@bot query" somewhere; the id of the query, whose answer `telegram.world.queries` keeps."""
        query_id = str(4_000_000_000_000 + self.telegram.world.count("query"))
        self.telegram.world.queries.put(query_id, {"at": self.telegram.world.now(), "user_id": self.user_id})
        payload = {"id": query_id, "from": self.user, "query": query, "offset": offset, "chat_type": "sender"}
        self.telegram.updates.add("inline_query", payload)
        await self._done({"type": "inline", "query_id": query_id})
        return query_id

    async def hears(self, words: str, *, after: int = 0, within: float = 5.0) -> Json:
        """The first message of the bot with these words and an id above `after`, as soon as it is there."""

        def heard() -> Json | None:
            said = (m for m in self.messages if m["from"]["is_bot"] and m["message_id"] > after)
            return next((m for m in said if words in _words(m)), None)

        try:
            found: Json = await self.telegram.until(heard, within)
        except TimeoutError:
            last = [_words(m) or "…" for m in self.messages[-3:]]
            raise AssertionError(f"The bot did not say {words!r}; last in the chat: {last}") from None
        return found

    async def _post(self, content: Json, *, reply_to: Json | int | None, thread: int | None = None) -> Json:
        """Put a message of this person into the chat and queue its update."""
        world = self.telegram.world
        extra = placed(self.telegram, self.chat_id, thread)
        if reply_to is not None:
            wanted = reply_to if isinstance(reply_to, int) else reply_to["message_id"]
            if (target := world.message(self.chat_id, wanted)) is None:
                raise CantDo("The message to reply to is gone.")
            extra["reply_to_message"] = bare(target)
        message = world.add(self.chat_id, self.user, extra | content)
        self.telegram.updates.add("message", message)
        await self._done({"type": "message", "message": message})
        return message

    async def _done(self, news: Json) -> None:
        self.telegram.changed(news)
        await asyncio.sleep(0)  # let the bot's poll see it, as on a real network

    async def _say(self, text: str, *, reply_to: Json | int | None, thread: int | None) -> Json:
        text = text.strip()
        if not text:
            raise CantDo("An empty message can't be sent.")
        parts = [text[at : at + TYPED] for at in range(0, len(text), TYPED)]
        for part in parts:
            message = await self._post(_worded(part, "text", "entities"), reply_to=reply_to, thread=thread)
        return message

    async def _attach(
        self,
        upload: Upload,
        kind: str,
        *,
        caption: str,
        reply_to: Json | int | None,
        thread: int | None,
        album: str,
    ) -> Json:
        content = files.content(self.telegram.world, kind, upload) | _worded(caption, "caption", "caption_entities")
        if album:
            content["media_group_id"] = album
        return await self._post(content, reply_to=reply_to, thread=thread)


class Contact(Person):
    """An NGO worker in a private chat with the bot."""

    __slots__ = ()

    async def send(self, text: str, *, reply_to: Json | int | None = None) -> Json:
        """Type and send; a very long text goes as several messages, the last one is given back."""
        self._wake()
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
        self._wake()
        return await self._attach(upload, kind, caption=caption, reply_to=reply_to, thread=None, album=album)

    async def album(self, uploads: list[Upload], kind: str = "photo", *, caption: str = "") -> list[Json]:
        """Send several files at once: messages of one media group, the caption on the first."""
        name = str(13_000_000_000 + self.telegram.world.count("album"))
        words = [caption] + [""] * len(uploads)
        return [await self.attach(u, kind, caption=w, album=name) for u, w in zip(uploads, words, strict=False)]

    async def share_contact(self, phone_number: str, first_name: str) -> Json:
        """Send a contact card."""
        self._wake()
        card = {"contact": {"phone_number": phone_number, "first_name": first_name}}
        return await self._post(card, reply_to=None)

    async def share_location(self, latitude: float, longitude: float) -> Json:
        """Send a place."""
        self._wake()
        return await self._post({"location": {"latitude": latitude, "longitude": longitude}}, reply_to=None)

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

    def _wake(self) -> None:
        """Open the chat by the first word; who blocked the bot must unblock it first, as in the apps."""
        relation = self.telegram.world.relations.get(self.user_id)
        if relation == "blocked":
            raise CantDo("The bot is blocked; unblock it first.")
        if relation is None:
            self.telegram.world.private_chat(self.user_id)
            self.telegram.world.relations.put(self.user_id, "open")


def _words(message: Json) -> str:
    return str(message.get("text") or message.get("caption") or "")


def _button(message: Json | None, data: str | None, label: str | None) -> str:
    """The callback data of a button that is on the message now."""
    rows = (message or {}).get("reply_markup", {}).get("inline_keyboard", [])
    for button in (one for row in rows for one in row):
        wanted = button.get("callback_data") == data if data is not None else str(label) in button["text"]
        if wanted and "callback_data" in button:
            return str(button["callback_data"])
    raise CantDo(f"There is no button {data or label!r} on the message.")


def _worded(text: str, words: str, marks: str) -> Json:
    found = entities.find(text)
    return ({words: text} if text else {}) | ({marks: found} if found else {})


def reaction_news(telegram: "Telegram", chat_id: int, message_id: int) -> Json:
    """What the page is told when somebody reacted."""
    emojis = [
        one.get("emoji", "")
        for (chat, message, _), given in telegram.world.reactions.items()
        if (chat, message) == (chat_id, message_id)
        for one in given
    ]
    return {"type": "reaction", "chat_id": chat_id, "message_id": message_id, "emojis": emojis}

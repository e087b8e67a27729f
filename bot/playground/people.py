"""What anybody with a Telegram app does: write, attach, tap, edit, react, delete, search inline.

Law: people act as Telegram's apps let them; each act becomes the updates that a bot would get for
it.
"""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.playground import entities, files, rules
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
        self,
        message: Json | int,
        data: str | None = None,
        *,
        label: str | None = None,
        forged: bool = False,
    ) -> str:
        """Press an inline button, found by its data or its label; the id of the callback query.

        CantDo when the message has no such button now; `forged` sends the data all the
        same, as a modified app can.
        """
        message_id = number(message)
        now = self.telegram.world.message(self.chat_id, message_id)
        if not forged:
            data = _button(now, data, label)
        query_id = str(4_000_000_000_000 + self.telegram.world.count("query"))
        query = {"at": self.telegram.world.now(), "user_id": self.user_id, "answered": False}
        self.telegram.world.queries.put(query_id, query)
        gone = {
            "message_id": message_id,
            "chat": self.telegram.world.chats[self.chat_id],
            "date": 0,
        }
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
        old = self._own(message)
        words = ("text", "entities") if "text" in old else ("caption", "caption_entities")
        return await self._change(old, words, _worded(text, *words))

    async def replace(self, message: Json | int, upload: Upload, caption: str = "") -> Json:
        """Put another file of the same kind into one's own message; its place in an album stays."""
        old = self._own(message)
        kind = next((name for name in ("animation", *files.KINDS) if name in old), None)
        if kind not in files.REPLACEABLE:
            raise CantDo("The file of this message can't be replaced.")
        content = files.content(self.telegram.world, kind, upload)
        words = _worded(caption, "caption", "caption_entities")
        return await self._change(old, (*content, "caption", "caption_entities"), content | words)

    def _own(self, message: Json | int) -> Json:
        old = self.telegram.world.message(self.chat_id, number(message))
        if old is None or old["from"]["id"] != self.user_id:
            raise CantDo("Only one's own message can be edited.")
        return old

    async def _change(self, old: Json, gone: Collection[str], new: Json) -> Json:
        kept = {key: value for key, value in old.items() if key not in gone}
        changed = kept | new | {"edit_date": self.telegram.world.now()}
        self.telegram.world.keep(changed)
        self.telegram.updates.add("edited_message", changed)
        await self._done({"type": "edited", "message": changed})
        return changed

    async def react(self, message: Json | int, emoji: str | None) -> None:
        """Put one reaction on a message, None takes it back; the bot hears of it only if it asked
        to.
        """
        message_id = number(message)
        key = (self.chat_id, message_id, self.user_id)
        old = self.telegram.world.reactions.get(key, [])
        new = [{"type": "emoji", "emoji": emoji}] if emoji else []
        self.telegram.world.reactions.put(key, new)
        where = {
            "chat": self.telegram.world.chats[self.chat_id],
            "message_id": message_id,
            "user": self.user,
        }
        change = {"date": self.telegram.world.now(), "old_reaction": old, "new_reaction": new}
        self.telegram.updates.add("message_reaction", where | change)
        await self._done(reaction_news(self.telegram, self.chat_id, message_id))

    async def delete_message(self, message: Json | int) -> None:
        """Delete a message for everybody; bots are not told."""
        message_id = number(message)
        self.telegram.world.remove(self.chat_id, message_id)
        await self._done({"type": "deleted", "chat_id": self.chat_id, "message_ids": [message_id]})

    async def ask_inline(self, query: str, offset: str = "") -> str:
        """Type "@bot query"; the id of the query, whose answer comes to
        `telegram.world.queries`.
        """
        query_id = str(4_000_000_000_000 + self.telegram.world.count("query"))
        self.telegram.world.queries.put(
            query_id, {"at": self.telegram.world.now(), "user_id": self.user_id}
        )
        payload = {
            "id": query_id,
            "from": self.user,
            "query": query,
            "offset": offset,
            "chat_type": "sender",
        }
        self.telegram.updates.add("inline_query", payload)
        await self._done({"type": "inline", "query_id": query_id})
        return query_id

    async def choose_inline(
        self, query_id: str, result_id: str, *, thread: int | None = None
    ) -> Json:
        """Send one of the results of an inline query; KeyError when it was not answered so."""
        results = self.telegram.world.queries[query_id]["results"]
        chosen = {result["id"]: result for result in results}[result_id]
        words = chosen["input_message_content"]
        text, marks = rules.formatted(
            str(words["message_text"]), words.get("parse_mode"), words.get("entities")
        )
        content: Json = {"text": text, "entities": marks, "via_bot": self.telegram.world.bot}
        if markup := rules.keyboard(chosen.get("reply_markup")):
            content["reply_markup"] = markup
        return await self._post(content, reply_to=None, thread=thread)

    async def hears(self, words: str, *, after: int = 0, within: float = 5.0) -> Json:
        """The first message of the bot with these words and an id above `after`, as soon as it is
        there.
        """

        def heard() -> Json | None:
            said = (m for m in self.messages if m["from"]["is_bot"] and m["message_id"] > after)
            return next((m for m in said if words in _words(m)), None)

        try:
            found: Json = await self.telegram.until(heard, within)
        except TimeoutError:
            last = [_words(m) or "…" for m in self.messages[-3:]]
            raise AssertionError(
                f"The bot did not say {words!r}; last in the chat: {last}"
            ) from None
        return found

    async def _post(
        self, content: Json, *, reply_to: Json | int | None, thread: int | None = None
    ) -> Json:
        """Put a message of this person into the chat and queue its update."""
        world = self.telegram.world
        extra = placed(self.telegram, self.chat_id, thread)
        if reply_to is not None:
            wanted = number(reply_to)
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
            message = await self._post(
                _worded(part, "text", "entities"), reply_to=reply_to, thread=thread
            )
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
        content = files.content(self.telegram.world, kind, upload) | _worded(
            caption, "caption", "caption_entities"
        )
        if album:
            content["media_group_id"] = album
        return await self._post(content, reply_to=reply_to, thread=thread)


def number(message: Json | int) -> int:
    """The message_id of a message, or the id itself."""
    return message if isinstance(message, int) else int(message["message_id"])


def codes_below(message: Json) -> list[str]:
    """What the buttons below a message say when they are pressed."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    found = (button.get("callback_data") for row in rows for button in row)
    return [str(code) for code in found if code is not None]


def _words(message: Json) -> str:
    return str(message.get("text") or message.get("caption") or "")


def _button(message: Json | None, data: str | None, label: str | None) -> str:
    """The callback data of a button that is on the message now."""
    rows = (message or {}).get("reply_markup", {}).get("inline_keyboard", [])
    for button in (one for row in rows for one in row):
        wanted = (
            button.get("callback_data") == data
            if data is not None
            else str(label) in button["text"]
        )
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

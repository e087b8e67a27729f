"""Everything there is in the stand-in's Telegram: people, chats, members, topics, messages, files.

Law: holds and changes state, asks no rule and answers no call. Messages are dicts in the Bot API's
own form and are replaced, never changed in place: an update that is still waiting shows the message
as it was.
"""

import base64
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.clock import Clock
from bot.playground.store import KeptDict, Store

Json = dict[str, Any]

GENERAL = 1  # the thread every forum has; its messages carry no message_thread_id
FIRST_UPDATE = 500_000_001
TOPIC_COLORS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)
BOT: Json = {
    "id": 123456,
    "is_bot": True,
    "first_name": "Destek Noktası",
    "username": "destek_noktasi_demo_bot",
}


class World:
    """The state, in memory and (with a path) in a file that survives a kill."""

    def __init__(self, clock: Clock, path: Path | None = None) -> None:
        self.clock = clock
        self.store = Store(path)
        self._open()

    def _open(self) -> None:
        store = self.store
        self.users: KeptDict[int, Json] = KeptDict(store, "user")
        self.chats: KeptDict[int, Json] = KeptDict(store, "chat")
        self.members: KeptDict[tuple[int, int], str] = KeptDict(store, "member")
        self.relations: KeptDict[int, str] = KeptDict(store, "relation")
        self.topics: KeptDict[tuple[int, int], Json] = KeptDict(store, "topic")
        self.queries: KeptDict[str, Json] = KeptDict(store, "query")
        self.files: KeptDict[str, Json] = KeptDict(store, "file")
        self.settings: KeptDict[str, Any] = KeptDict(store, "setting")
        self.reactions: KeptDict[tuple[int, int, int], list[Json]] = KeptDict(store, "reaction")
        # the bot's copies of what people wrote; only the page asks, Telegram tells nobody
        self.copies: KeptDict[tuple[int, int], bool] = KeptDict(store, "copy")
        self.counters: KeptDict[str, int] = KeptDict(store, "counter")
        self.messages: dict[int, dict[int, Json]] = {}
        for (chat_id, message_id), message in store.load("message"):
            self.messages.setdefault(chat_id, {})[message_id] = message
        self.bot = self.users.get(BOT["id"]) or BOT
        self.users.put(BOT["id"], self.bot)

    def wipe(self) -> None:
        """Begin anew, as if nothing had ever been said; no id is given out twice, for bots remember
        them.
        """
        counters = dict(self.counters)
        self.store.clear()
        self._open()
        for name, number in counters.items():
            self.counters.put(name, number)

    def now(self) -> int:
        """The moment in Unix seconds, by the desk's clock."""
        return int(self.clock.now().timestamp())

    def count(self, name: str) -> int:
        """The next number of a sequence."""
        number = self.counters.get(name, 0) + 1
        self.counters.put(name, number)
        return number

    def next_update_id(self) -> int:
        """Telegram's sequence: some large number, then one more each time."""
        number = max(self.counters.get("update", 0), FIRST_UPDATE - 1) + 1
        self.counters.put("update", number)
        return number

    def user(self, user_id: int, first_name: str, language_code: str = "tr") -> Json:
        """The person with this id, made on first mention."""
        if user_id not in self.users:
            person = {
                "id": user_id,
                "is_bot": False,
                "first_name": first_name,
                "language_code": language_code,
            }
            self.users.put(user_id, person)
        return self.users[user_id]

    def private_chat(self, user_id: int) -> Json:
        """A person's chat with the bot: it has the person's id."""
        if user_id not in self.chats:
            name = self.users[user_id]["first_name"]
            self.chats.put(user_id, {"id": user_id, "type": "private", "first_name": name})
        return self.chats[user_id]

    def forum(self, chat_id: int, title: str) -> Json:
        """A supergroup with topics in which the bot is an administrator."""
        chat = {"id": chat_id, "type": "supergroup", "title": title, "is_forum": True}
        self.chats.put(chat_id, chat)
        self.members.put((chat_id, self.bot["id"]), "administrator")
        name = f"message:chat:{chat_id}"
        # the group's opening bears number 1
        self.counters.put(name, max(GENERAL, self.counters.get(name, 0)))
        return chat

    def add(self, chat_id: int, sender: Json, content: Json) -> Json:
        """A new message at the end of a chat."""
        sequence = "private" if chat_id > 0 else f"chat:{chat_id}"
        message_id = self.count(f"message:{sequence}")
        head = {
            "message_id": message_id,
            "from": sender,
            "chat": self.chats[chat_id],
            "date": self.now(),
        }
        return self.keep(head | content)

    def keep(self, message: Json) -> Json:
        """Put a message, new or changed, where it belongs."""
        chat_id, message_id = message["chat"]["id"], message["message_id"]
        self.messages.setdefault(chat_id, {})[message_id] = message
        self.store.put("message", [chat_id, message_id], message)
        return message

    def remove(self, chat_id: int, message_id: int) -> None:
        """Delete a message without a trace."""
        self.messages.get(chat_id, {}).pop(message_id, None)
        self.store.drop("message", [chat_id, message_id])

    def message(self, chat_id: int, message_id: int | None) -> Json | None:
        """A message that still exists."""
        return self.messages.get(chat_id, {}).get(message_id) if message_id is not None else None

    def thread(self, chat_id: int, thread_id: int | None) -> Iterator[Json]:
        """Messages of one topic in their order; General for None."""
        for message in self.messages.get(chat_id, {}).values():
            if message.get("message_thread_id") == thread_id:
                yield message

    def add_topic(self, chat_id: int, sender: Json, topic: Json) -> Json:
        """A new topic; its id is that of the service message that opens it."""
        service = self.add(chat_id, sender, {"forum_topic_created": topic})
        thread_id = service["message_id"]
        self.keep(service | {"message_thread_id": thread_id, "is_topic_message": True})
        kept = {"message_thread_id": thread_id, **topic}
        self.topics.put((chat_id, thread_id), kept)
        return kept

    def remove_topic(self, chat_id: int, thread_id: int) -> None:
        """Delete a topic with all its messages."""
        self.topics.drop((chat_id, thread_id))
        for message in list(self.thread(chat_id, thread_id)):
            self.remove(chat_id, message["message_id"])

    def add_file(self, kind: str, content: bytes, about: Json) -> str:
        """Keep a file's bytes; the answer is its file_id."""
        number = self.count("file")
        file_id = f"{kind[:2].upper()}AC{number:06d}{secrets.token_urlsafe(12)}"
        body = base64.b64encode(content).decode()
        path = f"{kind}s/file_{number}{about.pop('suffix', '')}"
        self.files.put(
            file_id,
            {"kind": kind, "path": path, "size": len(content), "about": about, "body": body},
        )
        return file_id

    def file_bytes(self, file_id: str) -> bytes:
        """The bytes behind a file_id."""
        return base64.b64decode(self.files[file_id]["body"])

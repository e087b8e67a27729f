"""What experts do in the staff forum: write, reply, tap, open, close and delete topics, leave and
join.

Law: only a member acts, but in a public group, which has a name, anybody writes; bots learn of an
act only what Telegram tells them (nothing when a topic is deleted).
"""

from dataclasses import dataclass
from typing import Any

from bot.playground import members
from bot.playground.params import Upload
from bot.playground.people import CantDo, Person, number
from bot.playground.world import GENERAL

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Expert(Person):
    """A member of the staff supergroup; `thread` is a topic's id, None is General."""

    forum_id: int

    @property
    def chat_id(self) -> int:
        """The staff supergroup."""
        return self.forum_id

    async def send(
        self, text: str, *, thread: int | None = None, reply_to: Json | int | None = None
    ) -> Json:
        """Write into a topic; a reply goes where the message it answers stands."""
        return await self._say(text, reply_to=reply_to, thread=self._where(thread, reply_to))

    async def attach(
        self,
        upload: Upload,
        kind: str = "document",
        *,
        caption: str = "",
        thread: int | None = None,
        reply_to: Json | int | None = None,
        album: str = "",
    ) -> Json:
        """Send a file into a topic."""
        where = self._where(thread, reply_to)
        return await self._attach(
            upload, kind, caption=caption, reply_to=reply_to, thread=where, album=album
        )

    async def open_thread(self, name: str) -> int:
        """Open a topic by hand; its id."""
        self._member()
        topic = {"name": name, "icon_color": 7322096}
        thread: int = self.telegram.world.add_topic(self.forum_id, self.user, topic)[
            "message_thread_id"
        ]
        self.telegram.updates.add("message", self.message(thread))
        await self._done({"type": "topic", "chat_id": self.forum_id})
        return thread

    async def delete_thread(self, thread: int) -> None:
        """Delete a topic with all its messages; bots are not told."""
        self._member()
        self.telegram.world.remove_topic(self.forum_id, thread)
        await self._done({"type": "topic", "chat_id": self.forum_id})

    async def close_thread(self, thread: int) -> None:
        """Close a topic: a service message tells the bot."""
        await self._toggle(thread, closed=True)

    async def reopen_thread(self, thread: int) -> None:
        """Open a closed topic again."""
        await self._toggle(thread, closed=False)

    async def leave(self) -> None:
        """Leave the staff group."""
        self._member()
        self.telegram.world.members.put((self.forum_id, self.user_id), "left")
        await self._membership("member", "left", {"left_chat_member": self.user})

    async def join(self) -> None:
        """Join the staff group (again)."""
        self.telegram.world.members.put((self.forum_id, self.user_id), "member")
        await self._membership("left", "member", {"new_chat_members": [self.user]})

    async def remove_bot(self) -> None:
        """Throw the bot out of the staff group."""
        await self._bot_status("administrator", "kicked")

    async def add_bot(self) -> None:
        """Take the bot back as an administrator."""
        await self._bot_status("kicked", "administrator")

    async def _bot_status(self, old: str, new: str) -> None:
        self._member()
        world = self.telegram.world
        world.members.put((self.forum_id, world.bot["id"]), new)
        head = {"chat": world.chats[self.forum_id], "from": self.user, "date": world.now()}
        self.telegram.updates.add("my_chat_member", head | members.change(world.bot, old, new))
        await self._done({"type": "people"})

    async def _membership(self, old: str, new: str, service: Json) -> None:
        world = self.telegram.world
        head = {"chat": world.chats[self.forum_id], "from": self.user, "date": world.now()}
        self.telegram.updates.add("chat_member", head | members.change(self.user, old, new))
        await Person._post(self, service, reply_to=None)

    async def _toggle(self, thread: int, *, closed: bool) -> None:
        self._member()
        world = self.telegram.world
        topic = world.topics[(self.forum_id, thread)]
        world.topics.put((self.forum_id, thread), topic | {"is_closed": closed})
        service: Json = {"forum_topic_closed": {}} if closed else {"forum_topic_reopened": {}}
        await self._post(service, reply_to=None, thread=thread)

    async def _post(
        self, content: Json, *, reply_to: Json | int | None, thread: int | None = None
    ) -> Json:
        if "username" not in self.telegram.world.chats[self.forum_id]:
            self._member()
        return await Person._post(self, content, reply_to=reply_to, thread=thread)

    def _member(self) -> None:
        if self.telegram.world.members.get((self.forum_id, self.user_id)) in (
            None,
            "left",
            "kicked",
        ):
            raise CantDo("Only members of the staff group can do this.")

    def _where(self, thread: int | None, reply_to: Json | int | None) -> int | None:
        if reply_to is not None:
            target = self.message(number(reply_to))
            return target.get("message_thread_id")
        return None if thread == GENERAL else thread

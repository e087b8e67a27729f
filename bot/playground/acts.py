"""What the page can do on a person's behalf: a table of acts, each with the fields it reads.

Law: an act is one method of a `Contact` or an `Expert`, or a turn of the clock; no rule is decided
here.
"""

import base64
import binascii
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from telegram.constants import InlineQueryLimit

from bot.playground.contacts import Contact
from bot.playground.demo import populate
from bot.playground.experts import Expert
from bot.playground.params import Upload
from bot.playground.people import CantDo, Person
from bot.playground.telegram import STAFF_CHAT, Telegram

Json = dict[str, Any]

NAME = 64
LONGEST_INLINE = InlineQueryLimit.MAX_QUERY_LENGTH.value
MAX_HOURS = 24 * 366


async def act(telegram: Telegram, body: Json) -> Any:
    """Carry out what the page asks.

    CantDo with a reason; KeyError, TypeError or ValueError when the request is not of the form.
    """
    name = str(body["do"])
    if name in WORLD:
        return WORLD[name](telegram, body)
    if body["who"] == "expert":
        return await EXPERT[name](_expert(telegram, int(body["id"])), body)
    return await CONTACT[name](_contact(telegram, int(body["id"])), body)


def _contact(telegram: Telegram, user_id: int) -> Contact:
    if user_id not in telegram.world.users:
        raise CantDo("There is no such person.")
    return telegram.contact(user_id)


def _expert(telegram: Telegram, user_id: int) -> Expert:
    if (STAFF_CHAT, user_id) not in telegram.world.members:
        raise CantDo("There is no such expert.")
    return Expert(telegram, user_id, STAFF_CHAT)


def _upload(one: Json) -> Upload:
    try:
        content = base64.b64decode(one["data"], validate=True)
    except binascii.Error:
        raise CantDo("The file did not arrive whole.") from None
    return Upload(str(one["name"]), content, str(one.get("mime") or "application/octet-stream"))


async def _say(contact: Contact, body: Json) -> None:
    await contact.send(str(body["text"]), reply_to=body.get("reply_to"))


async def _write(expert: Expert, body: Json) -> None:
    await expert.send(str(body["text"]), thread=body.get("thread"), reply_to=body.get("reply_to"))


async def _files(contact: Contact, body: Json) -> None:
    uploads, kind, caption = (
        [_upload(one) for one in body["files"]],
        str(body["kind"]),
        str(body["caption"]),
    )
    if len(uploads) > 1:
        await contact.album(uploads, kind, caption=caption)
    else:
        await contact.attach(uploads[0], kind, caption=caption, reply_to=body.get("reply_to"))


async def _staff_files(expert: Expert, body: Json) -> None:
    uploads, caption = [_upload(one) for one in body["files"]], str(body["caption"])
    album = str(13_000_000_000 + expert.telegram.world.count("album")) if len(uploads) > 1 else ""
    where = {"thread": body.get("thread"), "reply_to": body.get("reply_to")}
    for number, upload in enumerate(uploads):
        words = "" if number else caption
        await expert.attach(upload, str(body["kind"]), caption=words, album=album, **where)


async def _tap(person: Person, body: Json) -> str:
    return await person.tap(int(body["message_id"]), str(body["data"]))


async def _edit(person: Person, body: Json) -> None:
    await person.edit(int(body["message_id"]), str(body["text"]))


async def _react(person: Person, body: Json) -> None:
    await person.react(int(body["message_id"]), body.get("emoji") or None)


async def _ask(person: Person, body: Json) -> str:
    return await person.ask_inline(str(body["query"])[:LONGEST_INLINE])


async def _choose(person: Person, body: Json) -> None:
    await person.choose_inline(
        str(body["query_id"]), str(body["result_id"]), thread=body.get("thread")
    )


async def _delete(person: Person, body: Json) -> None:
    await person.delete_message(int(body["message_id"]))


def _advance(telegram: Telegram, body: Json) -> None:
    hours = float(body["hours"])
    if not 0 <= hours <= MAX_HOURS:
        raise CantDo("The clock only moves forward, by a year at most.")
    telegram.advance(timedelta(hours=hours))


def _add_contact(telegram: Telegram, body: Json) -> int:
    name = str(body["name"]).strip()[:NAME]
    if not name:
        raise CantDo("A contact needs a name.")
    return telegram.newcomer(name, "en" if body.get("language") == "en" else "tr").user_id


def _reset(telegram: Telegram, _: Json) -> None:
    """The desk forgets, too, where it can be started again."""
    if telegram.restart is not None:
        telegram.restart()
    else:
        telegram.reset()
        populate(telegram)


def _scene(telegram: Telegram, body: Json) -> int:
    if telegram.scenes is None:
        raise CantDo("There are no scenes here.")
    return telegram.scenes.begin(str(body["name"]), "en" if body.get("language") == "en" else "tr")


WORLD: dict[str, Callable[[Telegram, Json], Any]] = {
    "advance": _advance,
    "add_contact": _add_contact,
    "reset": _reset,
    "scene": _scene,
}
PERSON: dict[str, Callable[[Person, Json], Awaitable[Any]]] = {
    "tap": _tap,
    "edit": _edit,
    "react": _react,
    "delete_message": _delete,
    "inline": _ask,
    "choose_inline": _choose,
}
CONTACT: dict[str, Callable[[Contact, Json], Awaitable[Any]]] = {
    "send": _say,
    "start": lambda contact, body: contact.start(str(body.get("payload") or "")),
    **PERSON,
    "files": _files,
    "block": lambda contact, _: contact.block(),
    "unblock": lambda contact, _: contact.unblock(),
}
EXPERT: dict[str, Callable[[Expert, Json], Awaitable[Any]]] = {
    "send": _write,
    **PERSON,
    "files": _staff_files,
    "delete_thread": lambda expert, body: expert.delete_thread(int(body["thread"])),
    "close_thread": lambda expert, body: expert.close_thread(int(body["thread"])),
    "reopen_thread": lambda expert, body: expert.reopen_thread(int(body["thread"])),
    "leave": lambda expert, _: expert.leave(),
    "join": lambda expert, _: expert.join(),
}

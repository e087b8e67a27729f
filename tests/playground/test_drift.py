"""What the stand-in sends has the form that the Bot API's documentation gives it: no field that is
not there, none that is missing, none of another kind.
"""

import json
from pathlib import Path
from typing import Any

import pytest
import telegram as ptb

from bot.playground.files import KINDS
from bot.playground.params import Upload
from bot.playground.telegram import STAFF_CHAT, Telegram

API = json.loads(Path(__file__).with_name("bot_api.json").read_text(encoding="ascii"))
TYPES: dict[str, dict[str, list[Any]]] = API["types"]
ANSWERS = {
    "sendMessage": "Message",
    "sendDocument": "Message",
    "editMessageText": "Message",
    "createForumTopic": "ForumTopic",
    "getChat": "ChatFullInfo",
    "getMe": "User",
    "getWebhookInfo": "WebhookInfo",
}
EVERY_KIND = tuple(name for name in TYPES["Update"] if name != "update_id")
_PLAIN = {"str": str, "int": int, "float": int | float, "bool": bool}


def faults(value: Any, kind: str, where: str) -> list[str]:
    """How a value is not of a kind of the API's."""
    if kind.startswith("list of "):
        return faults_of_list(value, kind.removeprefix("list of "), where)
    if kind in _PLAIN:
        fits = isinstance(value, _PLAIN[kind]) and (kind == "bool") is isinstance(value, bool)
        return [] if fits else [f"{where}: {value!r} is no {kind}"]
    if kind not in TYPES:
        return []  # of no kind that is told
    if not isinstance(value, dict):
        return [f"{where}: {value!r} is no {kind}"]
    fields = TYPES[kind]
    found = [f"{where}.{name}: {kind} has no such field" for name in value if name not in fields]
    for name, (needed, *kinds) in fields.items():
        if name in value:
            tries = [faults(value[name], one, f"{where}.{name}") for one in kinds]
            found += min(tries, key=len, default=[])
        elif needed:
            found.append(f"{where}.{name}: {kind} always has it")
    return found


def faults_of_list(value: Any, kind: str, where: str) -> list[str]:
    """The same for each item."""
    if not isinstance(value, list):
        return [f"{where}: {value!r} is no list"]
    return [one for n, item in enumerate(value) for one in faults(item, kind, f"{where}[{n}]")]


async def everything_that_people_do(telegram: Telegram) -> None:
    """Each way in which an update comes about, once at least."""
    contact, expert = telegram.contact(1001, "Deniz Derneği", "tr"), telegram.expert(7, "Elif")
    await contact.start("faq_1-3")
    first = await contact.send("**merhaba** @destek https://stgm.org.tr /yardim 0312 442 42 62")
    await contact.send("yanıt", reply_to=first)
    await contact.edit(first, "selam")
    file = Upload("tüzük.pdf", b"%PDF", "application/pdf")
    for kind in KINDS:
        sent = await contact.attach(file, kind, caption="" if kind == "sticker" else "bakın")
    await contact.album([Upload("a.jpg", b"a"), Upload("b.jpg", b"b")], caption="ikisi")
    photo = await contact.attach(Upload("a.jpg", b"a"), "photo")
    await contact.replace(photo, Upload("c.jpg", b"c"), "yenisi")
    await contact.share_contact("+903124424262", "Deniz")
    await contact.share_location(39.9, 32.8)
    await contact.react(sent, "👍")
    await contact.react(sent, None)
    thread = await expert.open_thread("Talep 1")
    note = await expert.send("not", thread=thread)
    await expert.attach(file, thread=thread, reply_to=note)
    await expert.react(note, "👍")
    await expert.close_thread(thread)
    await expert.reopen_thread(thread)
    await expert.leave()
    await expert.join()
    await contact.block()
    await contact.unblock()
    await expert.remove_bot()
    await expert.add_bot()


async def test_updates_have_the_apis_form(telegram: Telegram) -> None:
    telegram.updates.allow(EVERY_KIND)
    await everything_that_people_do(telegram)
    sent = list(telegram.updates.waiting.values())
    assert len(sent) > 25
    kinds = {name for one in sent for name in one if name != "update_id"}
    assert {"message", "edited_message", "my_chat_member", "chat_member"} <= kinds
    found = [fault for one in sent for fault in faults(one, "Update", str(one["update_id"]))]
    assert found == []


async def test_answers_have_the_apis_form(telegram: Telegram, bot: ptb.Bot) -> None:
    person = await telegram.contact(1001).send("merhaba")
    sent = await bot.send_message(1001, "yanıt", reply_to_message_id=person["message_id"])
    await bot.edit_message_text("düzeltilmiş", 1001, sent.message_id)
    await bot.send_document(1001, b"%PDF", filename="a.pdf")
    await bot.create_forum_topic(STAFF_CHAT, "Talep 1")
    await bot.get_chat(STAFF_CHAT)
    await bot.get_me()
    await bot.get_webhook_info()
    results = [(call.method, call.result) for call in telegram.calls]
    kinds = [(ANSWERS[method], result) for method, result in results if method in ANSWERS]
    assert len(kinds) >= len(ANSWERS)
    assert [fault for kind, result in kinds for fault in faults(result, kind, kind)] == []


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"text": 7}, "is no str"),
        ({"colour": "red"}, "no such field"),
        ({"date": None}, "is no int"),
        ({"from": {"id": 7}}, "always has it"),
        ({"photo": {}}, "is no list"),
        ({"entities": [{"type": "bold", "offset": True, "length": 1}]}, "is no int"),
    ],
)
async def test_what_has_another_form_is_seen(
    telegram: Telegram, changed: dict[str, Any], says: str
) -> None:
    message = await telegram.contact(1001).send("merhaba")
    assert faults(message, "Message", "m") == []
    assert any(says in fault for fault in faults(message | changed, "Message", "m"))

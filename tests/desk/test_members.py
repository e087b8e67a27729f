"""Only members' words are acted on, and what is said on a ticket stays between its people."""

from typing import Any

import pytest

from bot.domain.tickets import Status
from bot.playground.experts import Expert
from bot.playground.faults import Refuse, Slow
from bot.playground.params import Upload
from bot.playground.telegram import STAFF_CHAT
from tests.desk.asked import Asked

Json = dict[str, Any]
MEMBERS = ["administrator", "member"]


@pytest.fixture
def outsider(desk: Asked) -> Expert:
    """Somebody who is no member of a staff group in which anybody may write."""
    chats = desk.telegram.world.chats
    chats.put(STAFF_CHAT, chats[STAFF_CHAT] | {"username": "destek"})
    return desk.telegram.expert(8001, "Yabancı", member=False)


def person(desk: Asked, status: str, user_id: int = 8) -> Expert:
    """A further person of the staff group."""
    one = desk.telegram.expert(user_id, "Deniz")
    desk.telegram.world.members.put((STAFF_CHAT, user_id), status)
    return one


def everything(desk: Asked) -> tuple[list[str], list[str], list[str]]:
    """All that the bot has said, anywhere."""
    return desk.told(), desk.in_thread(), desk.outside()


@pytest.mark.parametrize("to", ["card", "question"])
async def test_an_outsiders_reply_is_none(desk: Asked, outsider: Expert, to: str) -> None:
    before = everything(desk)
    wrote = await outsider.send("Bana şuradan yazın", reply_to=getattr(desk, to))
    await outsider.attach(Upload("x.pdf", b"x"), reply_to=getattr(desk, to))
    await desk.rest()
    assert everything(desk) == before
    assert (await desk.ticket()).status is Status.NEW
    await outsider.edit(wrote, "Başka sözler")
    await desk.rest()
    assert everything(desk) == before


@pytest.mark.parametrize("words", ["/kuyruk", "/ben", "/yardim", "/start", "/duyuru", "/gonder"])
async def test_an_outsiders_command_is_not_answered(
    desk: Asked, outsider: Expert, words: str
) -> None:
    before = everything(desk)
    await outsider.send(words, thread=desk.thread)
    await outsider.send(words)
    await desk.rest()
    assert everything(desk) == before
    await desk.expert.send(words)
    await desk.rest()
    assert desk.outside() != before[2]


UNKNOWN = ["CHAT_ADMIN_REQUIRED", "member list is inaccessible", "user not found"]


@pytest.mark.parametrize("words", UNKNOWN)
async def test_a_member_whom_telegram_does_not_tell_of_is_called_no_stranger(
    desk: Asked, words: str
) -> None:
    """The bot may be no administrator."""
    desk.telegram.fail(Refuse(400, f"Bad Request: {words}"), method="getChatMember")
    await desk.expert.tap(desk.card, "T|1|claim", forged=True)
    await desk.rest()
    toast = str(desk.telegram.called("answerCallbackQuery")[-1].params["text"])
    assert "yönetici olduğunu kontrol" in toast
    assert (await desk.ticket()).expert_id is None


async def test_somebody_who_left_is_an_outsider(desk: Asked, outsider: Expert) -> None:
    assert outsider.chat_id == STAFF_CHAT  # the group is public
    await desk.expert.leave()
    before = everything(desk)
    await desk.reply("Yanıt")
    await desk.rest()
    assert everything(desk) == before


GROUP_BOT = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
TELEGRAM = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
ANONYMOUS: Json = {"from": GROUP_BOT, "sender_chat": {"id": STAFF_CHAT, "type": "supergroup"}}
CHANNEL = {"id": -1007, "type": "channel", "title": "Kanal"}
OF_CHANNEL: Json = {"from": TELEGRAM, "sender_chat": CHANNEL, "is_automatic_forward": True}
VOICES = [ANONYMOUS, ANONYMOUS | {"author_signature": "Hukuk"}, OF_CHANNEL]


@pytest.mark.parametrize("voice", VOICES, ids=["anonymous", "with a title", "channel"])
@pytest.mark.parametrize("to", ["card", "question"])
async def test_what_nobody_signs_by_name_never_reaches_the_contact(
    desk: Asked, voice: Json, to: str
) -> None:
    """Nobody could say afterwards who wrote it; its writer is told what to do."""
    told = desk.told()
    content = {"text": "Yanıt", **voice}
    wrote = await Expert._post(desk.expert, content, reply_to=getattr(desk, to), thread=desk.thread)
    await desk.rest()
    assert "Kendi adınızla yeniden yazın" in desk.in_thread()[-1]
    desk.telegram.updates.add("edited_message", {**wrote, "text": "Başka", "edit_date": 2})
    await desk.rest()
    assert desk.told() == told
    assert (await desk.ticket()).status is Status.NEW


@pytest.mark.parametrize("words", ["/kuyruk", "/duyuru", "/gonder", "/rol Elif koordinatör"])
async def test_who_runs_the_group_namelessly_commands_nothing(desk: Asked, words: str) -> None:
    source = await desk.expert.send("Rehber")
    await Expert._post(desk.expert, {"text": words, **ANONYMOUS}, reply_to=source)
    await desk.rest()
    assert "Kendi adınızla yeniden yazın" in desk.outside()[-1]
    assert panels(desk) == []


async def test_a_note_that_is_changed_while_its_writer_is_asked_after_goes_out_as_it_is_now(
    desk: Asked,
) -> None:
    note = await desk.expert.send("Süre 30 gün", thread=desk.thread)
    desk.telegram.fail(Slow(1.0, handled=True), method="getChatMember")
    await desk.expert.send("/gonder", reply_to=note)
    await desk.telegram.until(lambda: desk.telegram.called("getChatMember"))
    await desk.expert.edit(note, "Süre 60 gün")
    await desk.rest()
    assert desk.told()[-1].endswith("Süre 60 gün")
    assert not [one for one in desk.told() if "30 gün" in one]
    await desk.expert.edit(note, "Süre 90 gün")
    await desk.rest()
    assert desk.told()[-1].endswith("Süre 90 gün")


@pytest.mark.parametrize("chosen", [0, 1, 2])
async def test_of_an_album_all_is_sent(desk: Asked, chosen: int) -> None:
    pictures = [
        await desk.expert.attach(
            Upload(f"{n}.jpg", b"x"), "photo", caption=f"{n}.", album="5", thread=desk.thread
        )
        for n in range(3)
    ]
    await desk.expert.send("Başka bir not", thread=desk.thread)
    await desk.rest()
    assert not [one for one in desk.contact.messages if "photo" in one]
    await desk.expert.edit(pictures[1], "yeni 1.")
    await desk.expert.send("/gonder", reply_to=pictures[chosen])
    await desk.rest()
    shown = [one for one in desk.contact.messages if "photo" in one]
    assert [one["caption"] for one in shown] == ["0.", "yeni 1.", "2."]
    assert len({one["media_group_id"] for one in shown}) == 1
    assert (await desk.ticket()).status is Status.PENDING
    assert (await desk.steps()).count("reply") == 1
    await desk.expert.send("/gonder", reply_to=pictures[0])
    await desk.rest()
    assert len([one for one in desk.contact.messages if "photo" in one]) == 3
    assert "gönderilemez" in desk.in_thread()[-1]


async def test_an_old_album_that_is_sent_on_a_closed_ticket_opens_it(desk: Asked) -> None:
    for n in range(2):
        picture = await desk.expert.attach(
            Upload(f"{n}.jpg", b"x"), "photo", album="5", thread=desk.thread
        )
    await desk.rest()
    await desk.expert.tap(desk.card, "T|1|sure|close", forged=True)
    await desk.rest()
    await desk.expert.send("/gonder", reply_to=picture)
    await desk.rest()
    assert (await desk.ticket()).status is Status.PENDING


async def test_one_sends_ones_own_note_with_the_line_above_it(desk: Asked) -> None:
    note = await desk.expert.send("Notum", thread=desk.thread)
    await desk.expert.send("/gonder", reply_to=note)
    await desk.rest()
    assert desk.told()[-1] == "Uzmandan · Talep no: 1\n\nNotum"
    assert desk.signs(note) == ["👍"]
    assert (await desk.ticket()).status is Status.PENDING


@pytest.mark.parametrize("status", MEMBERS)
async def test_nobody_sends_a_colleagues_note(desk: Asked, status: str) -> None:
    note = await desk.expert.send("Aramızda kalsın", thread=desk.thread)
    told = desk.told()
    await person(desk, status).send("/gonder", reply_to=note)
    await desk.rest()
    assert desk.told() == told
    assert "gönderilemez" in desk.in_thread()[-1]
    assert (await desk.ticket()).status is Status.NEW


async def test_nobody_sends_what_the_bot_said(desk: Asked) -> None:
    told = desk.told()
    for one in (desk.card, desk.question):
        await desk.expert.send("/gonder", reply_to=one)
        await desk.rest()
    assert desk.told() == told


async def test_a_reply_is_not_sent_twice(desk: Asked) -> None:
    reply = await desk.reply("Yanıt")
    await desk.expert.send("/gonder", reply_to=reply)
    await desk.rest()
    assert [one for one in desk.told() if one.endswith("Yanıt")] == desk.told()[-1:]


def panels(desk: Asked) -> list[str]:
    """Composers of broadcasts, anywhere in the group."""
    rows = [m.get("reply_markup", {}) for m in desk.expert.messages if m["from"]["is_bot"]]
    return [str(row) for row in rows if "'B|" in str(row)]


@pytest.mark.parametrize("status", MEMBERS)
@pytest.mark.parametrize("what", ["card", "question", "note"])
async def test_nothing_of_a_ticket_becomes_a_broadcast(desk: Asked, status: str, what: str) -> None:
    note = await desk.expert.send("Notum", thread=desk.thread)
    source = {"card": desk.card, "question": desk.question, "note": note}[what]
    await person(desk, status).send("/duyuru", reply_to=source)
    await desk.rest()
    assert panels(desk) == []


@pytest.mark.parametrize("what", ["card", "question"])
async def test_nothing_of_a_ticket_becomes_a_broadcast_from_another_place(
    desk: Asked, what: str
) -> None:
    """A reply from General, or from another thread, to what stands in a ticket's."""
    leader, source = person(desk, "administrator"), getattr(desk, what)
    other = await leader.open_thread("Başka")
    for thread in (None, other):
        await Expert._post(leader, {"text": "/duyuru"}, reply_to=source, thread=thread)
        await desk.rest()
    assert panels(desk) == []


@pytest.mark.parametrize("forwarded", [True, False])
async def test_what_the_desk_said_is_no_broadcast(desk: Asked, forwarded: bool) -> None:
    """Nor a forward of it: the desk's copies are a contact's words."""
    leader = person(desk, "administrator")
    await leader.send("/kuyruk")
    await desk.rest()
    source = leader.messages[-1]
    if forwarded:
        origin = {"type": "user", "sender_user": desk.telegram.world.bot, "date": 1}
        content = {"text": "Soru", "forward_origin": origin}
        source = await Expert._post(leader, content, reply_to=None)
    await leader.send("/duyuru", reply_to=source)
    await desk.rest()
    assert panels(desk) == []


@pytest.mark.parametrize(("status", "opened"), [("administrator", 1), ("member", 0)])
async def test_only_who_runs_the_group_broadcasts(desk: Asked, status: str, opened: int) -> None:
    source = await desk.expert.send("Yeni rehber çıktı")
    await person(desk, status).send("/duyuru", reply_to=source)
    await desk.rest()
    assert len(panels(desk)) == opened


async def test_a_reply_from_another_place_stays_inside(desk: Asked) -> None:
    told = desk.told()
    other = await desk.expert.open_thread("Başka")
    for thread in (None, other):
        await Expert._post(desk.expert, {"text": "İç not"}, reply_to=desk.question, thread=thread)
        await desk.rest()
    assert desk.told() == told

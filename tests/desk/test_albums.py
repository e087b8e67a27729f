"""Of an expert's album all goes out, or nothing does and its writer is told, once."""

from typing import Any

import pytest

from bot.domain.tickets import Status
from bot.playground.faults import Page, Refuse
from bot.playground.params import Upload
from tests.desk.asked import CONTACT, Asked

Json = dict[str, Any]
UNKNOWN = Refuse(400, "Bad Request: member list is inaccessible")
UNCOPYABLE = Refuse(400, "Bad Request: message can't be copied")


async def album(desk: Asked, pictures: int = 3) -> list[Json]:
    """Pictures that reply to the contact together."""
    return [
        await desk.expert.attach(
            Upload(f"{n}.jpg", b"x"), "photo", caption=f"{n}.", album="13", reply_to=desk.question
        )
        for n in range(pictures)
    ]


def shown(desk: Asked) -> list[str]:
    """The pictures that the contact has."""
    return [str(one["caption"]) for one in desk.contact.messages if "photo" in one]


def told(desk: Asked) -> list[str]:
    """The words of the desk to whoever wrote."""
    return [one for one in desk.in_thread() if "gönderilmedi" in one or "ulaşmadı" in one]


async def test_all_of_it_goes_out_though_the_second_picture_is_asked_after_in_vain(
    desk: Asked,
) -> None:
    """The first one told who writes."""
    desk.telegram.fail(UNKNOWN, method="getChatMember", skip=1)
    await album(desk)
    await desk.rest()
    assert shown(desk) == ["0.", "1.", "2."]
    assert told(desk) == []


@pytest.mark.parametrize("late", [False, True])
async def test_nothing_of_it_goes_out_when_the_first_is_refused(desk: Asked, late: bool) -> None:
    desk.telegram.fail(UNKNOWN, method="getChatMember")
    pictures = await album(desk)
    if late:  # the third is not there yet
        await desk.rest()
        pictures += [
            await desk.expert.attach(
                Upload("3.jpg", b"x"), "photo", caption="3.", album="13", reply_to=desk.question
            )
        ]
    await desk.rest()
    assert shown(desk) == []
    assert len(told(desk)) == 1
    assert (await desk.ticket()).status is Status.NEW
    await desk.expert.send("/gonder", reply_to=pictures[1])
    await desk.rest()
    assert shown(desk) == [f"{n}." for n in range(len(pictures))]


async def test_what_comes_late_stays_when_the_others_were_refused(desk: Asked) -> None:
    desk.telegram.fail(UNCOPYABLE, method="copyMessages", chat_id=CONTACT)
    await album(desk, 2)
    await desk.rest()
    await album(desk, 1)
    await desk.rest()
    assert (shown(desk), len(told(desk))) == ([], 1)


async def test_what_waits_stays_when_the_others_are_refused(desk: Asked) -> None:
    """The first two are being tried, the third has its turn after them."""
    desk.telegram.fail(Page(502), method="copyMessages", chat_id=CONTACT)
    desk.telegram.fail(UNCOPYABLE, method="copyMessages", chat_id=CONTACT)
    await album(desk, 2)
    await desk.telegram.until(lambda: desk.telegram.called("copyMessages"), within=10)
    await album(desk, 1)
    await desk.rest()
    assert (shown(desk), len(told(desk))) == ([], 1)

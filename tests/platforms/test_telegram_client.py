"""The platform over HTTP: one act is one call, and its end is a result or a failure."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Any

import httpx
import pytest

from bot.domain import messages as acts
from bot.domain.messages import Message, Text
from bot.domain.outbox import About, Cause
from bot.domain.people import Address, Place, Spot
from bot.domain.results import Done, Membership, Said, ThreadOpened
from bot.domain.words import Words
from bot.gateway.platform import Failed, Platform, PlatformError, Raw
from bot.gateway.telegram.addresses import staff_group, thread_link
from bot.gateway.telegram.client import Telegram
from bot.gateway.telegram.webhook import SECRET_HEADER
from bot.playground import telegram as stand_in
from bot.playground.faults import TooMany
from bot.playground.serving import serving
from bot.playground.telegram import STAFF_CHAT, TOKEN

ME = Place(Address("telegram", "1001"))
STAFF = staff_group(STAFF_CHAT)
OK, BAD_REQUEST, FORBIDDEN, SERVICE_UNAVAILABLE = 200, 400, 403, 503
NO_UPDATES = (
    "",
    "[]",
    '{"update_id": "7"}',
    '{"update_id": true}',
    '{"update_id": 1' + "0" * 30 + "}",
    "[" * 100_000,
)
assert STAFF is not None


@pytest.fixture
async def world() -> AsyncIterator[tuple[Platform, stand_in.Telegram]]:
    """A platform that is open, and who answers it."""
    there = stand_in.Telegram()
    there.contact(1001, "Deniz")
    async with serving(there) as address, Telegram(TOKEN, address) as platform:
        await there.contact(1001).send("/start")
        yield platform, there
    there.close()


World = tuple[Platform, stand_in.Telegram]


async def done(platform: Platform, act: acts.Act) -> Any:
    return await platform.carry_out(act, on_leaving=lambda: None)


async def failing(platform: Platform, act: acts.Act) -> Failed:
    with pytest.raises(Failed) as caught:
        await done(platform, act)
    return caught.value


async def test_acts_are_carried_out(world: World) -> None:
    platform, there = world
    left: list[bool] = []
    said = await platform.carry_out(
        acts.Say(ME, Message(acts.bold("Merhaba"))), on_leaving=lambda: left.append(True)
    )
    assert left
    assert isinstance(said, Said)
    assert there.contact(1001).messages[-1]["text"] == "Merhaba"
    opened = await done(platform, acts.OpenThread(STAFF, "Talep 1"))
    assert isinstance(opened, ThreadOpened)
    place = Place(STAFF, opened.thread)
    assert isinstance(await done(platform, acts.Copy(place, ME.chat, ("1",))), Said)
    there.expert(2001)
    assert await done(platform, acts.AskMember(STAFF, "2001")) == Membership(True)
    assert await done(platform, acts.AskMember(STAFF, "1001")) == Membership(False)


async def test_an_edit_that_changes_nothing_is_done(world: World) -> None:
    platform, _ = world
    said = await done(platform, acts.Say(ME, Message(Text("Merhaba"))))
    spot = Spot(ME.chat, said.messages[0])
    assert await done(platform, acts.Edit(spot, Message(Text("Merhaba")))) == Done()
    assert await done(platform, acts.Edit(spot, Message(Text("Selam")))) == said


async def test_failures(world: World) -> None:
    platform, there = world
    gone = await failing(platform, acts.Edit(Spot(ME.chat, "999"), Message(Text("x"))))
    assert (gone.failure.about, gone.failure.cause) == (About.MESSAGE, Cause.MESSAGE_GONE)
    away = await failing(platform, acts.Say(Place(STAFF, "999"), Message(Text("x"))))
    assert away.failure.cause is Cause.THREAD_GONE
    there.fail(TooMany(3))
    halted = await failing(platform, acts.Say(ME, Message(Text("x"))))
    assert halted.failure.about is About.PACE


async def test_what_can_be_no_call_is_dropped(world: World) -> None:
    platform, there = world
    before = len(there.calls)
    failed = await failing(platform, acts.Say(Place(Address("x", "ali")), Message(Text("x"))))
    assert failed.failure.about is About.MESSAGE
    assert len(there.calls) == before


async def test_updates_are_confirmed_by_asking_for_more(world: World) -> None:
    platform, there = world
    (first,) = await platform.updates(None, patience=0)
    number = platform.number_of(first)
    assert platform.chat_of(first) == ME.chat
    assert await platform.updates(number, patience=0) == []
    assert not there.updates.waiting
    assert len(there.called("deleteWebhook")) == 1


async def test_another_desk_that_asks_is_a_failure(world: World) -> None:
    platform, _ = world
    await platform.updates(None, patience=0)
    number = platform.number_of((await platform.updates(None, patience=0))[0])
    waiting = asyncio.create_task(platform.updates(number, patience=5))
    await asyncio.sleep(0.1)
    await platform.updates(number, patience=0)
    with pytest.raises(Failed) as caught:
        await waiting
    assert caught.value.failure.about is About.DESK


async def test_announcing_a_hook(world: World) -> None:
    platform, there = world
    await platform.announce("https://example.org/hook", "secret")
    (call,) = there.called("setWebhook")
    assert call.params["secret_token"] == "secret"


@pytest.mark.parametrize("token", ["", "words", "123456:ABC DEF", "http://x"])
def test_what_is_no_token_is_said_in_a_sentence(token: str) -> None:
    with pytest.raises(PlatformError, match="does not look like a token"):
        Telegram(token, "http://127.0.0.1:9")


async def test_nobody_at_the_address_is_said_in_a_sentence() -> None:
    with pytest.raises(PlatformError, match="does not answer"):
        async with Telegram(TOKEN, "http://127.0.0.1:9", timeout=2):
            pass


def test_the_introduction_is_made_once_a_change() -> None:
    platform = Telegram(TOKEN, "http://127.0.0.1:9")

    def keys(word: str) -> list[str | None]:
        drafts = platform.introduction(
            lambda language, words: f"{word} {language} {words.key}", default="tr", staff=STAFF
        )
        return [draft.key for draft in drafts]

    once = keys("a")
    assert len(set(once)) == len(once)
    assert once == keys("a")
    assert len(set(once) & set(keys("b"))) == 1  # the button beside the field has no words


class Kept:
    """What a hook hands on, into a database that answers or not."""

    def __init__(self) -> None:
        self.raw: list[Raw] = []
        self.well = True

    async def keep(self, raw: Sequence[Raw]) -> None:
        self.raw += raw

    async def healthy(self) -> bool:
        return self.well


def hooked(kept: Kept) -> httpx.AsyncClient:
    platform = Telegram(TOKEN, "http://127.0.0.1:9")
    url = "https://example.org/hook"
    app = platform.hook(url, "secret", keep=kept.keep, healthy=kept.healthy)
    transport = httpx.ASGITransport(app)
    return httpx.AsyncClient(transport=transport, base_url="https://example.org")


async def posted(client: httpx.AsyncClient, body: str, secret: str = "secret") -> int:
    headers = {SECRET_HEADER: secret}
    return (await client.post("/hook", content=body, headers=headers)).status_code


async def test_a_hook_keeps_updates_and_nothing_else() -> None:
    kept = Kept()
    async with hooked(kept) as client:
        assert await posted(client, '{"update_id": 5}') == OK
        assert await posted(client, '{"update_id": 6}', "guessed") == FORBIDDEN
        for body in NO_UPDATES:
            assert await posted(client, body) == BAD_REQUEST
    assert kept.raw == [{"update_id": 5}]


async def test_health_is_that_of_the_database() -> None:
    kept = Kept()
    async with hooked(kept) as client:
        assert (await client.get("/health")).status_code == OK
        kept.well = False
        assert (await client.get("/health")).status_code == SERVICE_UNAVAILABLE


def test_words_are_asked_for_by_name() -> None:
    """The introduction says nothing of its own: all its words stand in the catalogs."""
    asked: list[str] = []

    def word(_language: str, words: Words) -> str:
        asked.append(words.key)
        return "x"

    list(Telegram(TOKEN, "http://127.0.0.1:9").introduction(word, default="tr", staff=None))
    assert {"setup.description", "setup.short-description", "command.menu"} <= set(asked)


@pytest.mark.parametrize(
    ("group", "thread", "link"),
    [
        ("-1001234567890", "7", "https://t.me/c/1234567890/7"),
        ("-1001234567890", None, ""),
        ("-4567", "7", ""),  # a small group has neither threads nor addresses
    ],
)
def test_a_thread_has_an_address(group: str, thread: str | None, link: str) -> None:
    assert thread_link(Place(Address("telegram", group, group=True), thread)) == link

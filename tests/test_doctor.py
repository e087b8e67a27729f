"""What is looked at before a start: what is wrong says what to do, and nothing is made."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.doctor import findings, strangers
from bot.gateway.telegram.checkup import examined
from bot.playground.faults import Refuse
from bot.playground.serving import serving
from bot.playground.telegram import STAFF_CHAT, TOKEN, Telegram
from bot.settings import Settings

NOW = datetime(2026, 3, 10, 8, tzinfo=UTC)
SMALL = Path(__file__).parent / "content"
Seen = dict[str, tuple[bool | None, str]]


async def seen(
    telegram: Telegram, *, token: str = TOKEN, staff: int | None = STAFF_CHAT, webhook: str = ""
) -> Seen:
    """The findings about a bot and its group, by their names."""
    async with serving(telegram) as address:
        found = examined(token, address, staff=staff, webhook=webhook)
        return {one.name: (one.good, one.told) async for one in found}


async def test_a_desk_that_is_well() -> None:
    found = await seen(Telegram())
    assert {name for name, (good, _) in found.items() if not good} == set()
    asked = ("token", "updates", "staff group", "administrator", "topics", "rights")
    assert set(found) == {*asked, "privacy mode", "clock"}


async def test_what_is_wrong_with_a_group_is_named() -> None:
    telegram = Telegram()
    telegram.world.members.put((STAFF_CHAT, telegram.world.bot["id"]), "member")
    chat = telegram.world.chats[STAFF_CHAT]
    telegram.world.chats.put(STAFF_CHAT, chat | {"is_forum": False})
    found = await seen(telegram)
    wrong = {name: told for name, (good, told) in found.items() if good is False}
    assert set(wrong) == {"administrator", "topics", "rights"}
    assert "delete messages" in wrong["rights"]


@pytest.mark.parametrize(
    ("given", "name", "says"),
    [
        ({"staff": None}, "staff group", "STAFF_CHAT_ID is not set"),
        ({"staff": -100777}, "staff group", "add the bot to it"),
        ({"token": "1:AAAAAAAA"}, "token", "@BotFather"),
    ],
)
async def test_what_is_not_there(given: dict[str, Any], name: str, says: str) -> None:
    good, told = (await seen(Telegram(), **given))[name]
    assert good is False
    assert says in told


async def test_a_webhook_of_somebody_else() -> None:
    telegram = Telegram()
    async with serving(telegram) as address:
        telegram.fail(Refuse(400, "Bad Request"), method="getWebhookInfo")
        found = examined(TOKEN, address, staff=None, webhook="")
        assert {one.name: one.good async for one in found}["updates"] is False
    telegram.world.settings.put("webhook", {"url": "https://example.org/hook"})
    good, told = (await seen(telegram))["updates"]
    assert good is False, told


def test_a_mistyped_setting_is_named_with_the_right_one(tmp_path: Path) -> None:
    env = tmp_path / ".env"
    env.write_text(
        "# BOT_TOKN=1\nSTAFF_CHATID=-1001\nexport anwser_days=3\n\nPORT=80\nPS1=$\n", "utf-8"
    )
    told = [(one.good, one.told) for one in strangers(env)]
    assert told == [
        (False, "STAFF_CHATID is no setting: did you mean STAFF_CHAT_ID?"),
        (False, "anwser_days is no setting: did you mean ANSWER_DAYS?"),
        (None, "PS1 is no setting: the desk does not read it."),
    ]
    assert list(strangers(tmp_path / "none")) == []


def local(folder: Path, **settings: Any) -> Seen:
    """What is found without a token, by its names."""
    found = Settings(_env_file=None, faq_dir=SMALL, **settings)  # type: ignore[call-arg]

    async def gathered() -> Seen:
        env = folder / ".env"
        return {one.name: (one.good, one.told) async for one in findings(found, NOW, env)}

    return asyncio.run(gathered())


def test_a_database_that_others_can_read_and_nothing_is_made(tmp_path: Path) -> None:
    place = tmp_path / "data" / "desk.sqlite3"
    url = f"sqlite:///{place}"
    found = {name: good for name, (good, _) in local(tmp_path, database_url=url).items()}
    assert found.pop("token") is None
    assert found == dict.fromkeys(("time zone", "holidays", "content", "database"), True)
    assert list(tmp_path.iterdir()) == []
    place.parent.mkdir()
    place.touch()
    place.chmod(0o644)
    told = f"Others can read it: chmod 600 {place}"
    assert local(tmp_path, database_url=url)["private"] == (False, told)
    place.write_text("this was a database once, or it was not; who knows? " * 40)
    assert local(tmp_path, database_url=url)["database"][0] is False
    assert [one.name for one in place.parent.iterdir()] == [place.name]


def test_a_database_in_memory_is_lost(tmp_path: Path) -> None:
    good, told = local(tmp_path, database_url="sqlite:///:memory:")["database"]
    assert good is False
    assert "DATABASE_URL" in told

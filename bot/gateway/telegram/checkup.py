"""What an operator has to know of a bot and its staff group before the desk starts.

Law: only asks; nothing is sent, set or taken from the queue of updates.
"""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
from telegram import Bot
from telegram.error import InvalidToken, NetworkError, TelegramError

from bot.gateway.platform import Finding
from bot.gateway.telegram.request import Request

_PATIENCE = 10.0  # seconds for one answer
_SKEW = timedelta(seconds=30)  # by which clocks may differ
_RIGHTS = {
    "can_manage_topics": "manage topics",
    "can_delete_messages": "delete messages",
    "can_pin_messages": "pin messages",
}


async def examined(
    token: str, base_url: str, *, staff: int | None, webhook: str
) -> AsyncIterator[Finding]:
    """The token, how updates come, the staff group with the bot's rights in it, the clock."""
    bot = Bot(
        token,
        base_url=f"{base_url}/bot",
        request=Request(1, _PATIENCE),
        get_updates_request=Request(1, _PATIENCE),
    )
    try:
        await bot.initialize()
    except InvalidToken:
        yield Finding("token", False, "Telegram does not know BOT_TOKEN; copy it from @BotFather.")
    except TelegramError as error:
        told = f"{base_url} does not answer ({type(error).__name__}); look at the network."
        yield Finding("token", False, told)
    else:
        yield Finding("token", True, f"It is @{bot.username}'s.")
        yield await _updates(bot, webhook)
        async for finding in _group(bot, staff):
            yield finding
        yield await _clock(base_url)
    finally:
        await bot.shutdown()


async def _asked(bot: Bot, method: str, **what: Any) -> dict[str, Any]:
    found: dict[str, Any] = await bot.do_api_request(method, api_kwargs=what or None)
    return found


async def _updates(bot: Bot, webhook: str) -> Finding:
    """Whether what Telegram has on record is what the settings say."""
    try:
        known = await _asked(bot, "getWebhookInfo")
    except TelegramError as error:
        return Finding("updates", False, f"Telegram does not tell ({error.message}); try again.")
    url, waiting = known.get("url") or "", known.get("pending_update_count", 0)
    if url and not webhook:
        told = f"Another desk has set the webhook {url}; a desk that polls takes it away."
        return Finding("updates", False, told)
    if webhook and (why := known.get("last_error_message")):
        return Finding("updates", False, f"Telegram could not bring updates: {why}.")
    way = "They are brought (webhook)" if webhook else "They are asked for (polling)"
    return Finding("updates", True, f"{way}; {waiting} wait.")


async def _group(bot: Bot, staff: int | None) -> AsyncIterator[Finding]:
    if staff is None:
        told = "STAFF_CHAT_ID is not set: tickets wait. Write /id in the group to learn its number."
        yield Finding("staff group", False, told)
        return
    try:
        chat = await _asked(bot, "getChat", chat_id=staff)
        me = await _asked(bot, "getChatMember", chat_id=staff, user_id=bot.id)
        asks = (await _asked(bot, "getMe")).get("can_read_all_group_messages") is True
    except TelegramError as error:
        network = isinstance(error, NetworkError) and "chat" not in error.message.lower()
        what = "try again" if network else "add the bot to it, and look at STAFF_CHAT_ID"
        yield Finding("staff group", False, f"{staff} is not there ({error.message}); {what}.")
        return
    yield Finding("staff group", True, str(chat.get("title", staff)))
    admin = me.get("status") in ("administrator", "creator")
    told = "The bot is one." if admin else "The bot is none: make it one in the group's settings."
    yield Finding("administrator", admin, told)
    topics = chat.get("is_forum") is True
    yield Finding("topics", topics, "They are on." if topics else "Turn on Topics in the group.")
    lacks = [name for right, name in _RIGHTS.items() if me.get(right) is not True]
    told = f"Let the bot {', '.join(lacks)}." if lacks else "The bot may do what it has to."
    yield Finding("rights", not lacks, told)
    told = "Turn it off with /setprivacy at @BotFather, or make the bot an administrator."
    heard = admin or asks
    yield Finding("privacy mode", heard, "The bot hears the whole group." if heard else told)


async def _clock(base_url: str) -> Finding:
    """How far this machine's clock is from the server's."""
    try:
        async with httpx.AsyncClient(timeout=_PATIENCE) as client:
            answer = await client.head(base_url)
        theirs = parsedate_to_datetime(answer.headers["Date"])
    except (httpx.HTTPError, KeyError, ValueError):
        return Finding("clock", None, "The server does not tell its time.")
    off = abs(datetime.now(UTC) - theirs)
    told = f"It is off by {off.total_seconds():.0f} seconds"
    good = off <= _SKEW
    return Finding("clock", good, f"{told}." if good else f"{told}; let the machine keep time.")

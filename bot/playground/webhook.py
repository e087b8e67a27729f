"""Webhook mode: waiting updates are POSTed to the bot's URL, in order, each until it is answered
with 200.

Source: core.telegram.org/bots/api#setwebhook.
"""

import asyncio
from http import HTTPStatus
from typing import Any

import httpx

from bot.playground.telegram import Telegram

Json = dict[str, Any]

PATIENCE = 0.2  # seconds before the first repetition; doubled up to a few seconds
LONGEST = 5.0
TIMEOUT = 30.0


async def deliver(telegram: Telegram) -> None:
    """Bring updates to the webhook for as long as the stand-in runs; idle while none is set."""
    wait = PATIENCE
    await telegram.updates.hooked.wait()  # most never are: a client is not for nothing
    async with httpx.AsyncClient(timeout=TIMEOUT, trust_env=False) as client:
        while True:
            await telegram.updates.hooked.wait()
            await telegram.updates.arrival()
            wait = PATIENCE if await _push(telegram, client) else min(wait * 2, LONGEST)
            if wait > PATIENCE:
                await asyncio.sleep(wait)


async def _push(telegram: Telegram, client: httpx.AsyncClient) -> bool:
    """Deliver the oldest update; False when the bot did not take it."""
    hook: Json | None = telegram.world.settings.get("webhook")
    update_id = next(iter(telegram.updates.waiting), None)
    if hook is None or update_id is None:
        return True
    secret = {"X-Telegram-Bot-Api-Secret-Token": hook["secret"]} if hook["secret"] else {}
    problem = await _post(client, hook["url"], telegram.updates.waiting[update_id], secret)
    if problem:
        error = {"last_error_date": telegram.world.now(), "last_error_message": problem}
        telegram.world.settings.put("webhook", hook | {"error": error})
        return False
    telegram.updates.drop(update_id)
    telegram.changed({"type": "delivered"})
    return True


async def _post(client: httpx.AsyncClient, url: str, update: Json, headers: dict[str, str]) -> str:
    """What went wrong, empty when the bot said 200."""
    try:
        response = await client.post(url, json=update, headers=headers)
    except httpx.HTTPError as error:
        return f"Connection failed: {type(error).__name__}"
    return (
        ""
        if response.status_code == HTTPStatus.OK
        else f"Wrong response from the webhook: {response.status_code}"
    )

"""Webhook mode: updates are pushed in order, with the secret, until the bot says 200."""

import asyncio
from typing import Any

import pytest
import telegram as ptb
from telegram.error import BadRequest, Conflict

from bot.playground import webhook
from bot.playground.telegram import Telegram

Json = dict[str, Any]


class Receiver:
    """A bare HTTP server that refuses the first `refuse` posts."""

    def __init__(self, refuse: int) -> None:
        self.refuse = refuse
        self.heads: list[str] = []
        self.bodies: list[bytes] = []

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := (await reader.readuntil(b"\r\n\r\n")).decode().lower():
            length = int(head.split("content-length: ")[1].split("\r\n")[0])
            body = await reader.readexactly(length)
            fine = self.refuse <= 0
            self.refuse -= 1
            if fine:
                self.heads.append(head)
                self.bodies.append(body)
            status = b"200 OK" if fine else b"503 Busy"
            writer.write(b"HTTP/1.1 %s\r\ncontent-length: 0\r\n\r\n" % status)


async def test_updates_are_pushed_until_taken(
    telegram: Telegram, bot: ptb.Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "PATIENCE", 0.01)
    receiver = Receiver(refuse=2)
    server = await asyncio.start_server(receiver, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    await telegram.contact(1001).send("bir")
    await bot.set_webhook(f"http://127.0.0.1:{port}/hook", secret_token="s3cret")
    await telegram.contact(1001).send("iki")
    await telegram.until(lambda: len(receiver.bodies) == 2)
    assert [body.count(b'"bir"') for body in receiver.bodies] == [1, 0]
    assert "x-telegram-bot-api-secret-token: s3cret" in receiver.heads[0]
    await telegram.until(lambda: not telegram.updates.waiting)
    assert "503" in (await bot.get_webhook_info()).last_error_message
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates() == ()
    server.close()


async def test_plain_http_is_only_for_this_machine(bot: ptb.Bot) -> None:
    with pytest.raises(BadRequest, match="an https url must be provided"):
        await bot.set_webhook("http://example.org/hook")

"""The stand-in on a loopback port, for as long as a block of code runs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.gateway import serving as gateway
from bot.playground.api import create_app
from bot.playground.telegram import TOKEN, Telegram

LOOPBACK = "127.0.0.1"


@asynccontextmanager
async def serving(
    telegram: Telegram, *, token: str = TOKEN, page: bool = False, port: int = 0
) -> AsyncIterator[str]:
    """Serve in this event loop and give the address, `http://127.0.0.1:<port>`; port 0 takes a free
    one.

    OSError when the port is taken.
    """
    app = create_app(telegram, token=token, page=page)
    async with gateway.serving(app, host=LOOPBACK, port=port) as taken:
        yield f"http://{LOOPBACK}:{taken}"

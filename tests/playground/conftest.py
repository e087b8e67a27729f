"""A stand-in on a loopback port, and the real `telegram.Bot` talking to it."""

from collections.abc import AsyncIterator, Callable

import pytest
import telegram as ptb
from telegram.request import HTTPXRequest

from bot.playground.serving import serving
from bot.playground.telegram import Telegram

TOKEN = "123456:FAKE-TOKEN-FOR-TESTS"


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
async def address(telegram: Telegram) -> AsyncIterator[str]:
    async with serving(telegram, token=TOKEN) as url:
        yield url


@pytest.fixture
async def bot(address: str) -> AsyncIterator[ptb.Bot]:
    async with client(address) as one:
        yield one


@pytest.fixture
def bot_at() -> Callable[..., ptb.Bot]:
    """Makes a client for any address and token."""
    return client


def client(address: str, token: str = TOKEN) -> ptb.Bot:
    """The library's own client, short of patience."""
    request = HTTPXRequest(read_timeout=2, connect_timeout=2, httpx_kwargs={"trust_env": False})
    polling = HTTPXRequest(read_timeout=2, connect_timeout=2, httpx_kwargs={"trust_env": False})
    return ptb.Bot(
        token,
        base_url=f"{address}/bot",
        base_file_url=f"{address}/file/bot",
        request=request,
        get_updates_request=polling,
    )

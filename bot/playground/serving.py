"""The stand-in on a loopback port, for as long as a block of code runs."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn

from bot.playground.api import create_app
from bot.playground.telegram import TOKEN, Telegram

LOOPBACK = "127.0.0.1"


@asynccontextmanager
async def serving(telegram: Telegram, *, token: str = TOKEN, page: bool = False, port: int = 0) -> AsyncIterator[str]:
    """Serve in this event loop and give the address, `http://127.0.0.1:<port>`; port 0 takes a free one.

    OSError when the port is taken.
    """
    # named as TCP, else asyncio leaves Nagle's algorithm on and each answer waits 40 ms for an ACK
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((LOOPBACK, port))
        config = uvicorn.Config(
            create_app(telegram, token=token, page=page),
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=1,
        )
        server = _Server(config)
        task = asyncio.create_task(server.serve([listener]))
        await server.ready.wait()
        try:
            yield f"http://{LOOPBACK}:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            await task


class _Server(uvicorn.Server):
    """uvicorn without its signal handlers (stopping is its owner's business), and with a word when it is up."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

"""A web app on a port, in this event loop, for as long as a block of code runs."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.types import ASGIApp

from bot.gateway.doorway import Doorway


@asynccontextmanager
async def serving(
    app: ASGIApp, *, host: str, port: int, setting: str = "PORT"
) -> AsyncIterator[int]:
    """Serve and give the port, the system's choice for 0; OSError with which `setting` to change
    when it is taken.
    """
    # named as TCP, else asyncio leaves Nagle's algorithm on and each answer waits 40 ms for an ACK
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as error:
            raise OSError(
                f"Port {port} can't be used ({error.strerror}): is a desk or playground open there "
                f"already? If it is another program, set {setting} to a free one."
            ) from None
        server = _Server(
            uvicorn.Config(
                app,
                http=Doorway,
                ws="none",
                log_config=None,
                access_log=False,
                timeout_graceful_shutdown=1,
            )
        )
        task = asyncio.create_task(server.serve([listener]))
        await server.ready.wait()
        try:
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            await task


class _Server(uvicorn.Server):
    """uvicorn without its signal handlers (stopping is its owner's business), and with a word when
    it is up.
    """

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, and say so."""
        await super().startup(sockets)
        self.ready.set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals are the desk's own business."""
        yield

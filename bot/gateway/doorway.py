"""The connections of a web app that anybody can reach: how many there may be, and for how long they
may say nothing whole.

Law: nobody holds a connection without a request. When all are taken the one that has waited longest
for its request makes room; only requests under way are never cut off.
"""

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

MOST = 256  # connections; a process may often have 1,024 files open
PATIENCE = 10.0  # seconds in which a request's head has to arrive


class Doorway(H11Protocol):
    """A connection that waits for its request only so long."""

    most = MOST
    patience = PATIENCE

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.since = self.loop.time()  # when it began to wait for a request
        self._late: asyncio.TimerHandle | None = None

    @property
    def asking(self) -> bool:
        """Whether a request is under way."""
        return self.cycle is not None and not self.cycle.response_complete

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A new caller: its first words are waited for; of too many, the one idle longest goes."""
        super().connection_made(transport)
        self._wait()
        if len(self.connections) > self.most:
            idle = [one for one in self.connections if isinstance(one, Doorway) and not one.asking]
            min(idle, key=lambda one: one.since).turn_away()

    def data_received(self, data: bytes) -> None:
        """Words of a caller; whoever asks is waited for no longer."""
        super().data_received(data)
        if self.asking:
            self._rest()

    def on_response_complete(self) -> None:
        """It has been answered; its next question is waited for."""
        self._wait()
        super().on_response_complete()
        if self.asking:  # the next one has arrived already
            self._rest()

    def connection_lost(self, exc: Exception | None) -> None:
        """The caller is gone."""
        self._rest()
        super().connection_lost(exc)

    def turn_away(self) -> None:
        """Close it at once, whatever was said on it."""
        self._rest()
        if self.conn.our_state is not h11.ERROR:
            self.conn.send_failed()
        self.connections.discard(self)  # it counts no more, even before the system has closed it
        self.transport.abort()

    def _wait(self) -> None:
        self._rest()
        self.since = self.loop.time()
        self._late = self.loop.call_later(self.patience, self._patience_over)

    def _rest(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _patience_over(self) -> None:
        if not self.asking:
            self.turn_away()

"""What an operator's watchers ask: is it alive, is it ready, how does it stand.

Law: on a port of its own, for the operator's network only; nothing here changes anything.
"""

import time
from dataclasses import asdict
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.engine import metrics
from bot.engine.health import healthy, ready
from bot.engine.run import Running
from bot.storage.measures import measures


def create_app(running: Running) -> Starlette:
    """The web app for `/health`, `/ready` and `/metrics`."""

    async def health(_: Request) -> Response:
        """The process lives and its loop turns."""
        return PlainTextResponse("ok")

    async def is_ready(_: Request) -> Response:
        """Whether updates can be kept and answered, and what is missing."""
        found = asdict(await ready(running))
        well = HTTPStatus.OK if all(found.values()) else HTTPStatus.SERVICE_UNAVAILABLE
        return JSONResponse(found, status_code=well)

    async def measured(_: Request) -> Response:
        """The desk in numbers; 503 while the database does not answer."""
        if not await healthy(running):
            return PlainTextResponse(
                "the database does not answer", status_code=HTTPStatus.SERVICE_UNAVAILABLE
            )
        return Response(await _metrics(running), media_type=metrics.FORM)

    return Starlette(
        routes=[Route("/health", health), Route("/ready", is_ready), Route("/metrics", measured)]
    )


async def _metrics(running: Running) -> bytes:
    now, mono = running.clock.now(), time.monotonic()
    measured = await running.database.write(lambda tx: measures(tx, now))
    pace = running.pace
    return metrics.written(
        measured, running.counts, pace=pace.in_use(mono), halted=pace.halted(mono)
    )

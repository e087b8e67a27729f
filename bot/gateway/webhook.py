"""Updates by webhook: kept first, then confirmed with 200. Anybody without the secret is turned
away.
"""

import hmac
import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 — the header's name
_LARGEST = 1_000_000  # bytes; an update is a few kB
Keep = Callable[[dict[str, Any]], Awaitable[None]]


def create_app(url: str, secret: str, keep: Keep) -> Starlette:
    """The web app that Telegram calls; `keep` returns once an update is durable."""

    async def receive(request: Request) -> Response:
        if not hmac.compare_digest(
            request.headers.get(SECRET_HEADER, "").encode(), secret.encode()
        ):
            return PlainTextResponse("forbidden", status_code=403)
        if int(request.headers.get("content-length") or 0) > _LARGEST:
            return PlainTextResponse("too large", status_code=413)
        try:
            raw = json.loads(await request.body())
        except ValueError:
            return PlainTextResponse("not JSON", status_code=400)
        if not isinstance(raw, dict) or not isinstance(raw.get("update_id"), int):
            return PlainTextResponse("not an update", status_code=400)
        await keep(raw)
        return PlainTextResponse("ok")

    async def health(_: Request) -> Response:
        return PlainTextResponse("ok")

    path = urlsplit(url).path or "/"
    return Starlette(routes=[Route("/health", health), Route(path, receive, methods=["POST"])])

"""Updates by webhook: kept first, then confirmed with 200. Anybody without the secret is turned
away.

Source: core.telegram.org/bots/api#setwebhook.
"""

import asyncio
import hmac
import json
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.gateway.platform import Health, Keep
from bot.gateway.telegram.incoming import ALLOWED, number_of

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 — the header's name
_LARGEST = 1_000_000  # bytes; an update is a few kB
_DEEPEST = 60  # values inside one another; an update has some ten
_PATIENCE = 20.0  # seconds in which a body has to arrive


def registration(url: str, secret: str) -> dict[str, Any]:
    """What Telegram is told: where to bring which updates, and how it shows who it is."""
    return {"url": url, "secret_token": secret, "allowed_updates": list(ALLOWED)}


def create_app(url: str, secret: str, *, keep: Keep, healthy: Health) -> Starlette:
    """The web app that Telegram calls; `keep` returns once an update is durable."""

    async def receive(request: Request) -> Response:
        """Keep one update; whoever doesn't know the secret, or sends no update, is refused."""
        if not _knows(request, secret):
            return _said("forbidden", HTTPStatus.FORBIDDEN)
        try:
            async with asyncio.timeout(_PATIENCE):
                body = await _body(request)
        except (TimeoutError, ClientDisconnect):
            return _said("too slow", HTTPStatus.REQUEST_TIMEOUT)
        if body is None:
            return _said("too large", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        try:
            raw = json.loads(body)
        except (ValueError, RecursionError):
            return _said("not JSON", HTTPStatus.BAD_REQUEST)
        if number_of(raw) is None or _is_deep(raw):
            return _said("not an update", HTTPStatus.BAD_REQUEST)
        await keep([raw])
        return _said("ok", HTTPStatus.OK)

    async def health(_: Request) -> Response:
        """Whether updates can be kept."""
        if await healthy():
            return _said("ok", HTTPStatus.OK)
        return _said("the database does not answer", HTTPStatus.SERVICE_UNAVAILABLE)

    path = urlsplit(url).path or "/"
    return Starlette(routes=[Route("/health", health), Route(path, receive, methods=["POST"])])


def _knows(request: Request, secret: str) -> bool:
    given = request.headers.get(SECRET_HEADER, "")
    return hmac.compare_digest(given.encode(), secret.encode())


async def _body(request: Request) -> bytes | None:
    """What arrives, or None once it is more than any update; whatever was said of its size."""
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > _LARGEST:
            return None
        parts.append(part)
    return b"".join(parts)


def _is_deep(raw: Any) -> bool:
    """Whether values lie deeper in one another than in any update, too deep to be written down."""
    level = [raw]
    for _ in range(_DEEPEST):
        inside = [list(one.values()) if isinstance(one, dict) else one for one in level]
        level = [one for held in inside if isinstance(held, list) for one in held]
        if not level:
            return False
    return True


def _said(words: str, status: HTTPStatus) -> Response:
    return PlainTextResponse(words, status_code=status)

"""Updates by webhook: kept first, then confirmed with 200. Anybody without the secret is turned
away.

Source: core.telegram.org/bots/api#setwebhook.
"""

import hmac
import json
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.gateway.platform import Health, Keep
from bot.gateway.telegram.incoming import ALLOWED, number_of

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 — the header's name
_LARGEST = 1_000_000  # bytes; an update is a few kB


def registration(url: str, secret: str) -> dict[str, Any]:
    """What Telegram is told: where to bring which updates, and how it shows who it is."""
    return {"url": url, "secret_token": secret, "allowed_updates": list(ALLOWED)}


def create_app(url: str, secret: str, *, keep: Keep, healthy: Health) -> Starlette:
    """The web app that Telegram calls; `keep` returns once an update is durable."""

    async def receive(request: Request) -> Response:
        if not _knows(request, secret):
            return _said("forbidden", HTTPStatus.FORBIDDEN)
        if int(request.headers.get("content-length") or 0) > _LARGEST:
            return _said("too large", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        try:
            raw = json.loads(await request.body())
        except (ValueError, RecursionError):
            return _said("not JSON", HTTPStatus.BAD_REQUEST)
        if number_of(raw) is None:
            return _said("not an update", HTTPStatus.BAD_REQUEST)
        await keep([raw])
        return _said("ok", HTTPStatus.OK)

    async def health(_: Request) -> Response:
        if await healthy():
            return _said("ok", HTTPStatus.OK)
        return _said("the database does not answer", HTTPStatus.SERVICE_UNAVAILABLE)

    path = urlsplit(url).path or "/"
    return Starlette(routes=[Route("/health", health), Route(path, receive, methods=["POST"])])


def _knows(request: Request, secret: str) -> bool:
    given = request.headers.get(SECRET_HEADER, "")
    return hmac.compare_digest(given.encode(), secret.encode())


def _said(words: str, status: HTTPStatus) -> Response:
    return PlainTextResponse(words, status_code=status)

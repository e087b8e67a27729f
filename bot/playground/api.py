"""The stand-in over HTTP: /bot<token>/<method> and /file/bot<token>/<path>, served by Starlette.

Law: bytes come in, bytes go out; what a call means is decided in `methods`.
"""

import asyncio
import json
import socket
import struct
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qsl, unquote

from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send

from bot.playground import methods
from bot.playground.errors import ApiError, bad_request, too_many
from bot.playground.faults import BrokenJson, Fault, Hang, Page, Refuse, Reset, Slow, TooMany
from bot.playground.params import Params, Upload
from bot.playground.telegram import TOKEN, Telegram
from bot.playground.webhook import deliver

Json = dict[str, Any]

BAD_GATEWAY = b"<html><head><title>%d</title></head><body><h1>Bad Gateway</h1></body></html>"
BROWSERS = (b"origin", b"referer")  # headers that only they send
LOOPBACK = (b"127.0.0.1", b"localhost", b"[::1]")


def create_app(telegram: Telegram, *, token: str = TOKEN, page: bool = False) -> Starlette:
    """The stand-in as an ASGI application; `page=True` adds the playground's page at /."""
    routes: list[BaseRoute] = [BotApi(telegram, token)]
    if page:
        # the page is not wanted in tests and benchmarks
        from bot.playground.page import page_routes

        routes += page_routes(telegram)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(deliver(telegram))
        yield
        task.cancel()
        telegram.world.store.commit()

    return Starlette(routes=routes, lifespan=lifespan)


class BotApi(BaseRoute):
    """Everything below /bot and /file/bot; a raw route, as it is the yardstick of the benchmark."""

    def __init__(self, telegram: Telegram, token: str) -> None:
        self.telegram = telegram
        self.bot = f"/bot{token}/"
        self.file = f"/file/bot{token}/"

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Every call of a bot, whatever its token."""
        path = scope.get("path", "")
        mine = scope["type"] == "http" and path.startswith(("/bot", "/file/bot"))
        return (Match.FULL if mine else Match.NONE), {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a call, or give a file; a stranger's page and a wrong token are refused."""
        path = scope["path"]
        if foreign(scope):
            await plain(send, 403, b"Forbidden", b"text/plain")
        elif path.startswith(self.bot):
            await self._call(path[len(self.bot) :], Request(scope, receive), send)
        elif path.startswith(self.file):
            await self._file(path[len(self.file) :])(scope, receive, send)
        else:
            await answer(send, 401, methods.refusal(ApiError(401, "Unauthorized")))

    async def _call(self, method: str, request: Request, send: Send) -> None:
        name = methods.NAMES.get(method.lower())
        if name is None:
            await answer(send, 404, methods.refusal(ApiError(404, "Not Found: method not found")))
            return
        try:
            params = await read(request)
        except ApiError as error:
            await answer(send, error.code, methods.refusal(error))
            return
        fault = (
            self.telegram.faults.next(name, methods.chat_of(params))
            if self.telegram.faults.rules
            else None
        )
        if fault is not None:
            await self._spoil(fault, name, params, request, send)
        elif name == "getUpdates":
            await self._poll(params, request, send)
        else:
            await answer(send, *await methods.call(self.telegram, name, params))

    async def _poll(self, params: Params, request: Request, send: Send) -> None:
        """A long poll ends when its caller is gone, so that a killed bot holds nothing up."""
        work = asyncio.ensure_future(methods.call(self.telegram, "getUpdates", params))
        gone = asyncio.ensure_future(request.receive())
        await asyncio.wait([work, gone], return_when=asyncio.FIRST_COMPLETED)
        gone.cancel()
        if work.done():
            await answer(send, *work.result())
        else:
            work.cancel()

    async def _spoil(
        self, fault: Fault, name: str, params: Params, request: Request, send: Send
    ) -> None:
        """Let a call go wrong as ordered."""
        telegram, at = self.telegram, time.monotonic()
        if isinstance(fault, Slow):
            before = await methods.call(telegram, name, params) if fault.handled else None
            await asyncio.sleep(fault.seconds)
            await answer(send, *(before or await methods.call(telegram, name, params)))
            return
        status, reply = outcome(fault)
        if isinstance(fault, Hang | Reset | BrokenJson) and fault.handled:
            await methods.call(telegram, name, params)
        else:
            # a call that fails is a call all the same
            telegram.flood.check(name, methods.chat_of(params), at)
            methods.note(telegram, name, params, at, status, reply)
        if isinstance(fault, TooMany):
            telegram.flood.halt(fault.retry_after, at)
        if isinstance(fault, Hang | Reset | BrokenJson):
            await _lose(fault, request, send)
        elif reply is None:
            await plain(send, status, BAD_GATEWAY % status, b"text/html")
        else:
            await answer(send, status, reply)

    def _file(self, path: str) -> Response:
        found = next(
            (
                key
                for key, kept in self.telegram.world.files.items()
                if kept["path"] == unquote(path)
            ),
            None,
        )
        if found is None:
            return JSONResponse(methods.refusal(ApiError(404, "Not Found")), 404)
        return Response(
            self.telegram.world.file_bytes(found), media_type="application/octet-stream"
        )


def foreign(scope: Scope) -> bool:
    """Whether a web page is calling, by whatever means, or a name that was rebound to this machine.

    A picture or a link is asked for without an Origin, but no browser keeps quiet about being one.
    """
    headers = dict(scope["headers"])
    browser = headers.get(b"user-agent", b"").lower().startswith(b"mozilla/")
    named = any(name in BROWSERS or name.startswith(b"sec-") for name in headers)
    host = headers.get(b"host", b"")
    return browser or named or _name(host) not in LOOPBACK


def _name(host: bytes) -> bytes:
    """The name without its port."""
    name, colon, port = host.rpartition(b":")
    return (name if colon and port.isdigit() else host).lower()


def outcome(fault: Fault) -> tuple[int, Json | None]:
    """Status and envelope that the bot gets; 0 for no answer, None for one that is not JSON."""
    match fault:
        case TooMany(retry_after):
            return 429, methods.refusal(too_many(retry_after))
        case Refuse(code, description):
            return code, methods.refusal(ApiError(code, description))
        case Page(code):
            return code, None
    return 0, None


async def _lose(fault: Hang | Reset | BrokenJson, request: Request, send: Send) -> None:
    """The three ways in which an answer does not arrive."""
    if isinstance(fault, BrokenJson):
        await plain(send, 200, b'{"ok":true,"result":{"message_id":', b"application/json")
        return
    if isinstance(fault, Hang):
        gone = asyncio.ensure_future(request.receive())
        await asyncio.wait([gone], timeout=fault.seconds)
        gone.cancel()
    # uvicorn keeps the connection on the object that `receive` belongs to; ASGI itself knows no
    # reset
    transport = getattr(getattr(request.receive, "__self__", None), "transport", None)
    if transport is not None and not transport.is_closing():
        connection = transport.get_extra_info("socket")
        if connection is not None:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
    # until uvicorn has noticed, else it would answer 500 into the closed connection
    await asyncio.sleep(0.01)


async def read(request: Request) -> Params:
    """The call's parameters from query string and body."""
    values: dict[str, Any] = dict(
        parse_qsl(request.scope["query_string"].decode(), keep_blank_values=True)
    )
    kind = request.headers.get("content-type", "")
    if kind.startswith("multipart/form-data"):
        return await _multipart(request, values)
    body = await _body(request)
    if kind.startswith("application/json"):
        try:
            values |= json.loads(body or b"{}")
        except (ValueError, TypeError):
            raise bad_request("can't parse JSON object") from None
    elif body:
        values |= parse_qsl(body.decode(), keep_blank_values=True)
    return Params(values)


async def _body(request: Request) -> bytes:
    """The body, also of a caller who is gone: what has arrived whole takes effect, as at
    Telegram.
    """
    try:
        return await request.body()
    except ClientDisconnect:
        # uvicorn's own state; ASGI hides it after the end
        arrived = getattr(request.receive, "__self__", None)
        if arrived is None or arrived.more_body:
            raise
        return bytes(arrived.body)


async def _multipart(request: Request, values: dict[str, Any]) -> Params:
    uploads: dict[str, Upload] = {}
    async with request.form(max_part_size=64 * 1024 * 1024) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                mime = value.content_type or "application/octet-stream"
                uploads[name] = Upload(value.filename or "file", await value.read(), mime)
            else:
                values[name] = value
    return Params(values, uploads)


async def answer(send: Send, status: int, envelope: Json) -> None:
    """Send a JSON envelope."""
    body = json.dumps(envelope).encode()  # escaped, as Telegram's is: half a letter comes through
    await plain(send, status, body, b"application/json")


async def plain(send: Send, status: int, body: bytes, kind: bytes) -> None:
    """Send bytes of a content type."""
    headers = [(b"content-type", kind), (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})

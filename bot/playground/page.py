"""The playground's page over HTTP: static files, the state, live news, acts and files.

Law: only this machine's browser, only from this page: a foreign Host (DNS rebinding) or Origin is
refused, and acts are JSON, which other web pages can't send without asking first.
"""

import asyncio
import json
import mimetypes
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from bot.playground import snapshot
from bot.playground.acts import act
from bot.playground.contacts import Contact
from bot.playground.demo import populate
from bot.playground.people import CantDo
from bot.playground.telegram import Telegram

Json = dict[str, Any]
Handler = Callable[[Request], Awaitable[Response]]

STATIC = Path(__file__).parent / "static"
HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})
LARGEST = 30 * 1024 * 1024  # bytes of an act, files in it included
WORDS = 5  # of a contact's last messages, which a preview tries
BEAT = 15.0  # seconds between two signs of life on a quiet stream
PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def page_routes(telegram: Telegram) -> list[BaseRoute]:
    """The page at / and what it asks for below /playground/; puts the demonstration's people in."""
    populate(telegram)
    desk = _Desk(telegram)
    return [
        Route("/", guarded(_static)),
        Route("/static/{name}", guarded(_static)),
        Route("/playground/state", guarded(desk.state)),
        Route("/playground/events", guarded(desk.events)),
        Route("/playground/files/{file_id}", guarded(desk.file)),
        Route("/playground/act", guarded(desk.act), methods=["POST"]),
        Route("/playground/preview", guarded(desk.preview), methods=["POST"]),
        Route("/playground/why", guarded(desk.why), methods=["POST"]),
    ]


def guarded(handler: Handler) -> Handler:
    """The handler behind the check of Host and Origin, with the page's headers on each answer."""

    async def answer(request: Request) -> Response:
        response = await handler(request) if trusted(request) else Response("Forbidden", 403)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return answer


def trusted(request: Request) -> bool:
    """Whether the request is for a loopback name and comes from this very page (or from no
    page).
    """
    host, origin = request.headers.get("host", ""), request.headers.get("origin")
    if urlsplit(f"//{host}").hostname not in HOSTS:
        return False
    return origin in (None, f"http://{host}") and request.headers.get("sec-fetch-site", "none") in (
        "none",
        "same-origin",
    )


async def _static(request: Request) -> Response:
    path = STATIC / request.path_params.get("name", "index.html")
    if path.parent != STATIC or not path.is_file():
        return Response("Not found", 404)
    return Response(path.read_bytes(), media_type=mimetypes.guess_type(path.name)[0])


class _Desk:
    """The handlers that need the stand-in."""

    def __init__(self, telegram: Telegram) -> None:
        self.telegram = telegram

    async def state(self, _: Request) -> Response:
        telegram = self.telegram
        can = {
            "previews": telegram.preview is not None,
            "whys": telegram.why is not None,
            "scenes": telegram.scenes.titles() if telegram.scenes else [],
            "working": telegram.working,
        }
        return JSONResponse(snapshot.whole(telegram) | can)

    async def act(self, request: Request) -> Response:
        """An act as JSON; 400 with the reason when an app would not let a person do it."""
        if (refused := _refused(request)) is not None:
            return refused
        try:
            return JSONResponse({"result": _plain(await act(self.telegram, await request.json()))})
        except CantDo as error:
            return JSONResponse({"error": str(error)}, 400)
        except (KeyError, TypeError, ValueError):
            return JSONResponse({"error": "This is not possible any more."}, 400)

    def _contact(self, number: int) -> Contact:
        if number not in self.telegram.world.users:
            raise KeyError(number)
        return self.telegram.contact(number)

    async def preview(self, request: Request) -> Response:
        """What an editor sees of the entry shown last to a contact; null where none was."""
        if (refused := _refused(request)) is not None:
            return refused
        try:
            asked = await request.json()
            codes, typed = _shown(self._contact(int(asked["contact"])))
            typed = [*map(str, asked.get("typed", ())), *typed]
        except (AttributeError, KeyError, TypeError, ValueError):
            return JSONResponse({"error": "This is not possible any more."}, 400)
        look, others = self.telegram.preview, asked.get("others") is True
        found = await asyncio.to_thread(look, codes, typed, others=others) if look else None
        return JSONResponse(found)

    async def why(self, request: Request) -> Response:
        """How a contact's words were understood; null where nobody asked what they mean."""
        if (refused := _refused(request)) is not None:
            return refused
        try:
            asked = await request.json()
            contact, words = self._contact(int(asked["contact"])), str(asked["words"])
        except (AttributeError, KeyError, TypeError, ValueError):
            return JSONResponse({"error": "This is not possible any more."}, 400)
        language = "en" if asked.get("language") == "en" else "tr"
        look = self.telegram.why
        return JSONResponse(look(contact.user_id, words, language) if look else None)

    async def events(self, _: Request) -> Response:
        return StreamingResponse(self._news(), media_type="text/event-stream")

    async def _news(self) -> AsyncIterator[str]:
        """Server-sent events: each change as one JSON object."""
        queue: asyncio.Queue[Json] = asyncio.Queue()
        self.telegram.listeners.add(queue.put_nowait)
        try:
            yield "retry: 1000\n\n"
            while True:
                try:
                    news = await asyncio.wait_for(queue.get(), BEAT)
                    yield f"data: {json.dumps(news, ensure_ascii=False)}\n\n"
                except TimeoutError:
                    yield ": quiet\n\n"
        finally:
            self.telegram.listeners.discard(queue.put_nowait)

    async def file(self, request: Request) -> Response:
        """A file of a message; only pictures are shown in place, all else is saved."""
        kept = self.telegram.world.files.get(request.path_params["file_id"])
        if kept is None:
            return Response("Not found", 404)
        mime = kept["about"]["mime_type"]
        shown = mime in PICTURES
        headers = {"Content-Security-Policy": "default-src 'none'; sandbox"}
        if not shown:
            headers["Content-Disposition"] = "attachment"
        body = self.telegram.world.file_bytes(request.path_params["file_id"])
        return Response(
            body, media_type=mime if shown else "application/octet-stream", headers=headers
        )


def _refused(request: Request) -> Response | None:
    """The answer to what is no act of this page, or None."""
    if not request.headers.get("content-type", "").startswith("application/json"):
        return JSONResponse({"error": "JSON expected."}, 415)
    if int(request.headers.get("content-length") or 0) > LARGEST:
        return JSONResponse({"error": "The file is too large."}, 413)
    return None


def _shown(contact: Contact) -> tuple[list[list[str]], list[str]]:
    """The codes below the bot's messages, newest first, and the contact's own last words."""
    messages = contact.messages[::-1]
    rows = [one.get("reply_markup", {}).get("inline_keyboard", []) for one in messages]
    codes = [
        [key["callback_data"] for row in below for key in row if "callback_data" in key]
        for below in rows
    ]
    own = [
        one["text"] for one in messages if one["from"]["id"] == contact.user_id and "text" in one
    ]
    return codes, [text for text in own if not text.startswith("/")][:WORDS]


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int) else None

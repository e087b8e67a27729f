"""The webhook's door: whoever comes, with whatever, the desk goes on; memory and files last."""

import asyncio
import json
import resource
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from bot.gateway import doorway
from bot.gateway.platform import Raw
from bot.gateway.serving import serving
from bot.gateway.telegram.webhook import SECRET_HEADER, create_app

SECRET = {SECRET_HEADER: "long-random-word"}
HOST = "127.0.0.1"
HALF = b"POST /hook HTTP/1.1\r\nHost: x\r\nContent-Le"


class Door:
    """A webhook on a port, and what was kept of what came to it."""

    def __init__(self) -> None:
        self.kept: list[Raw] = []
        self.port = 0

    async def keep(self, raw: Any) -> None:
        json.dumps(raw)  # as the inbox does
        self.kept += raw

    async def connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection(HOST, self.port)

    async def post(self, body: Any, headers: dict[str, str] = SECRET) -> int:
        async with httpx.AsyncClient(trust_env=False, timeout=20) as client:
            url = f"http://{HOST}:{self.port}/hook"
            return (await client.post(url, content=body, headers=headers)).status_code


async def fine() -> bool:
    return True


@asynccontextmanager
async def opened() -> AsyncIterator[Door]:
    door = Door()
    app = create_app(
        "https://desk.example/hook", SECRET[SECRET_HEADER], keep=door.keep, healthy=fine
    )
    async with serving(app, host=HOST, port=0) as door.port:
        yield door


async def test_a_body_is_measured_as_it_arrives() -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        yield b'{"update_id": 7, "x": "'
        for _ in range(600):
            sent += 1
            yield b"x" * 100_000
        yield b'"}'

    async with opened() as door:
        try:
            assert await door.post(endless()) == 413
        except httpx.TransportError:  # closed in the middle: as good
            assert sent < 600
        assert door.kept == []
        assert await door.post(json.dumps({"update_id": 8})) == 200


@pytest.mark.parametrize("depth", [61, 900, 100_000])
@pytest.mark.parametrize(("open_", "close"), [("[", "]"), ('{"a":', "}")])
async def test_deep_json_is_refused(depth: int, open_: str, close: str) -> None:
    body = '{"update_id": 7, "a": ' + open_ * depth + "1" + close * depth + "}"
    async with opened() as door:
        assert await door.post(body) == 400
        assert door.kept == []


@pytest.mark.parametrize(
    "number", ["9223372036854775808", "-" + "9" * 30, "9" * 5_000, "1e999", "NaN", "true", '"7"']
)
async def test_a_number_that_no_update_has_is_refused(number: str) -> None:
    async with opened() as door:
        assert await door.post('{"update_id": ' + number + "}") == 400
        assert door.kept == []


async def test_an_update_of_the_usual_depth_is_kept() -> None:
    raw: dict[str, Any] = {"update_id": 7, "a": 1}
    for _ in range(20):
        raw = {"update_id": 7, "reply": [raw]}
    async with opened() as door:
        assert await door.post(json.dumps(raw)) == 200
        assert door.kept == [raw]


@pytest.fixture
def few_files() -> Iterator[None]:
    """As many open files as a service often has."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4_096), hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.usefixtures("few_files")
@pytest.mark.parametrize("said", [HALF, b"", b"GET /hook HTTP/1.1\r\nHost: x\r\n"])
async def test_half_sent_requests_hold_nobody_up(
    said: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[doorway.Doorway] = []
    made = doorway.Doorway.connection_made

    def connection_made(one: doorway.Doorway, transport: asyncio.Transport) -> None:
        made(one, transport)
        seen.append(one)

    monkeypatch.setattr(doorway.Doorway, "connection_made", connection_made)
    async with opened() as door:
        ends = []
        for _ in range(1_200):
            reader, writer = await door.connect()
            writer.write(said)
            ends.append((reader, writer))
        assert await door.post(json.dumps({"update_id": 8})) == 200
        assert len(seen) > 1_200
        assert len(seen[0].connections) <= doorway.MOST
        for _, writer in ends:
            writer.close()


async def test_a_request_that_never_comes_whole_is_turned_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(doorway.Doorway, "patience", 0.3)
    async with opened() as door:
        reader, writer = await door.connect()
        writer.write(HALF)
        ended = asyncio.ensure_future(reader.read(1))
        async with asyncio.timeout(3):
            while not ended.done():
                writer.write(b"x")  # a letter now and then buys no time
                await asyncio.sleep(0.05)
        assert ended.exception() or ended.result() == b""


async def test_after_an_answer_the_next_request_has_to_come_in_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(doorway.Doorway, "patience", 0.3)
    async with opened() as door:
        reader, writer = await door.connect()
        writer.write(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
        assert (await reader.readuntil(b"ok")).startswith(b"HTTP/1.1 200")
        writer.write(HALF)
        async with asyncio.timeout(3):
            with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
                await reader.readexactly(1)


async def test_requests_under_way_are_not_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doorway.Doorway, "patience", 0.2)
    monkeypatch.setattr(doorway.Doorway, "most", 3)
    go_on = asyncio.Event()
    async with opened() as door:
        keep = door.keep

        async def slow(raw: Any) -> None:
            await go_on.wait()
            await keep(raw)

        door.keep = slow  # type: ignore[method-assign]
        app = create_app("https://x/hook", SECRET[SECRET_HEADER], keep=door.keep, healthy=fine)
        async with serving(app, host=HOST, port=0) as door.port:
            posts = [asyncio.create_task(door.post(json.dumps({"update_id": n}))) for n in (1, 2)]
            await asyncio.sleep(0.5)
            crowd = [await door.connect() for _ in range(10)]
            go_on.set()
            assert await asyncio.gather(*posts) == [200, 200]
            for _, writer in crowd:
                writer.close()

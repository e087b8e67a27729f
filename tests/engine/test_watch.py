"""What watchers hear of a desk: whether it is alive and ready, and how it stands in numbers."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import structlog

from bot.domain.outbox import Lane
from bot.domain.tickets import Status
from bot.engine import metrics
from bot.engine.counts import Counts
from bot.engine.watch import create_app
from bot.playground.faults import Refuse
from bot.playground.serving import LOOPBACK
from bot.storage.database import LeaseLost
from bot.storage.measures import Measures, Waiting
from tests.world import World, sqlite_url, world

EXAMPLES = Path(__file__).parents[2] / "deploy"


@asynccontextmanager
async def watched(folder: Path, port: int) -> AsyncIterator[tuple[World, httpx.AsyncClient]]:
    """A desk with a door for watchers, and one who asks how it is."""
    async with (
        world(sqlite_url(folder), watch_port=port) as desk,
        httpx.AsyncClient(base_url=f"http://{LOOPBACK}:{port}", trust_env=False) as client,
    ):
        yield desk, client


def numbers(text: str) -> dict[str, float]:
    """What a scraper reads."""
    rows = (line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    return {name: float(value) for name, value in rows}


async def test_a_watcher_hears_how_it_is_and_sees_nobody(
    tmp_path: Path, free_tcp_port: int
) -> None:
    async with watched(tmp_path, free_tcp_port) as (desk, client):
        await desk.rest()
        desk.telegram.fail(Refuse(400, "Bad Request: no such thing"), method="sendMessage")
        await desk.telegram.contact(1001, "Zümrüt").send("/start")
        await desk.rest()
        await desk.telegram.contact(1001).send("/yardim")
        await desk.rest()
        assert (await client.get("/health")).text == "ok"
        assert set((await client.get("/ready")).json().values()) == {True}
        said = (await client.get("/metrics")).text
    assert not re.search("1001|Zümrüt|telegram:", said)
    found = numbers(said)
    assert found["destek_updates_waiting"] == 0
    assert found["destek_updates_handled_total"] >= 1
    assert found["destek_halts_total"] == 0
    assert found['destek_deliveries_total{lane="reply",outcome="sent"}'] >= 1
    assert found['destek_deliveries_total{lane="reply",outcome="message"}'] == 1
    assert found['destek_tickets{state="new"}'] == 0


async def test_it_lives_but_is_not_ready_without_a_database_of_its_own_or_while_it_ends(
    tmp_path: Path, free_tcp_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with watched(tmp_path, free_tcp_port) as (desk, _):
        door = httpx.ASGITransport(create_app(desk.running))
        async with httpx.AsyncClient(transport=door, base_url="http://desk") as client:
            for trouble, missing in (
                (OSError("away"), {"database", "lease"}),
                (LeaseLost("taken"), {"lease"}),
            ):

                async def failing(_work: Any, trouble: Exception = trouble) -> None:
                    raise trouble

                with monkeypatch.context() as broken:
                    broken.setattr(desk.running.database, "write", failing)
                    assert (await client.get("/health")).status_code == 200
                    assert (await client.get("/metrics")).status_code == 503
                    said = await client.get("/ready")
                assert said.status_code == 503
                assert {name for name, well in said.json().items() if not well} == missing
            desk.running.stopping.set()
            assert (await client.get("/ready")).json()["running"] is False


def test_every_lane_and_state_has_its_number() -> None:
    nothing = Waiting(0, 0.0)
    measured = Measures(
        nothing, 0, dict.fromkeys(Lane, nothing), dict.fromkeys(Status, 2), 1, {"answer": 3}
    )
    counts = Counts(handled=4, halts=1)
    counts.call(Lane.TAP, "call")
    found = numbers(metrics.written(measured, counts, pace=0.5, halted=1.25).decode())
    assert {f'destek_deliveries_waiting{{lane="{lane.name.lower()}"}}' for lane in Lane} <= set(
        found
    )
    assert found['destek_tickets{state="pending"}'] == 2
    assert found['destek_searches_total{outcome="answer"}'] == 3
    assert found['destek_deliveries_total{lane="tap",outcome="call"}'] == 1
    assert (found["destek_pace_in_use"], found["destek_halted_seconds"]) == (0.5, 1.25)


@pytest.mark.parametrize("name", ["alerts.yaml", "dashboard.json"])
def test_what_the_examples_look_at_is_there(name: str) -> None:
    nothing = Waiting(0, 0.0)
    measured = Measures(nothing, 0, {Lane.REPLY: nothing}, {Status.NEW: 0}, 0, {"answer": 0})
    counts = Counts()
    counts.call(Lane.TAP, None)
    there = numbers(metrics.written(measured, counts, pace=0.0, halted=0.0).decode())
    example = (EXAMPLES / name).read_text(encoding="utf-8")
    wanted = set(re.findall(r"\bdestek_[a-z_]+", example))
    assert wanted
    assert wanted <= {one.partition("{")[0] for one in there}


@contextmanager
def overheard() -> Iterator[list[dict[str, Any]]]:
    """What is logged meanwhile, as it is."""
    before = structlog.get_config()
    lines: list[dict[str, Any]] = []

    def hear(_logger: Any, _name: str, line: Any) -> Any:
        lines.append(dict(line))
        raise structlog.DropEvent

    structlog.configure(
        processors=[structlog.contextvars.merge_contextvars, hear],
        wrapper_class=structlog.make_filtering_bound_logger(0),
    )
    try:
        yield lines
    finally:
        structlog.configure(**before)


async def test_one_name_leads_from_an_update_through_all_that_follows(tmp_path: Path) -> None:
    """Also through what follows from a call's result: a thread's card and its words."""
    with overheard() as lines:
        async with world(sqlite_url(tmp_path)) as desk:
            person = desk.telegram.contact(1001)
            await desk.rest()
            await person.send("/uzman")
            await desk.rest()
            await person.send("Derneğimizin kapısı mavi olabilir mi?")
            await desk.rest()
            lines.clear()
            await person.tap(person.messages[0], "i|send", forged=True)
            await desk.rest()
            await asyncio.sleep(0)
    (update_,) = {line["origin"] for line in lines if line["event"] == "handled"}
    spoken = [line for line in lines if line["event"] == "spoken"]
    assert {"OpenThread", "AnswerTap"} <= {line["act"] for line in spoken}
    assert {line["origin"] for line in spoken} == {update_}
    assert len(spoken) > 3

"""How loops go on after trouble, and how the desk says whether it is well."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.engine import health, run
from bot.engine.health import healthy
from bot.engine.run import Outage, steadily
from bot.storage.database import LeaseLost
from tests.world import sqlite_url, world


async def test_a_desk_is_well_while_its_database_answers_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(_work: Any) -> None:
        await asyncio.sleep(5)

    async def away(_work: Any) -> None:
        raise OSError("away")

    async with world(sqlite_url(tmp_path)) as desk:
        assert await healthy(desk.running)
        for trouble in (never, away):
            with monkeypatch.context() as broken:
                broken.setattr(health, "PATIENCE", 0.2)
                broken.setattr(desk.running.database, "write", trouble)
                assert not await healthy(desk.running)
        assert await healthy(desk.running)


async def test_a_loop_goes_on_after_trouble_but_not_beside_another_desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "_FIRST_PAUSE", 0.01)
    troubles: list[Exception] = [ValueError("x"), OSError("y"), LeaseLost("Another desk …")]

    async def turn() -> None:
        raise troubles.pop(0)

    async with world(sqlite_url(tmp_path)) as desk:
        with pytest.raises(LeaseLost, match="Another desk"):
            await steadily(desk.running, "test", turn)
    assert troubles == []


def test_an_outage_is_news_once_until_it_has_been_over_for_a_while() -> None:
    outage = Outage()
    assert outage.over(0.0) is None
    assert [outage.met(at) for at in (1.0, 2.0, 40.0)] == [True, False, False]
    assert outage.over(80.0) is None  # a disk that is full lets a small write through now and then
    assert not outage.met(90.0)
    assert outage.over(151.0) == 89.0
    assert outage.over(152.0) is None
    assert outage.met(200.0)

"""How loops go on after trouble, and how the desk says whether it is well."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.engine import health, run
from bot.engine.health import healthy
from bot.engine.run import steadily
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

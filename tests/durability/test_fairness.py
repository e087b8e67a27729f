"""Whoever floods keeps nobody else waiting.

Law: a short run counts the calls that others wait behind, which no busy machine changes; `make
soak` measures how long they wait.
"""

import asyncio
from pathlib import Path

import pytest

from bot.playground.contacts import Contact
from tests.bench.fairness import CALM, OTHERS, TARGET, WAYS, Act, Size, compare, p95
from tests.durability.desk_process import small_content
from tests.world import World, sqlite_url, world

REAL = {"pace_per_second": 28, "pace_group_per_minute": 19, "pace_chat_burst": 5}
FLOOD, QUESTIONS = 200, 2  # acts at once; questions that somebody else asks meanwhile
MOST_BETWEEN = 8  # calls: what was under way, and a fair share of those who wait
FLOODS = {way: act for way, act in WAYS.items() if way != CALM}


@pytest.mark.parametrize("act", FLOODS.values(), ids=FLOODS)
async def test_behind_a_flood_nobody_waits_for_more_than_a_few_calls(
    tmp_path: Path, act: Act
) -> None:
    async with world(sqlite_url(tmp_path), faq_dir=small_content(tmp_path), **REAL) as desk:
        flooder, other = desk.telegram.contact(5001), desk.telegram.contact(1001)
        await flooder.send("/start")
        await other.send("/start faq_1-10")
        await other.hears("Gövde 10")
        await desk.telegram.quiet(0.3)
        for n in range(FLOOD):
            await act(flooder, n)
        waits = [await behind(desk, other, n) for n in range(1, QUESTIONS + 1)]
        assert max(waits) <= MOST_BETWEEN, waits


async def behind(desk: World, other: Contact, n: int) -> int:
    """How many calls the desk made for others between a question and its answer."""
    await other.send(f"/start faq_1-{n}")
    await desk.telegram.until(lambda: not desk.telegram.updates.waiting)
    before = len(desk.telegram.calls)
    await other.hears(f"Gövde {n}", within=20)
    await asyncio.sleep(0.5)  # nobody asks without a breath between
    answers = [
        at
        for at, call in enumerate(desk.telegram.calls)
        if f"Gövde {n}" in str(call.params.get("text")) and at >= before
    ]
    return answers[0] - before if answers else 0


@pytest.mark.soak
def test_others_wait_hardly_longer_while_one_floods() -> None:
    found = compare(Size(OTHERS, 20.0, 40.0), 3, WAYS)
    ratios = {way: p95(found[way]) / p95(found[CALM]) for way in FLOODS}
    print(ratios)
    assert max(ratios.values()) <= TARGET, ratios

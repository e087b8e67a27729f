"""Random histories of a whole desk, and the laws that none of them may break; `make soak` has more
and longer ones, and shows of one that breaks a law the shortest that still does.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.databases import ready_postgres_url, ready_sqlite_url
from tests.durability.courtroom import Court
from tests.durability.histories import Act, history
from tests.durability.told import Line, Place, lines, moments, out_of_order

LAWS = {"words", "notes", "dates that passed", "queues", "queues in a crowd", "restarts"}
NOW = datetime(2026, 3, 10, 8, tzinfo=UTC)


async def test_a_history_breaks_no_law(database_url: str) -> None:
    court = Court(database_url)
    await court.plays(history(1, 40))
    assert {law for law, times in court.seen.items() if times} == LAWS


Fresh = Callable[[], str]


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], str]:
    """The address of another empty database each time, of each kind."""
    if request.param == "sqlite":
        return lambda: ready_sqlite_url(tmp_path_factory.mktemp("laws"))
    server: str = request.getfixturevalue("postgres")
    return lambda: ready_postgres_url(server)


@pytest.mark.soak
@pytest.mark.parametrize("first", range(1000, 1040, 10))
async def test_ten_long_histories_break_no_law(
    fresh: Fresh, first: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STATE_DIR", str(tmp_path))

    async def broken(acts: Sequence[Act]) -> str:
        try:
            await Court(fresh()).plays(acts)
        except (AssertionError, TimeoutError) as error:
            return repr(error)
        return ""

    for seed in range(first, first + 10):
        acts = history(seed, 80)
        if why := await broken(acts):
            shortest = await smallest(acts, broken)
            pytest.fail(f"seed {seed}: {why}; the shortest: {shortest}, {await broken(shortest)}")


async def smallest(
    acts: Sequence[Act], broken: Callable[[Sequence[Act]], Awaitable[str]]
) -> Sequence[Act]:
    """What is left when everything is taken away without which a law is broken all the same."""
    size = len(acts) // 2
    while size:
        for at in range(0, len(acts), size):
            fewer = [*acts[:at], *acts[at + size :]]
            if len(fewer) < len(acts) and await broken(fewer):
                acts = fewer
                break
        else:
            size //= 2
    return acts


def test_of_a_history_that_breaks_a_law_what_matters_is_left() -> None:
    acts = [Act("adds", n) for n in range(40)]

    async def broken(left: Sequence[Act]) -> str:
        return "broken" if {acts[3], acts[30]} <= set(left) else ""

    assert asyncio.run(smallest(acts, broken)) == [acts[3], acts[30]]


def test_a_moment_is_read_as_it_is_told() -> None:
    told = "Yanıt en geç: 31 Aralık Perşembe, saat 18.00"
    assert list(moments(told, NOW)) == [datetime(2025, 12, 31, 15, tzinfo=UTC)]
    assert list(moments(told, NOW + timedelta(days=200))) == [
        datetime(2026, 12, 31, 15, tzinfo=UTC)
    ]


QUEUE = """Açık talepler: 4, tarihe göre
🚨 #7 · konusuz · yeni · en geç 10 Mart Salı, saat 18.00
⚠️ #3 · konusuz · Elif · gecikti, yeni tarih 13 Mart Cuma, saat 18.00
#4 · konusuz · yeni · en geç 12 Mart Perşembe, saat 18.00
#5 · konusuz · Elif · sıra danışanda"""


def test_the_queue_is_read_as_it_is_told() -> None:
    found = lines(QUEUE, NOW)
    assert [(one.number, one.place) for one in found] == [
        (7, Place.URGENT),
        (3, Place.LATE),
        (4, Place.DUE),
        (5, Place.ANSWERED),
    ]
    assert out_of_order(found, set(), timedelta(days=3)) == []
    assert len(out_of_order(found[::-1], set(), timedelta(days=3))) == 6


@pytest.mark.parametrize(
    ("first", "later", "wrong"),
    [(set(), 0, 0), (set(), 1, 1), ({1}, 3, 0), ({1}, 4, 1), ({2}, 0, 1), ({1, 2}, 1, 1)],
)
def test_who_comes_first_passes_what_is_due_little_sooner(
    first: set[int], later: int, wrong: int
) -> None:
    before, after = (Line(n, Place.DUE, NOW + timedelta(days=d)) for n, d in ((1, later), (2, 0)))
    assert len(out_of_order([before, after], first, timedelta(days=3))) == wrong

"""What the outbox owes: in which order, what may be replaced, and what a crash leaves behind."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from bot.domain.deliveries import Delivery, Draft, Lane
from bot.storage.books import Tx, connect

from bot.storage import deliveries
from bot.storage.migrate import upgrade

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)


@pytest.fixture
def tx(database_url: str) -> Iterator[Tx]:
    """A transaction on an empty database."""
    engine = connect(database_url)
    upgrade(engine)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def owe(
    tx: Tx, key: str, *, lane: Lane = Lane.REPLY, chat: int | None = 7, slot: str | None = None
) -> None:
    deliveries.owe(
        tx, [Draft("sendMessage", {"text": key}, lane, chat, key=key, slot=slot)], cause="", now=NOW
    )


def due(tx: Tx, now: datetime = NOW) -> dict[str, Delivery]:
    return {one.key: one for one in deliveries.due(tx, now, 10)}


def test_by_lane_then_by_age_and_each_key_once(tx: Tx) -> None:
    owe(tx, "b", lane=Lane.BROADCAST)
    owe(tx, "r1")
    owe(tx, "t", lane=Lane.TAP)
    owe(tx, "r2")
    owe(tx, "r1")
    assert list(due(tx)) == ["t", "r1", "r2", "b"]


def test_a_chat_whose_call_waits_for_another_try_is_not_overtaken(tx: Tx) -> None:
    owe(tx, "1")
    owe(tx, "2")
    owe(tx, "other", chat=8)
    deliveries.again(tx, due(tx)["1"], at=NOW + timedelta(seconds=1), error="retry")
    assert list(due(tx)) == ["other"]
    assert list(due(tx, NOW + timedelta(seconds=2))) == ["1", "2", "other"]


def test_a_newer_draft_takes_the_place_of_what_has_not_been_said(tx: Tx) -> None:
    owe(tx, "old", slot="card:1")
    owe(tx, "new", slot="card:1")
    assert list(due(tx)) == ["new"]


def test_nothing_takes_the_place_of_what_is_on_its_way(tx: Tx) -> None:
    owe(tx, "flying", slot="card:1")
    deliveries.begin(tx, due(tx)["flying"])
    assert deliveries.in_slot(tx, "card:1") is None
    assert deliveries.is_open(tx, "card:1")
    owe(tx, "new", slot="card:1")
    assert deliveries.waiting(tx) == 2
    assert deliveries.settle_interrupted(tx, NOW, left=None) == 0  # no broadcast: it is said again
    assert list(due(tx)) == ["flying", "new"]


def broadcast(tx: Tx) -> dict[str, Delivery]:
    for n in range(3):
        owe(tx, f"broadcast:1:{n}", lane=Lane.BROADCAST, chat=n + 1)
    found = due(tx)
    for one in found.values():
        deliveries.begin(tx, one)
    return found


def test_a_broadcast_call_that_never_left_is_owed_again(tx: Tx) -> None:
    found = broadcast(tx)
    assert deliveries.settle_interrupted(tx, NOW, left={found["broadcast:1:1"].id}) == 1
    assert list(due(tx)) == ["broadcast:1:0", "broadcast:1:2"]
    assert deliveries.counts(tx, "broadcast:1:") == {"queued": 2, "uncertain": 1}


def test_where_nobody_knows_a_broadcast_call_counts_as_made(tx: Tx) -> None:
    broadcast(tx)
    assert deliveries.settle_interrupted(tx, NOW, left=None) == 3
    assert due(tx) == {}


def test_an_answered_call_that_is_not_written_down_is_found(tx: Tx) -> None:
    found = broadcast(tx)
    owe(tx, "reply", chat=9)
    owe(tx, "done", chat=10)
    found |= due(tx)
    deliveries.sent(tx, [found["done"].id], NOW)
    answered = {one.id: None for one in (found["broadcast:1:0"], found["reply"], found["done"])}
    assert [one.key for one in deliveries.unrecorded(tx, answered)] == ["broadcast:1:0", "reply"]

"""What a watcher hears of the database: how much waits, and since when."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import insert, update

from bot.domain.messages import Message, Say, Text
from bot.domain.outbox import Draft, Lane
from bot.domain.people import Address, Place
from bot.storage import deliveries, measures, tables
from bot.storage.database import Tx
from bot.storage.measures import Waiting

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


def test_what_waits_is_counted_by_lane_with_the_age_of_the_oldest(tx: Tx) -> None:
    person = Place(Address("telegram", "7"))
    for n, lane in enumerate((Lane.REPLY, Lane.REPLY, Lane.BROADCAST)):
        act = Say(person, Message(Text("…")))
        at = NOW - timedelta(seconds=10 * n)
        deliveries.owe(tx, [Draft(act, lane)], cause=f"test:{n}", now=at)
    row = {"platform": "telegram", "chat": "", "attempts": 0}
    row |= {"received_at": NOW - timedelta(seconds=90)}
    tx.execute(insert(tables.updates), [row | {"number": 1, "state": "open"}])
    tx.execute(insert(tables.updates), [row | {"number": 2, "state": "aside"}])
    found = measures.measures(tx, NOW)
    assert found.deliveries[Lane.REPLY] == Waiting(2, 10.0)
    assert found.deliveries[Lane.BROADCAST] == Waiting(1, 20.0)
    assert found.deliveries[Lane.CARD] == Waiting(0, 0.0)
    assert (found.updates, found.set_aside) == (Waiting(1, 90.0), 1)
    tx.execute(update(tables.updates).values(received_at=NOW + timedelta(hours=1)))
    assert measures.measures(tx, NOW).updates.oldest == 0.0  # the clock was set back

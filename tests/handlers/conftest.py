"""A desk on a database of its own, without a platform: what is owed is looked at, not said."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calendar import Calendar
from bot.domain.links import Links
from bot.domain.messages import CAPTIONED, Message, Text
from bot.domain.outbox import Delivery, Draft
from bot.domain.people import Actor, Address
from bot.domain.promise import Promise
from bot.domain.tickets import Status, Ticket
from bot.gateway.platform import Limits
from bot.storage import chats, deliveries, experts, tickets
from bot.storage.database import connect
from handlers.work import Desk, Work
from intents.index import Index
from tests.databases import ready_sqlite_url
from tests.domain.content import EMPTY

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
ADA = Address("telegram", "1001")
ELIF = Address("telegram", "5001")
STAFF = Address("telegram", "-1009", group=True)
DESK = Desk(
    catalog=EMPTY,
    index=Index.build(EMPTY),
    promise=Promise(Calendar(ZoneInfo("Europe/Istanbul"))),
    staff=STAFF,
    platform="telegram",
    links=Links(),
    limits=Limits(text=4096, caption=1024, spans=100, toast=200, thread_name=128, folds=True),
)


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Work]:
    """A transaction on a fresh database, undone after the test."""
    engine = connect(ready_sqlite_url(tmp_path))
    with engine.connect() as tx:
        transaction = tx.begin()
        yield Work(tx, DESK, NOW)
        transaction.rollback()
    engine.dispose()


@pytest.fixture
def elif_(work: Work) -> Actor:
    """An expert."""
    return experts.met(work.tx, ELIF, "Elif", NOW)


def opened(work: Work, **standing: object) -> Ticket:
    """A ticket of Ada's that stands as is said."""
    chat = chats.at(work.tx, ADA) or chats.begin(work.tx, ADA, "tr", NOW)
    fresh = Ticket(0, chat.id, Status.NEW, "Soru", "tr", opened_at=NOW, since=NOW)
    return tickets.open(work.tx, replace(fresh, **standing))  # type: ignore[arg-type]


def owed(work: Work, drafts: list[Draft], cause: str) -> list[Delivery]:
    """The drafts once they are written down, as they will be said."""
    deliveries.owe(work.tx, drafts, cause=cause, now=work.now)
    return [one for one in waiting(work) if one.key.startswith(f"{cause}:")]


def waiting(work: Work) -> tuple[Delivery, ...]:
    """All that waits, also what is to wait for a while."""
    return deliveries.due(work.tx, datetime.max.replace(tzinfo=UTC), 100)


def content(words: str, *, kind: str = "text", album: str | None = None) -> Message:
    """What a message holds."""
    assert kind == "text" or kind in CAPTIONED
    return Message(Text(words), kind=kind, album=album)

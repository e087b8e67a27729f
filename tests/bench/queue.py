"""What the desk's lists cost with ten thousand open tickets, beside a hundred:
`python -m tests.bench.queue`.

On both databases, in turn in one run; a ratio of what each took at best, as others use the machine,
too. Each is measured without the commit, in which a disk would hide what grows. The search is for a
name that one ticket has, and for a word that a third of all have.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from sqlalchemy import Engine, text

from bot.domain.calendar import Calendar
from bot.domain.effects import ShowCard
from bot.domain.events import StaffWrote
from bot.domain.links import Links
from bot.domain.messages import Message, Text
from bot.domain.outbox import Draft
from bot.domain.people import Actor, Address, Place
from bot.domain.promise import Promise
from bot.domain.tickets import Author, Status, Step, Ticket, TicketMessage
from bot.engine.ticker import tick
from bot.gateway.telegram.addresses import thread_link
from bot.gateway.telegram.outgoing import LIMITS
from bot.storage import chats, deliveries, experts, facts, messages, tickets
from bot.storage.database import Tx, connect
from handlers import queue, standing
from handlers.found import search
from handlers.record import record
from handlers.work import Desk, Work
from intents.index import Index
from tests.databases import postgres_server, ready_postgres_url, ready_sqlite_url
from tests.domain.content import CATALOG

FEW, MANY = 100, 10_000
MOST = 2.0
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
STAFF = Address("telegram", "-1001234567890", group=True)
ELIF = Address("telegram", "5001")
ROUNDS = 60
CONTACTS = 500
NAMED = 7  # the ticket with a name of its own
WORDS = [
    "dernek",
    "tüzük",
    "genel",
    "kurul",
    "üye",
    "aidat",
    "bağış",
    "makbuz",
    "vergi",
    "beyan",
    "defter",
    "denetim",
    "karar",
    "şube",
    "kira",
    "sözleşme",
    "gönüllü",
    "proje",
    "hibe",
    "bütçe",
    "rapor",
    "izin",
    "yürüyüş",
    "basın",
    "bildirim",
    "tebligat",
    "dilekçe",
]
DESK = Desk(
    catalog=CATALOG,
    index=Index.build(CATALOG),
    promise=Promise(Calendar(ZoneInfo("Europe/Istanbul"))),
    staff=STAFF,
    platform="telegram",
    links=Links(thread=thread_link),
    limits=LIMITS,
)


def filled(engine: Engine, count: int) -> None:
    """So many open tickets, as they come, each in its place."""
    dice = random.Random(7)
    with engine.begin() as tx:
        elif_ = experts.met(tx, ELIF, "Elif", NOW)
        people = [
            chats.begin(tx, Address("telegram", str(9000 + n)), "tr", NOW).id
            for n in range(min(count, CONTACTS))
        ]
        for n in range(count):
            _open(tx, n, people[n % len(people)], elif_, dice)
        standing.settle_all(Work(tx, DESK, NOW))
        facts.put(tx, facts.STAFF, STAFF.key)
    if engine.dialect.name == "postgresql":  # which a server does by itself, now and then
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))


def _open(tx: Tx, n: int, contact: int, elif_: Actor, dice: random.Random) -> None:
    since = NOW - timedelta(minutes=dice.randint(0, 600))
    fresh = Ticket(
        0,
        contact,
        dice.choice([Status.NEW, Status.OPEN, Status.PENDING]),
        _sentence(n, dice),
        "tr",
        opened_at=since,
        since=since,
        subject=dice.choice([1, 2, 5, None]),
        answered_at=since,
        group=STAFF,
        thread=str(100_000 + n),
        card=str(500_000 + n),
    )
    ticket = tickets.open(tx, fresh)
    if ticket.status is not Status.NEW:
        tickets.save(tx, replace(ticket, expert_id=elif_.id, worked_at=since))
    for author in (Author.CONTACT, Author.EXPERT):
        row = TicketMessage(0, ticket.number, author, "text", _sentence(n, dice))
        messages.add(tx, row, since)


def _sentence(n: int, dice: random.Random) -> str:
    name = "Çamlıhemşin" if n == NAMED else f"Yenimahalle{n}"
    return f"{' '.join(dice.choices(WORDS, k=12))} {name}"


@dataclass(frozen=True, slots=True)
class Measured:
    """A database with so many tickets, and what each act took there, in seconds."""

    engine: Engine
    elif_: Actor
    took: dict[str, list[float]]


def commanded(words: str) -> StaffWrote:
    """A command in the staff group."""
    return StaffWrote(Place(STAFF), "1", ELIF, "Elif", Message(Text(words)))


Act = Callable[[Work, Actor], list[Draft]]


def _card(work: Work, elif_: Actor) -> list[Draft]:
    """The ticket is written, its card changes, and it finds its place anew."""
    ticket = tickets.get(work.tx, FEW // 2)
    assert ticket is not None
    changed = replace(ticket, subject=2, status=Status.OPEN)
    tickets.save(work.tx, changed)
    tickets.note(work.tx, ticket.number, Step.CLAIM, at=work.now, by=elif_)
    drafts = record(work, [ShowCard(changed)])
    standing.settle(work)
    return drafts


def _tick(work: Work, _elif: Actor) -> list[Draft]:
    tick(work)
    return []


ACTS: dict[str, Act] = {
    "/kuyruk": lambda work, elif_: queue.everybodys(work, commanded("/kuyruk"), elif_),
    "/kuyruk, narrowed": lambda work, elif_: queue.everybodys(
        work, commanded("/kuyruk sahipsiz 5"), elif_
    ),
    "/ben": lambda work, elif_: queue.ones_own(work, commanded("/ben"), elif_),
    "/ara, a name": lambda work, elif_: search(work, commanded("/ara çamlıhemşin"), elif_),
    "/ara, a number": lambda work, elif_: search(work, commanded("/ara 42"), elif_),
    "/ara, a usual word": lambda work, elif_: search(work, commanded("/ara kira"), elif_),
    "a card": _card,
    "the tick": _tick,
}


def once(one: Measured, name: str, n: int) -> None:
    """Do it, and undo it."""
    with one.engine.connect() as tx:
        transaction = tx.begin()
        began = time.perf_counter()
        work = Work(tx, DESK, NOW)
        drafts = ACTS[name](work, one.elif_)
        deliveries.owe(tx, drafts, cause=f"bench:{n}", now=NOW)
        one.took[name].append(time.perf_counter() - began)
        transaction.rollback()


@contextmanager
def filled_database(url: str, count: int) -> Iterator[Measured]:
    """The database, full."""
    engine = connect(url)
    filled(engine, count)
    with engine.begin() as tx:
        elif_ = experts.met(tx, ELIF, "Elif", NOW)
    yield Measured(engine, elif_, {name: [] for name in ACTS})
    engine.dispose()


def measured(urls: tuple[str, str], rounds: int) -> dict[str, tuple[float, float]]:
    """What each act took at best with few and with many tickets; in turn, so that the machine's
    moods fall on both.
    """
    with ExitStack() as stack:
        few, many = (
            stack.enter_context(filled_database(url, count))
            for url, count in zip(urls, (FEW, MANY), strict=True)
        )
        for n in range(rounds):
            for name in ACTS:
                once(few, name, n)
                once(many, name, n)
        return {name: (min(few.took[name]), min(many.took[name])) for name in ACTS}


def tables(rounds: int = ROUNDS) -> Iterator[Table]:
    """A table for each database."""
    with tempfile.TemporaryDirectory() as folder, postgres_server(Path(folder)) as server:
        sqlite = tuple(Path(folder) / name for name in ("few", "many"))
        for one in sqlite:
            one.mkdir()
        pairs = {
            "SQLite": (ready_sqlite_url(sqlite[0]), ready_sqlite_url(sqlite[1])),
            "PostgreSQL": (ready_postgres_url(server), ready_postgres_url(server)),
        }
        for name, urls in pairs.items():
            yield _table(name, measured(urls, rounds))


def _table(name: str, found: dict[str, tuple[float, float]]) -> Table:
    title = f"{name}: {MANY:,} open tickets ÷ {FEW}"
    shown = Table(title, "ratio", "target", "ms at many")
    for act, (few, many) in found.items():
        shown.add_row(act, f"{many / few:.2f}", f"≤ {MOST:.1f}", f"{1000 * many:.1f}")
    return shown


def main() -> None:
    """Print the tables."""
    asked = argparse.ArgumentParser(prog="python -m tests.bench.queue", description=__doc__)
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    console = Console()
    for one in tables(asked.parse_args().rounds):
        console.print(one)


if __name__ == "__main__":
    main()

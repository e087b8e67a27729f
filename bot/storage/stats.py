"""The desk in numbers, for `python -m bot stats`."""

from datetime import tzinfo

from sqlalchemy import Column, ColumnElement, Table, func, select

from bot.domain.desk.shares import shares
from bot.domain.kept import Kept, kept
from bot.domain.outbox import About, State
from bot.storage.database import Tx
from bot.storage.facts import AWAY
from bot.storage.tables import (
    chats,
    deliveries,
    facts,
    queries,
    subscriptions,
    tickets,
    updates,
    votes,
)
from bot.storage.tickets import histories, pasts


def figures(tx: Tx) -> dict[str, int]:
    """Counts by name, in the order they are shown."""
    found = {
        "contacts": _count(tx, chats),
        "contacts that can be reached": _count(tx, chats, chats.c.reachable),
        "updates waiting": _count(tx, updates, updates.c.state == "open"),
        "updates set aside": _count(tx, updates, updates.c.state == "aside"),
        "deliveries waiting": _count(tx, deliveries, deliveries.c.state == "queued"),
        "deliveries that wait for the staff group": _count(tx, deliveries, _held_up(About.GROUP)),
        "deliveries that wait for the platform": _count(tx, deliveries, _held_up(About.DESK)),
        "deliveries failed": _count(tx, deliveries, deliveries.c.state == "failed"),
        "staff group away": _count(tx, facts, facts.c.name == AWAY),
        "answers that helped": _count(tx, votes, votes.c.helped),
        "answers that did not help": _count(tx, votes, votes.c.helped.is_(False)),
        "subscriptions": _count(tx, subscriptions),
    }
    found |= {f"queries: {outcome}": n for outcome, n in _by(tx, queries.c.outcome)}
    found |= {f"tickets: {status}": n for status, n in _by(tx, tickets.c.status)}
    return found | _promises(tx)


def shares_of_promises(tx: Tx, zone: tzinfo) -> list[tuple[str, Kept]]:
    """What became of the promises by month, subject and expert; the last two by their numbers."""
    found = shares(pasts(tx), zone)
    rows = [(f"{month:%Y-%m}", sums) for month, sums in found.months.items()]
    rows += [(f"subject {one or 'none'}", sums) for one, sums in found.subjects.items()]
    return rows + [(f"expert {one or 'none'}", sums) for one, sums in found.experts.items()]


def _promises(tx: Tx) -> dict[str, int]:
    """What became of the dates that were promised; the share once there is one."""
    sums = sum(map(kept, histories(tx)), Kept())
    found = {"promises kept": sums.kept, "promises lapsed": sums.lapsed}
    return found if sums.percent is None else found | {"promises kept, percent": sums.percent}


def _held_up(about: About) -> ColumnElement[bool]:
    """What waits without end, until what the last failure was about is over."""
    return (deliveries.c.state == State.QUEUED) & (deliveries.c.error == str(about))


def _count(tx: Tx, table: Table, condition: ColumnElement[bool] | None = None) -> int:
    query = select(func.count()).select_from(table)
    return tx.execute(query if condition is None else query.where(condition)).scalar_one()


def _by(tx: Tx, column: Column[str]) -> list[tuple[str, int]]:
    rows = tx.execute(select(column, func.count().label("n")).group_by(column).order_by(column))
    return [(row[0], row.n) for row in rows]

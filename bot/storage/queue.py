"""Where active tickets stand: kept in columns, so that a page is read without the rest.

Law: what is kept is computed from the ticket; a ticket that was written since has no place until it
is given one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Column, ColumnElement, and_, bindparam, func, or_, select, update

from bot.domain.desk.queue import EMERGENCIES, OVERDUE, Rank, Standing
from bot.domain.listings import ShowQueue, Sieve
from bot.domain.tickets import Status, Ticket
from bot.storage.database import Tx
from bot.storage.tables import tickets
from bot.storage.tickets import TICKETS, of_row

_ACTIVE = tickets.c.status.in_([str(one) for one in Status if one is not Status.CLOSED])
_UNPLACED = (
    TICKETS.where(_ACTIVE, tickets.c.looks_at.is_(None))
    .order_by(tickets.c.number)
    .limit(bindparam("most"))
)
_ASKED_FOR = TICKETS.where(_ACTIVE, tickets.c.looks_at <= bindparam("now"))
_PLACE = (
    update(tickets)
    .where(tickets.c.number == bindparam("ticket_number"))
    .values(
        rank=bindparam("to_rank"),
        stands_at=bindparam("to_stands"),
        ahead_at=bindparam("to_ahead"),
        looks_at=bindparam("to_looks"),
    )
)
_PLACED = tickets.c.rank.between(min(Rank), max(Rank))
_FOR_THE_DESK = frozenset(Rank) - {Rank.URGENT_ANSWERED, Rank.ANSWERED}
_NEVER = datetime(9999, 1, 1, tzinfo=UTC)  # time asks for nothing, as the ticket stands


@dataclass(frozen=True, slots=True)
class Placed:
    """A ticket's place, and when time next asks for something on it."""

    ticket: int
    standing: Standing
    looks_at: datetime | None


def unplaced(tx: Tx, most: int) -> tuple[Ticket, ...]:
    """Active tickets that were written since they had a place, the oldest of them."""
    return tuple(of_row(row) for row in tx.execute(_UNPLACED, {"most": most}))


def asked_for(tx: Tx, now: datetime) -> tuple[Ticket, ...]:
    """Active tickets for which time has come to ask for something, oldest first."""
    found = (of_row(row) for row in tx.execute(_ASKED_FOR, {"now": now}))
    return tuple(sorted(found, key=lambda ticket: ticket.number))


def place(tx: Tx, placed: Iterable[Placed]) -> None:
    """Write down where tickets stand."""
    rows = [
        {
            "ticket_number": one.ticket,
            "to_rank": int(one.standing.rank),
            "to_stands": one.standing.at,
            "to_ahead": one.standing.ahead,
            "to_looks": one.looks_at or _NEVER,
        }
        for one in placed
    ]
    if rows:
        tx.execute(_PLACE, rows)


def displace(tx: Tx) -> None:
    """All active tickets are to find their place anew: what the places follow from has changed."""
    tx.execute(update(tickets).where(_ACTIVE).values(looks_at=None))


def count(tx: Tx, wanted: ShowQueue) -> int:
    """How many tickets of the queue are wanted."""
    query = select(func.count()).select_from(tickets).where(*_wanted(wanted))
    return tx.execute(query).scalar_one()


def waiting(tx: Tx) -> int:
    """How many tickets wait for the desk."""
    ranks = tickets.c.rank.in_(sorted(_FOR_THE_DESK))
    return tx.execute(select(func.count()).select_from(tickets).where(ranks)).scalar_one()


def page(tx: Tx, wanted: ShowQueue, *, crowded: bool, first: int, most: int) -> tuple[Ticket, ...]:
    """What is wanted of the queue, in its order, from the `first` on, counted from 0."""
    order = (tickets.c.rank, _moment(crowded), tickets.c.number)
    query = TICKETS.where(*_wanted(wanted)).order_by(*order).offset(first).limit(most)
    return tuple(of_row(row) for row in tx.execute(query))


def subjects(tx: Tx) -> dict[int | None, int]:
    """How many tickets of each subject are in the queue."""
    return _by(tx, tickets.c.subject)


def experts(tx: Tx) -> dict[int | None, int]:
    """How many tickets of the queue each expert is on; None: nobody."""
    return _by(tx, tickets.c.expert_id)


def before(tx: Tx, ticket: int, standing: Standing, *, crowded: bool) -> dict[Rank, int]:
    """How many tickets stand before this one, by their ranks."""
    moment, at = _moment(crowded), standing.ahead if crowded else standing.at
    earlier = or_(moment < at, and_(moment == at, tickets.c.number < ticket))
    ahead = or_(tickets.c.rank < standing.rank, and_(tickets.c.rank == standing.rank, earlier))
    query = select(tickets.c.rank, func.count()).where(_PLACED, ahead).group_by(tickets.c.rank)
    return {Rank(rank): number for rank, number in tx.execute(query)}


def overtaking(tx: Tx, ticket: int, standing: Standing) -> int:
    """How many tickets that are due later stand before this one in a crowd."""
    later = or_(
        tickets.c.stands_at > standing.at,
        and_(tickets.c.stands_at == standing.at, tickets.c.number > ticket),
    )
    sooner = or_(
        tickets.c.ahead_at < standing.ahead,
        and_(tickets.c.ahead_at == standing.ahead, tickets.c.number < ticket),
    )
    same = tickets.c.rank == standing.rank
    query = select(func.count()).select_from(tickets).where(same, later, sooner)
    return tx.execute(query).scalar_one()


def _moment(crowded: bool) -> Column[datetime]:
    return tickets.c.ahead_at if crowded else tickets.c.stands_at


def _by(tx: Tx, column: Column[int]) -> dict[int | None, int]:
    query = select(column, func.count()).where(_PLACED).group_by(column)
    return {row[0]: row[1] for row in tx.execute(query)}


def _wanted(wanted: ShowQueue) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [_PLACED]
    match wanted.sieve:
        case Sieve.URGENT:
            found = [tickets.c.rank.between(*EMERGENCIES)]
        case Sieve.OVERDUE:
            found = [tickets.c.rank.in_(sorted(OVERDUE))]
        case Sieve.UNCLAIMED:
            found.append(tickets.c.expert_id.is_(None))
        case Sieve.ALL:
            pass
    if wanted.subject is not None:
        found.append(tickets.c.subject == wanted.subject)
    if wanted.expert is not None:
        found.append(tickets.c.expert_id == wanted.expert)
    return found

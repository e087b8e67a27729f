"""What was done at the desk: who, what, on which ticket, when; nobody's words.

Steps of tickets stand in their histories; what is none of them stands in a table of its own. Both
are read together.
"""

from datetime import datetime

from sqlalchemy import and_, delete, insert, literal, select, union_all, update

from bot.domain.desk.record import PAGE, Entry
from bot.domain.effects import KeepDeed
from bot.domain.people import Role
from bot.storage.database import Tx
from bot.storage.tables import audit, experts, ticket_steps

_STAFF = (str(Role.EXPERT), str(Role.COORDINATOR))
_BY_STAFF = ticket_steps.c.role.in_(_STAFF)
_STEPS = select(
    ticket_steps.c.id,
    ticket_steps.c.at,
    ticket_steps.c.by,
    ticket_steps.c.role,
    ticket_steps.c.step.label("deed"),
    ticket_steps.c.ticket,
    ticket_steps.c.about,
)
_DEEDS = select(
    audit.c.id,
    audit.c.at,
    audit.c.by,
    literal(str(Role.EXPERT)).label("role"),
    audit.c.deed,
    audit.c.ticket,
    audit.c.about,
)


def note(tx: Tx, deed: KeepDeed, now: datetime) -> None:
    """Write down that somebody did something."""
    row = {
        "by": deed.by.id,
        "deed": str(deed.deed),
        "ticket": deed.ticket,
        "about": deed.about or None,
        "at": now,
    }
    tx.execute(insert(audit), row)


def read(tx: Tx, ticket: int, page: int) -> list[Entry]:
    """A page of what was done, newest first, and one more where there is: on a ticket by anybody,
    without one by the staff.
    """
    steps = _STEPS.where(ticket_steps.c.ticket == ticket) if ticket else _STEPS.where(_BY_STAFF)
    deeds = _DEEDS.where(audit.c.ticket == ticket) if ticket else _DEEDS
    both = union_all(steps, deeds).subquery()
    theirs = and_(experts.c.id == both.c.by, both.c.role.in_(_STAFF))
    query = select(both, experts.c.name).outerjoin(experts, theirs)
    newest = query.order_by(both.c.at.desc(), both.c.id.desc()).offset(page * PAGE).limit(PAGE + 1)
    return [
        Entry(row.at, row.role or "", row.deed, row.name, row.ticket, row.about or "")
        for row in tx.execute(newest)
    ]


def forget(tx: Tx, before: datetime) -> None:
    """Of what was done before then nobody knows any more who did it; a ticket's steps stay."""
    tx.execute(delete(audit).where(audit.c.at < before))
    old = ticket_steps.c.by.is_not(None) & (ticket_steps.c.at < before)
    tx.execute(update(ticket_steps).where(_BY_STAFF & old).values(by=None))

"""Why a ticket stands where it stands in the queue, in one line.

Law: what is told follows from the same standing by which the queue is sorted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.desk.queue import EMERGENCIES, Rank, Standing
from bot.domain.tickets import Ticket
from bot.domain.words import Linked, Value, Words

_KEYS = {
    Rank.URGENT_LATE: "why.urgent",
    Rank.URGENT: "why.urgent",
    Rank.URGENT_ANSWERED: "why.urgent",
    Rank.LATE: "why.late",
    Rank.DUE: "why.due",
    Rank.ANSWERED: "why.answered",
}


@dataclass(frozen=True, slots=True)
class Position:
    """How many tickets stand before one, by their ranks; in a crowd, by how many `days` the rule
    moves and how many that are due later it has let go before.
    """

    standing: Standing
    before: Mapping[Rank, int] = field(default_factory=dict)
    days: int | None = None
    overtaken_by: int = 0


def explained(ticket: Ticket, position: Position, due: datetime | None, link: str = "") -> Words:
    """The ticket's place and what it follows from; `due` is its date."""
    before, rank = position.before, position.standing.rank
    urgent = sum(count for one, count in before.items() if one <= max(EMERGENCIES))
    values: dict[str, Value] = {
        "number": Linked(f"#{ticket.number}", link),
        "place": 1 + sum(before.values()),
        "due": due,
        "urgent": urgent,
        "late": before.get(Rank.LATE, 0),
        "sooner": before.get(Rank.DUE, 0),
    }
    said = Words(_KEYS[rank], values)
    rule = _rule(ticket, position) if rank is Rank.DUE else None
    return Words("why.with", {"line": said, "rule": rule}) if rule is not None else said


def _rule(ticket: Ticket, position: Position) -> Words | None:
    """What the rule for a crowd does to it, where it holds."""
    if position.days is None:
        return None
    if ticket.rights_based:
        return Words("why.ahead", {"days": position.days})
    if not position.overtaken_by:
        return Words("why.unmoved")
    values: dict[str, Value] = {"n": position.overtaken_by, "days": position.days}
    return Words("why.overtaken", values, plural=position.overtaken_by)

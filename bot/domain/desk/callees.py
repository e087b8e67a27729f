"""Who is called for a ticket.

Law: whoever is on it; while nobody is, those it was handed to, then those on duty, for its subject
where one of them bears it, then those who bear its subject; everybody only where none of these is
there.
"""

from collections.abc import Iterable, Sequence

from bot.domain.desk import roles
from bot.domain.people import Expert
from bot.domain.tickets import Ticket


def for_ticket(ticket: Ticket, people: Sequence[Expert]) -> tuple[Expert, ...]:
    """Those who are called for it, in the order in which they are given; none but its expert while
    somebody is on it.
    """
    if ticket.expert_id is not None:
        return tuple(one for one in people if one.id == ticket.expert_id)
    handed = roles.from_code(ticket.handed_to) if ticket.handed_to else None
    on_duty = tuple(one for one in people if one.on_duty)
    groups = (
        _bearers(people, handed),
        _bearers(on_duty, ticket.subject),
        on_duty,
        _bearers(people, ticket.subject),
        tuple(people),
    )
    return next((group for group in groups if group), ())


def on_duty(people: Sequence[Expert]) -> tuple[Expert, ...]:
    """Those on duty, or everybody where nobody is."""
    return tuple(one for one in people if one.on_duty) or tuple(people)


def coordinators(people: Iterable[Expert]) -> tuple[Expert, ...]:
    """Those who coordinate, as far as the desk knows."""
    return tuple(one for one in people if one.coordinates)


def _bearers(people: Iterable[Expert], bearing: roles.Bearing | None) -> tuple[Expert, ...]:
    if bearing is None:
        return ()
    return tuple(one for one in people if roles.bears(one, bearing))

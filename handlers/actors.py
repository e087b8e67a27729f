"""Who acts at the desk, and whether they may: the one place where the staff's rights are asked.

Law: the role is what holds at this moment; whoever is not in the staff group has none, and is no
longer called.
"""

from dataclasses import replace

from bot.domain.desk import rights
from bot.domain.desk.rights import Deed
from bot.domain.events import StaffEdited, StaffTapped, StaffWrote
from bot.domain.people import Actor, Role
from bot.domain.results import Membership
from bot.storage import experts
from handlers.work import Work


def actor(work: Work, event: StaffWrote | StaffEdited | StaffTapped, found: Membership) -> Actor:
    """Who acts, known from now on, with the role that holds now."""
    if not found.inside:
        experts.left(work.tx, event.person, work.now)
        return Actor(0, event.name, Role.OUTSIDER)
    met = experts.met(work.tx, event.person, event.name, work.now, leads=found.leads)
    return replace(met, role=rights.role_of(met.role, inside=True, leads=found.leads))


def may(who: Actor, deed: Deed | None) -> bool:
    """Whether they may do it."""
    return rights.may(who.role, deed)

"""Signs that people set on messages: they go to the other side, quietly.

Law: only a member's sign reaches a contact, and only on the contact's own message; a contact's is
told once.
"""

from dataclasses import replace

from bot.domain.desk import rights
from bot.domain.desk.rights import Order
from bot.domain.events import Reacted, StaffReacted
from bot.domain.messages import AskMember, React, Say
from bot.domain.outbox import Draft, Lane
from bot.domain.people import Role, Spot
from bot.domain.results import ActOnSign, Membership
from bot.domain.tickets import Author
from bot.domain.words import Words
from bot.render.told import message as told_message
from bot.storage import messages, tickets
from handlers.work import Work


def on_reacted(work: Work, event: Reacted) -> list[Draft]:
    """A contact's sign on an expert's reply is a line below it in the thread."""
    reply = messages.in_chat(work.tx, Spot(event.chat, event.message))
    if not event.sign or reply is None or reply.author is not Author.EXPERT:
        return []
    ticket = tickets.get(work.tx, reply.ticket)
    if ticket is None or ticket.place is None or reply.in_thread is None:
        return []
    words = Words("staff.reacted", {"sign": event.sign})
    said = told_message((words,), (), work.context().phrases)
    line = Say(ticket.place, replace(said, reply_to=reply.in_thread.message))
    return [Draft(line, Lane.REMINDER, key=f"reacted:{reply.id}:{event.sign}")]


def on_staff_reacted(work: Work, event: StaffReacted) -> list[Draft]:
    """A sign on a contact's message: first ask whether whoever set it belongs to the group."""
    if _of_contact(work, event) is None or event.person.group:  # nobody knows whose that is
        return []
    asked = AskMember(event.at.chat, event.person.id)
    return [Draft(asked, Lane.RELAY, then=ActOnSign(event), slot=f"sign:{event.at.message}")]


def on_member_reacted(work: Work, event: StaffReacted, found: Membership) -> list[Draft]:
    """A member's sign stands on the contact's own message."""
    spot = _of_contact(work, event)
    role = rights.role_of(Role.EXPERT, inside=found.inside, leads=found.leads)
    may = spot is not None and rights.may(role, Order.REACT)
    return [Draft(React(spot, event.sign))] if may and spot is not None else []


def _of_contact(work: Work, event: StaffReacted) -> Spot | None:
    """Where the contact's message stands in the contact's chat."""
    known = messages.in_thread(work.tx, event.at)
    return known.in_chat if known is not None and known.author is Author.CONTACT else None

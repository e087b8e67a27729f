"""What a ticket's card shows besides the ticket, and what its contact has asked before."""

from bot.domain.contact.view import subject_label
from bot.domain.desk.background import Background, earlier, is_from_assessment
from bot.domain.messages import Say
from bot.domain.outbox import Draft, Lane
from bot.domain.tickets import Ticket
from bot.render.queue import listed
from bot.storage import assessments, tickets, votes
from handlers.work import Work


def of(work: Work, ticket: Ticket) -> Background:
    """What is known of the contact and of what was read before the request."""
    tx, contact, answer = work.tx, ticket.contact, ticket.answer_id
    return Background(
        others=tickets.count_of_contact(tx, contact) - 1,
        lacked=votes.lacked(tx, contact, answer) if answer else None,
        levels=assessments.levels(tx, contact) if is_from_assessment(ticket) else None,
    )


def others(work: Work, ticket: Ticket) -> list[Draft]:
    """The contact's other tickets, in this one's thread; pressed twice, said once."""
    if ticket.place is None:
        return []
    desk = work.desk
    known = [
        (
            one,
            subject_label(desk.catalog, desk.default_language, one.subject),
            desk.links.thread(one.place) if one.place is not None else "",
        )
        for one in tickets.of_contact(work.tx, ticket.contact)
        if one.number != ticket.number
    ]
    shown = listed(work.context().phrases, (), above=earlier(ticket, known))
    return [Draft(Say(ticket.place, shown), Lane.RELAY, slot=f"earlier:{ticket.number}")]

"""An expert changes a reply that is with the contact.

Law: what needed a second OK changes at the contact only once the change has it, too.
"""

from bot.domain.desk import seconding as rules
from bot.domain.desk.rights import Order
from bot.domain.effects import KeepDeed
from bot.domain.messages import Message
from bot.domain.outbox import Draft
from bot.domain.people import Actor
from bot.domain.results import Reply
from bot.domain.tickets import Ticket, TicketMessage
from bot.storage import messages
from handlers import relay
from handlers.record import record
from handlers.work import Work


def change(
    work: Work, sent: TicketMessage, content: Message, *, ticket: Ticket, by: Actor
) -> list[Draft]:
    """What the contact has says this now, or will when it is there."""
    messages.change_words(work.tx, sent.id, content.text.text)
    record(work, [KeepDeed(Order.EDIT, by, ticket.number)])
    if sent.on_its_way:
        messages.keep_edit(work.tx, sent.id, content)
        return []
    return relay.edit_in_chat(work, sent, content, ticket=ticket)


def waits(
    work: Work, sent: TicketMessage, content: Message, *, ticket: Ticket, by: Actor
) -> list[Draft]:
    """The contact reads what was approved until a second expert has read the change."""
    if sent.in_thread is None:
        return []
    reply = Reply(sent.in_thread, by)
    _, effects = rules.held(ticket, reply, content, view=work.view, changes=sent.id)
    return record(work, effects)

"""`/birlestir 12` and `/ayir` in a ticket's thread: two tickets of one contact become one, or a
message of the contact's becomes a ticket of its own.
"""

from bot.domain.desk import joining as rules
from bot.domain.desk.tickets import Withdrew, decide
from bot.domain.effects import Answer
from bot.domain.events import StaffWrote
from bot.domain.outbox import Draft
from bot.domain.people import Actor, Role, Spot
from bot.domain.tickets import Author, Ticket, TicketMessage
from bot.domain.words import Words
from bot.storage import messages, tickets
from handlers.addressees import meant_for
from handlers.record import record
from handlers.relay import only_words
from handlers.undelivered import to_experts, to_writer
from handlers.work import Work


def on_join(work: Work, event: StaffWrote, actor: Actor) -> list[Draft]:
    """The ticket that is named goes on in the one of this thread."""
    ticket = meant_for(work, event, is_order=True).ticket
    _, *named = event.content.text.text.replace("#", " ").split()
    number = int(named[0]) if len(named) == 1 and named[0][:9].isdecimal() else None
    if ticket is None or number is None:
        return to_writer(work, event, Words("staff.join-how"))
    other = tickets.get(work.tx, number)
    if (word := rules.refusal(ticket, other)) is not None or other is None:
        return to_writer(work, event, Words(word or "staff.join-not"))
    _, effects = decide(ticket, rules.Join(other), actor, view=work.view)
    told = [one.words for one in effects if isinstance(one, Answer) and one.words is not None]
    said = [draft for one in told for draft in to_writer(work, event, one)]
    there = Words("staff.joined", {"number": ticket.number})
    return [*said, *to_experts(work, other, there), *record(work, effects)]


def on_split(work: Work, event: StaffWrote, actor: Actor) -> list[Draft]:
    """The contact's message that is replied to becomes a ticket of its own, with its album."""
    at = Spot(event.place.chat, event.content.reply_to or "")
    row = messages.in_thread(work.tx, at)
    ticket = tickets.get(work.tx, row.ticket) if row is not None else None
    if ticket is None or row is None or row.author is not Author.CONTACT or row.in_chat is None:
        return to_writer(work, event, Words("staff.split-how"))
    taken = messages.together(work.tx, row.in_chat, ticket=ticket.number)
    if not _leaves_some(work, ticket, taken):
        return to_writer(work, event, Words("staff.split-only"))
    return _split(work, event, actor, ticket=ticket, taken=taken)


def _leaves_some(work: Work, ticket: Ticket, taken: tuple[TicketMessage, ...]) -> bool:
    """Whether anything of the contact's stays on the ticket."""
    all_of_it = messages.of_ticket(work.tx, ticket.number)
    mine = [one.id for one in all_of_it if one.author is Author.CONTACT]
    return bool(taken) and len(mine) > len(taken)


def _split(
    work: Work,
    event: StaffWrote,
    actor: Actor,
    *,
    ticket: Ticket,
    taken: tuple[TicketMessage, ...],
) -> list[Draft]:
    written = messages.written_at(work.tx, taken[0].id) or work.now
    question = "\n".join(one.text for one in taken if one.text)
    alone = only_words(work, ticket, taken)
    new = tickets.open(work.tx, rules.split(ticket, question, written, now=work.now))
    messages.move(work.tx, taken, to=new.number)
    contact = Actor(ticket.contact, "", Role.CONTACT)
    old, back = decide(ticket, Withdrew(alone), contact, view=work.view)
    told = to_writer(work, event, Words("staff.split", {"number": new.number}))
    return [
        *told,
        *record(work, back),
        *record(work, rules.split_told(new, old, actor, view=work.view)),
    ]

"""What the desk itself keeps up to date in the staff group: threads, cards, panels."""

from dataclasses import replace

from bot.domain.appointments import Appointment, State
from bot.domain.broadcasts import Broadcast
from bot.domain.card_buttons import FIRST, Face
from bot.domain.contact.appointments import called
from bot.domain.desk.appointments import card_rows
from bot.domain.messages import Edit, Message, NameThread, OpenThread, Pin, Say
from bot.domain.outbox import Draft, Lane
from bot.domain.people import Place, Spot
from bot.domain.results import FillThread, KeepCard, KeepPanel
from bot.domain.tickets import Kind, Ticket
from bot.domain.words import Words
from bot.render import cards
from bot.storage import appointments, deliveries, tickets
from handlers import background, legal
from handlers.work import Work


def thread_slot(ticket: int) -> str:
    """The slot of the delivery that opens the ticket's thread."""
    return f"thread:{ticket}"


def thread(work: Work, ticket: Ticket) -> list[Draft]:
    """Ask for the ticket's thread, once; what is to stand in it follows when it is there."""
    slot = thread_slot(ticket.number)
    if work.desk.staff is None:
        return []
    lane = Lane.URGENT if ticket.urgent else Lane.THREAD
    if deliveries.is_open(work.tx, slot):
        deliveries.hasten(work.tx, slot, lane)
        return []
    opened = OpenThread(work.desk.staff, _name(work, ticket))
    return [Draft(opened, lane, then=FillThread(ticket.number), slot=slot)]


def _name(work: Work, ticket: Ticket) -> str:
    return cards.thread_name(ticket, work.context(), longest=work.desk.limits.thread_name)


def name(work: Work, ticket: Ticket) -> list[Draft]:
    """Call the ticket's thread what it is about and how it stands, where that has changed."""
    called = _name(work, ticket)
    if ticket.place is None or ticket.thread_name == called:
        return []
    tickets.name_thread(work.tx, ticket.number, called)
    slot = f"name:{ticket.number}"
    return [Draft(NameThread(ticket.place, called), Lane.CARD, slot=slot)]


def refresh(work: Work, ticket: Ticket, face: Face = FIRST) -> list[Draft]:
    """The card after a change, when there is one; somebody waits for another face of it."""
    if ticket.place is None or ticket.card is None:
        return []
    changed = card(work, ticket, ticket.place, face=face)
    changed = changed if face == FIRST else replace(changed, lane=Lane.REPLY)
    return [changed, *name(work, ticket)]


def filling(ticket: Ticket) -> Lane:
    """The lane of what a thread holds from its beginning."""
    return Lane.URGENT if ticket.urgent else Lane.FILL


def card(work: Work, ticket: Ticket, place: Place, *, face: Face = FIRST) -> Draft:
    """The ticket's card as it should look now: made, or changed in place."""
    agreed = _agreed(work, ticket)
    words = _due(work, ticket, agreed)
    rows = card_rows(agreed) if agreed is not None else ()
    known = background.of(work, ticket)
    shown = cards.card(
        ticket,
        work.context(),
        due=words,
        face=face,
        known=known,
        agreed=rows,
        careful=legal.needs_ok(work, ticket),
    )
    act = Edit(Spot(place.chat, ticket.card), shown) if ticket.card else Say(place, shown)
    then = KeepCard(ticket.number, place)
    lane = Lane.CARD if ticket.card else filling(ticket)
    return Draft(act, lane, then=then, slot=f"card:{ticket.number}")


def pinned(place: Place, card: str) -> Draft:
    """The card stays in sight in its thread, once; where the desk may not pin, it is found all the
    same. It is in nobody's way.
    """
    return Draft(Pin(Spot(place.chat, card)), Lane.SETUP)


def _agreed(work: Work, ticket: Ticket) -> Appointment | None:
    """What its contact and the experts have agreed on, and is ahead."""
    if ticket.appointed_until is None and ticket.kind is Kind.QUESTION:
        return None
    found = appointments.of_ticket(work.tx, ticket.number)
    return found if found is not None and found.state is State.BOOKED else None


def _due(work: Work, ticket: Ticket, agreed: Appointment | None) -> Words | None:
    """By when something comes of it; of what is agreed on also whom to call, as long as it is."""
    due = work.view.due_at(ticket)
    words = Words("card.due-legal" if ticket.legal else "card.due", {"due": due}) if due else None
    if agreed is None:
        return words
    kind = called(agreed, work.desk.catalog, work.desk.default_language)
    key = "card.agreed-call" if agreed.is_call else "card.agreed"
    shown = Words(key, {"kind": kind, "at": agreed.at, "number": agreed.number})
    if words is None or ticket.kind is not Kind.QUESTION:
        return shown
    return Words("card.both", {"first": words, "second": shown})


def panel_place(work: Work, broadcast: Broadcast) -> Place:
    """Where a broadcast's panel stands: in the staff group of today, wherever its message is."""
    group = work.desk.staff or broadcast.source.chat
    return Place(group, broadcast.thread if group == broadcast.source.chat else None)


def panel(work: Work, broadcast: Broadcast, shown: Message) -> Draft:
    """The broadcast's one message in the staff group: made, or changed in place."""
    place = panel_place(work, broadcast)
    act: Edit | Say
    if broadcast.panel is not None:
        act = Edit(Spot(place.chat, broadcast.panel), shown)
    elif place.chat == broadcast.source.chat:
        act = Say(place, shown_below(shown, broadcast.source.message))
    else:
        act = Say(place, shown)
    then = KeepPanel(broadcast.id)
    return Draft(act, Lane.RELAY, then=then, slot=f"panel:{broadcast.id}")


def shown_below(shown: Message, message: str) -> Message:
    """The message as a reply to an earlier one."""
    return Message(shown.text, shown.buttons, reply_to=message)


def is_in(ticket: Ticket, place: Place) -> bool:
    """Whether the ticket's thread is still this one; an early form of the database did not always
    write down which it was.
    """
    return ticket.place is not None and (place.thread is None or place == ticket.place)

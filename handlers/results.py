"""What an act's result leads to: the follow-up that its delivery names is carried out."""

from dataclasses import replace
from typing import assert_never

from bot.domain import results as rs
from bot.domain.desk import tickets as rules
from bot.domain.messages import Act, Edit, Message, OpenThread, React, Say, address_of
from bot.domain.outbox import Delivery, Draft
from bot.domain.people import Place, Spot
from bot.domain.results import Result
from bot.domain.tickets import Author, Ticket, TicketMessage
from bot.storage import broadcasts, messages, tickets
from handlers import cards, desk, holding, reactions, relay, sending, taking_back
from handlers.record import ARRIVED, record
from handlers.undelivered import could_not_copy, edit_failed, not_sent, told_of
from handlers.work import Work


def on_done(work: Work, delivery: Delivery, result: Result) -> list[Draft]:
    """The act was carried out; what follows gets what came of it."""
    match delivery.then:
        case None | rs.KeepReminder() | rs.EditedInThread() | rs.EditedInChat():
            return []
        case rs.Previewed() | rs.Corrected():
            return []
        case rs.FillThread(number):
            return _fill_thread(work, delivery, result, number=number)
        case rs.KeepCard():
            return _keep_card(work, delivery, result, then=delivery.then)
        case rs.KeepStaffPlaces():
            return _keep_staff_places(work, delivery.then, result)
        case rs.Arrived():
            return sending.on_arrived(work, delivery, delivery.then, result)
        case rs.KeepChatPlaces():
            return _keep_chat_places(work, delivery, result, then=delivery.then)
        case rs.TakenBack():
            return taking_back.on_deleted(work, delivery.then)
        case rs.KeepPanel(number):
            return _keep_panel(work, delivery, number, result)
        case rs.ActOnTap():
            return desk.on_member(work, delivery.then, _membership(result))
        case rs.ActOnWords():
            return desk.on_member_wrote(work, delivery.then, _membership(result))
        case rs.ActOnSign(reacted):
            return reactions.on_member_reacted(work, reacted, _membership(result))
        case rs.ActOnEdit(edited):
            return desk.on_member_edited(work, edited, _membership(result))
    assert_never(delivery.then)


def _membership(result: Result) -> rs.Membership:
    return result if isinstance(result, rs.Membership) else rs.Membership(inside=False)


def _fill_thread(work: Work, delivery: Delivery, result: Result, *, number: int) -> list[Draft]:
    """The card, and the conversation so far."""
    ticket = tickets.get(work.tx, number)
    group = address_of(delivery.act)
    if ticket is None or group is None or not isinstance(result, rs.ThreadOpened):
        return []
    named = delivery.act.name if isinstance(delivery.act, OpenThread) else None
    ticket = replace(ticket, group=group, thread=result.thread, card=None, thread_name=named)
    tickets.save(work.tx, ticket)
    place = Place(group, result.thread)
    tickets.keep_thread(work.tx, place, number)
    told = [
        message
        for message in messages.of_ticket(work.tx, number)
        if message.author is not Author.DESK and message.in_chat is not None
    ]
    copies = relay.to_staff(work, ticket, told, lane=cards.filling(ticket))
    ticket, waiting = holding.again(work, ticket, place)
    return [cards.card(work, ticket, place), *copies, *waiting, *cards.name(work, ticket)]


def _keep_card(work: Work, delivery: Delivery, result: Result, *, then: rs.KeepCard) -> list[Draft]:
    """Where the card stands, in sight from now on; one that was on its way while the ticket changed
    is mended.
    """
    ticket = tickets.get(work.tx, then.ticket)
    if ticket is None or not cards.is_in(ticket, then.place) or not isinstance(result, rs.Said):
        return []
    if ticket.card == result.messages[0]:
        return []
    ticket = replace(ticket, card=result.messages[0])
    tickets.save(work.tx, ticket)
    fresh = cards.card(work, ticket, then.place)
    mended = [] if _shown(fresh.act) == _shown(delivery.act) else [fresh]
    return [*mended, cards.pinned(then.place, result.messages[0])]


def _shown(act: Act) -> Message | None:
    """What an act that makes or changes a message lets people see."""
    return act.message if isinstance(act, Say | Edit) else None


def _keep_staff_places(work: Work, then: rs.KeepStaffPlaces, result: Result) -> list[Draft]:
    """The places, what was changed meanwhile, and the sign that it arrived; fewer places than
    there were messages when the platform left some out.
    """
    ticket = tickets.get(work.tx, then.ticket)
    if ticket is None or not cards.is_in(ticket, then.place):
        return []  # the thread it was for is no longer the ticket's; all of it goes to the new one
    places = result.messages if isinstance(result, rs.Said) else ()
    lost = len(places) < len(then.messages) and not then.together
    told = could_not_copy(work, then, ticket, places=places) if lost else []
    if then.together:
        messages.scatter(work.tx, told_of(work, then.messages), then.place.chat, places=places)
    alone = () if lost or then.together else places
    for number, place in zip(then.messages, alone, strict=bool(alone)):
        messages.place_in_thread(work.tx, number, Spot(then.place.chat, place))
    drafts = [one for number in then.messages for one in _placed_in_thread(work, number, then=then)]
    return [*drafts, *told]


def _placed_in_thread(work: Work, number: int, *, then: rs.KeepStaffPlaces) -> list[Draft]:
    placed = messages.get(work.tx, number)
    if placed is None or placed.held:  # what waits for an OK stays as it is kept
        return []
    changed = messages.take_edit(work.tx, number)
    edits = relay.edit_in_thread(work, placed, changed, place=then.place) if changed else []
    return [*edits, *_heard(work, placed)]


def _heard(work: Work, placed: TicketMessage) -> list[Draft]:
    """Its writer is told, once."""
    ticket = tickets.get(work.tx, placed.ticket)
    if placed.heard is None or ticket is None or placed.in_chat is None:
        return []
    messages.was_heard(work.tx, placed.id)
    told = rules.heard(ticket, placed.heard, placed.in_chat.message, view=work.view)
    return record(work, [told])


def _keep_chat_places(
    work: Work, delivery: Delivery, result: Result, *, then: rs.KeepChatPlaces
) -> list[Draft]:
    """The places; an expert's reply has arrived: it counts, and its writer sees a sign."""
    chat, drafts = address_of(delivery.act), list[Draft]()
    places = result.messages if isinstance(result, rs.Said) else ()
    ticket = tickets.current(work.tx, then.ticket)
    if chat is None or ticket is None:
        return []
    lost = len(places) < len(then.messages)
    if lost:
        messages.scatter(work.tx, told_of(work, then.messages), chat, places=places)
    for number, place in zip(then.messages, () if lost else places, strict=not lost):
        messages.place_in_chat(work.tx, number, Spot(chat, place))
    for number in then.messages:
        drafts += _placed_in_chat(work, number, ticket)
    if then.reply is None:
        return drafts
    messages.arrived(work.tx, then.messages, work.now)
    if lost:
        return [*drafts, *not_sent(work, then.ticket, then.reply.at, key="staff.album-not-whole")]
    return [*drafts, *_reply_arrived(work, ticket, then.reply, number=then.messages[-1])]


def _placed_in_chat(work: Work, number: int, ticket: Ticket) -> list[Draft]:
    """What was changed meanwhile; and where its thread was made again meanwhile, a copy for it."""
    changed, placed = messages.take_edit(work.tx, number), messages.get(work.tx, number)
    if placed is None or placed.author is not Author.EXPERT:
        return []
    edits = relay.edit_in_chat(work, placed, changed, ticket=ticket) if changed is not None else []
    if changed is not None and not edits and relay.shows_change(placed, changed):
        edits = edit_failed(work, number, ticket.number)
    return (
        edits if placed.in_thread is not None else [*edits, *relay.to_staff(work, ticket, [placed])]
    )


def _reply_arrived(work: Work, ticket: Ticket, reply: rs.Reply, *, number: int) -> list[Draft]:
    """It counts; what happened since it was written stands."""
    written, closed = messages.written_at(work.tx, number), ticket.closed_at
    closed_since = closed is not None and written is not None and closed > written
    arrived = rules.Arrived(
        reopens=reply.reopens and not closed_since,
        crossed=messages.contact_wrote_after(
            work.tx, ticket.number, number if reply.seen is None else reply.seen
        ),
    )
    _, effects = rules.decide(ticket, arrived, reply.expert, view=work.view)
    return [Draft(React(reply.at, ARRIVED)), *record(work, effects)]


def _keep_panel(work: Work, delivery: Delivery, number: int, result: Result) -> list[Draft]:
    """Where it stands; one that stands in a group which the desk has left is looked at no more."""
    broadcast = broadcasts.get(work.tx, number)
    if broadcast is None or address_of(delivery.act) != cards.panel_place(work, broadcast).chat:
        return []
    if isinstance(result, rs.Said):
        broadcasts.save(work.tx, replace(broadcast, panel=result.messages[0]))
    return []

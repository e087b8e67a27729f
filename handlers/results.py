"""What an act's result leads to: the follow-up that its delivery names is carried out."""

from dataclasses import replace
from typing import assert_never

from bot.domain import results as rs
from bot.domain.desk import tickets as rules
from bot.domain.effects import Tell
from bot.domain.messages import Act, Copy, Edit, Message, React, Say, address_of
from bot.domain.outbox import About, Cause, Delivery, Draft, Failure, Lane
from bot.domain.people import Address, Place, Spot
from bot.domain.results import FollowUp, Result
from bot.domain.tickets import Author, Ticket, TicketMessage
from bot.domain.words import Words
from bot.render.told import message as told_message
from bot.storage import broadcasts, chats, deliveries, messages, subscriptions, tickets
from handlers import cards, desk, relay
from handlers.record import ARRIVED, in_staff, record
from handlers.work import Work


def on_done(work: Work, delivery: Delivery, result: Result) -> list[Draft]:
    """The act was carried out; what follows gets what came of it."""
    match delivery.then:
        case None | rs.KeepReminder() | rs.EditedInThread() | rs.EditedInChat():
            return []
        case rs.FillThread(number):
            return _fill_thread(work, delivery, result, number=number)
        case rs.KeepCard():
            return _keep_card(work, delivery, result, then=delivery.then)
        case rs.KeepStaffPlaces():
            return _keep_staff_places(work, delivery.then, result)
        case rs.KeepChatPlaces():
            return _keep_chat_places(work, delivery, result, then=delivery.then)
        case rs.KeepPanel(number):
            return _keep_panel(work, number, result)
        case rs.ActOnTap(tapped):
            return desk.on_member(work, tapped, _membership(result))
        case rs.ActOnWords(wrote):
            return desk.on_member_wrote(work, wrote, _membership(result))
    assert_never(delivery.then)


def _membership(result: Result) -> rs.Membership:
    return result if isinstance(result, rs.Membership) else rs.Membership(inside=False)


def _fill_thread(work: Work, delivery: Delivery, result: Result, *, number: int) -> list[Draft]:
    """The card, and the conversation so far."""
    ticket = tickets.get(work.tx, number)
    group = address_of(delivery.act)
    if ticket is None or group is None or not isinstance(result, rs.ThreadOpened):
        return []
    ticket = replace(ticket, group=group, thread=result.thread, card=None)
    tickets.save(work.tx, ticket)
    place = Place(group, result.thread)
    told = [
        message
        for message in messages.of_ticket(work.tx, number)
        if message.author is not Author.DESK and message.in_chat is not None
    ]
    copies = relay.to_staff(work, ticket, told, lane=cards.filling(ticket))
    return [cards.card(work, ticket, place), *copies]


def _keep_card(work: Work, delivery: Delivery, result: Result, *, then: rs.KeepCard) -> list[Draft]:
    """Where the card stands; one that was on its way while the ticket changed is mended."""
    ticket = tickets.get(work.tx, then.ticket)
    if ticket is None or not _in(ticket, then.place) or not isinstance(result, rs.Said):
        return []
    if ticket.card == result.messages[0]:
        return []
    ticket = replace(ticket, card=result.messages[0])
    tickets.save(work.tx, ticket)
    fresh = cards.card(work, ticket, then.place)
    return [] if _shown(fresh.act) == _shown(delivery.act) else [fresh]


def _in(ticket: Ticket, place: Place) -> bool:
    """Whether the ticket's thread is still this one; an early form of the database did not always
    write down which it was.
    """
    return ticket.place is not None and (place.thread is None or place == ticket.place)


def _shown(act: Act) -> Message | None:
    """What an act that makes or changes a message lets people see."""
    return act.message if isinstance(act, Say | Edit) else None


def _keep_staff_places(work: Work, then: rs.KeepStaffPlaces, result: Result) -> list[Draft]:
    """The places, what was changed meanwhile, and the sign that it arrived; fewer places than
    there were messages when the platform left some out.
    """
    ticket = tickets.get(work.tx, then.ticket)
    if ticket is None or not _in(ticket, then.place):
        return []  # the thread it was for is no longer the ticket's; all of it goes to the new one
    places = result.messages if isinstance(result, rs.Said) else ()
    drafts = [
        draft
        for number, place in zip(then.messages, places, strict=False)
        for draft in _placed_in_thread(work, number, Spot(then.place.chat, place), then=then)
    ]
    lost = len(places) < len(then.messages)
    return [*drafts, *(_could_not_copy(work, then.ticket) if lost else ())]


def _placed_in_thread(
    work: Work, number: int, spot: Spot, *, then: rs.KeepStaffPlaces
) -> list[Draft]:
    messages.place_in_thread(work.tx, number, spot)
    placed, changed = messages.get(work.tx, number), messages.take_edit(work.tx, number)
    if placed is None:
        return []
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
    ticket = tickets.get(work.tx, then.ticket)
    if chat is None or ticket is None:
        return []
    for number, place in zip(then.messages, places, strict=False):
        messages.place_in_chat(work.tx, number, Spot(chat, place))
        changed = messages.take_edit(work.tx, number)
        placed = messages.get(work.tx, number)
        if changed is not None and placed is not None:
            drafts += relay.edit_in_chat(work, placed, changed, ticket=ticket)
    if then.reply is None:
        return drafts
    if len(places) < len(then.messages):
        return [*drafts, *_reply_failed(work, then.ticket, then.reply)]
    return [*drafts, *_reply_arrived(work, ticket, then.reply, number=then.messages[-1])]


def _reply_arrived(work: Work, ticket: Ticket, reply: rs.Reply, *, number: int) -> list[Draft]:
    """It counts; what happened since it was written stands."""
    written, closed = messages.written_at(work.tx, number), ticket.closed_at
    closed_since = closed is not None and written is not None and closed > written
    arrived = rules.Arrived(
        reopens=reply.reopens and not closed_since,
        crossed=messages.contact_wrote_after(work.tx, ticket.number, number),
    )
    _, effects = rules.decide(ticket, arrived, reply.expert, view=work.view)
    return [Draft(React(reply.at, ARRIVED)), *record(work, effects)]


def _keep_panel(work: Work, number: int, result: Result) -> list[Draft]:
    broadcast = broadcasts.get(work.tx, number)
    if broadcast is not None and isinstance(result, rs.Said):
        broadcasts.save(work.tx, replace(broadcast, panel=result.messages[0]))
    return []


def on_failed(work: Work, delivery: Delivery, failure: Failure) -> list[Draft]:
    """The act will never go well; what that means for what it was about."""
    address = address_of(delivery.act)
    if failure.about is About.RECIPIENT and address is not None and not address.group:
        return _left(work, delivery, address)
    if isinstance(delivery.then, rs.ActOnTap):
        if failure.about is not About.MESSAGE:
            return []  # nobody knows, so nobody is declined
        return desk.on_member(work, delivery.then.tapped, rs.Membership(inside=False))
    if isinstance(delivery.then, rs.ActOnWords):
        return desk.on_unknown_writer(work, delivery.then.wrote)
    if failure.cause is Cause.THREAD_GONE and (lost := _thread_of(delivery.then)):
        return _thread_gone(work, *lost)
    if failure.cause is Cause.MESSAGE_GONE and isinstance(delivery.act, Edit):
        return _say_anew(work, delivery, delivery.act)
    match delivery.then:
        case rs.KeepChatPlaces(_, number, rs.Reply() as reply):
            return _reply_failed(work, number, reply)
        case rs.FillThread(number) if work.desk.staff is not None:
            place = Place(work.desk.staff)
            words = Words("staff.no-thread", {"number": number})
            return [replace(in_staff(work, place, words), slot="no-thread")]
        case rs.KeepStaffPlaces(_, number, place):
            ticket = tickets.get(work.tx, number)
            return _could_not_copy(work, number) if ticket and _in(ticket, place) else []
        case rs.EditedInThread(number, ticket):
            return _copy_anew(work, number, ticket)
        case rs.EditedInChat(number, ticket):
            return _edit_failed(work, number, ticket)
        case None if isinstance(delivery.act, Copy) and delivery.act.to.chat.group:
            # the preview of a broadcast
            return [in_staff(work, delivery.act.to, Words("staff.uncopyable"))]
    return []


def _thread_of(then: FollowUp | None) -> tuple[int, Place] | None:
    """The ticket whose thread is gone, and which thread that was."""
    match then:
        case rs.KeepCard(ticket, place) | rs.KeepReminder(ticket, place):
            return ticket, place
        case rs.KeepStaffPlaces(_, ticket, place) | rs.EditedInThread(_, ticket, place):
            return ticket, place
    return None


def _left(work: Work, delivery: Delivery, address: Address) -> list[Draft]:
    """The person blocked the bot: nothing more is owed, no broadcasts, and whose reply was to
    arrive is told.
    """
    chats.set_reachable(work.tx, address, False)
    dropped = deliveries.drop_unreachable(work.tx, address, work.now)
    chat = chats.at(work.tx, address)
    if chat is not None:
        subscriptions.unsubscribe_all(work.tx, chat.id)
    replied = dict.fromkeys(
        then.ticket
        for then in (delivery.then, *(one.then for one in dropped))
        if isinstance(then, rs.KeepChatPlaces) and then.reply is not None
    )
    return [
        word
        for number in replied
        for word in _in_thread(work, tickets.get(work.tx, number), "staff.unreachable")
    ]


def _in_thread(work: Work, ticket: Ticket | None, key: str) -> list[Draft]:
    if ticket is None or ticket.place is None:
        return []
    return [in_staff(work, ticket.place, Words(key))]


def _thread_gone(work: Work, number: int, place: Place) -> list[Draft]:
    """Somebody deleted the thread: it is made again, with its history. Only the first failure asks
    for it.
    """
    ticket = tickets.get(work.tx, number)
    if ticket is None or not _in(ticket, place):
        return []
    ticket = replace(ticket, group=None, thread=None, card=None)
    tickets.save(work.tx, ticket)
    messages.leave_thread(work.tx, number)
    return cards.thread(work, ticket)


def _say_anew(work: Work, delivery: Delivery, act: Edit) -> list[Draft]:
    """What can no longer be changed in place is said anew."""
    match delivery.then:
        case rs.KeepCard(number, place):
            ticket = tickets.get(work.tx, number)
            if ticket is None or not _in(ticket, place):
                return []
            ticket = replace(ticket, card=None)
            tickets.save(work.tx, ticket)
            return [cards.card(work, ticket, place)]
        case rs.KeepPanel(number):
            broadcast = broadcasts.get(work.tx, number)
            place = broadcast.place if broadcast else Place(act.at.chat)
            return [Draft(Say(place, act.message), delivery.lane, then=delivery.then)]
        case rs.EditedInThread(number, ticket):
            return _copy_anew(work, number, ticket)
        case rs.EditedInChat(number, ticket) if not act.message.is_file:
            then = rs.KeepChatPlaces((number,), ticket)
            return [Draft(Say(Place(act.at.chat), act.message), delivery.lane, then=then)]
        case rs.EditedInChat(number, ticket):
            return _reply_anew(work, number, ticket, act=act)
        case None if not act.at.chat.group and not act.message.is_file:
            return [Draft(Say(Place(act.at.chat), act.message), delivery.lane)]
    return []


def _copy_anew(work: Work, number: int, ticket_number: int) -> list[Draft]:
    """A copy that somebody deleted in the thread; it is made of the message as it now is."""
    ticket, message = tickets.get(work.tx, ticket_number), messages.get(work.tx, number)
    if ticket is None or message is None:
        return []
    messages.place_in_thread(work.tx, number, None)
    return relay.to_staff(work, ticket, [message])


def _reply_anew(work: Work, number: int, ticket_number: int, *, act: Edit) -> list[Draft]:
    """A file that the contact deleted is passed on again, with the words that it has now."""
    message = messages.get(work.tx, number)
    if message is None or message.in_thread is None:
        return []
    source, place = message.in_thread, Place(act.at.chat)
    copy = Copy(place, source.chat, (source.message,), caption=act.message.text)
    return [Draft(copy, Lane.RELAY, then=rs.KeepChatPlaces((number,), ticket_number))]


def _edit_failed(work: Work, number: int, ticket_number: int) -> list[Draft]:
    """The contact still reads the old words; whoever changed them is told."""
    message = messages.get(work.tx, number)
    if message is None or message.in_thread is None:
        return []
    return _not_sent(work, ticket_number, message.in_thread)


def _reply_failed(work: Work, number: int, reply: rs.Reply) -> list[Draft]:
    """An expert's reply that nobody can deliver has not been given; its writer is told."""
    return _not_sent(work, number, reply.at)


def _not_sent(work: Work, number: int, at: Spot) -> list[Draft]:
    ticket = tickets.get(work.tx, number)
    if ticket is None:
        return []
    said = told_message((Words("staff.not-sent"),), (), work.context().phrases)
    told = replace(said, reply_to=at.message)
    return [Draft(Say(ticket.place or Place(at.chat), told), Lane.RELAY)]


def _could_not_copy(work: Work, number: int) -> list[Draft]:
    """A message that the platform won't copy (deleted meanwhile, or protected): the thread says
    so, and so does the contact's chat.
    """
    ticket = tickets.get(work.tx, number)
    if ticket is None:
        return []
    words = Words("message.not-passed-on", {"number": number})
    told = record(work, [Tell(ticket.contact, (words,), ticket=number)])
    return [*_in_thread(work, ticket, "staff.not-copied"), *told]

"""What an act's result leads to: the follow-up that its delivery names is carried out."""

from dataclasses import replace
from datetime import timedelta
from typing import assert_never

from bot.domain import results as rs
from bot.domain.desk import tickets as rules
from bot.domain.effects import Tell
from bot.domain.messages import Copy, Edit, React, Say, address_of
from bot.domain.outbox import Cause, Delivery, Draft, Failure, Lane, Verdict
from bot.domain.people import Address, Place, Spot
from bot.domain.results import FollowUp, Result
from bot.domain.tickets import Author, Ticket, TicketMessage
from bot.domain.words import Words
from bot.render.told import message
from bot.storage import broadcasts, chats, deliveries, messages, subscriptions, tickets
from handlers import cards, desk, relay
from handlers.record import ARRIVED, in_staff, record
from handlers.work import Work

_TURN = timedelta(seconds=1)  # until a reply whose turn has not come is looked at again


def on_done(work: Work, delivery: Delivery, result: Result) -> list[Draft]:
    """The act was carried out; what follows gets what came of it."""
    match delivery.then:
        case None | rs.KeepReminder() | rs.EditedInThread() | rs.EditedInChat():
            return []
        case rs.FillThread(ticket):
            return _fill_thread(work, delivery, result, ticket=ticket)
        case rs.KeepCard(ticket):
            return _keep_card(work, ticket, result)
        case rs.KeepStaffPlaces():
            return _keep_staff_places(work, delivery.then, result)
        case rs.KeepChatPlaces():
            return _keep_chat_places(work, delivery, delivery.then, result)
        case rs.KeepPanel(broadcast):
            return _keep_panel(work, broadcast, result)
        case rs.ActOnTap(tapped):
            return desk.on_member(work, tapped, _membership(result))
        case rs.ActOnWords(wrote):
            if desk.overtakes(work, wrote):
                return [Draft(delivery.act, delivery.lane, then=delivery.then, wait=_TURN)]
            return desk.on_member_wrote(work, wrote, _membership(result))
    assert_never(delivery.then)


def _membership(result: Result) -> rs.Membership:
    return result if isinstance(result, rs.Membership) else rs.Membership(inside=False)


def _fill_thread(work: Work, delivery: Delivery, result: Result, *, ticket: int) -> list[Draft]:
    """The card, and the conversation so far."""
    found = tickets.get(work.tx, ticket)
    group = address_of(delivery.act)
    if found is None or group is None or not isinstance(result, rs.ThreadOpened):
        return []
    found = replace(found, group=group, thread=result.thread, card=None)
    tickets.save(work.tx, found)
    place = Place(group, result.thread)
    told = [
        one
        for one in messages.of_ticket(work.tx, ticket)
        if one.author is not Author.DESK and one.in_chat is not None
    ]
    return [cards.card(work, found, place), *relay.to_staff(work, found, told)]


def _keep_card(work: Work, ticket: int, result: Result) -> list[Draft]:
    found = tickets.get(work.tx, ticket)
    if found is not None and isinstance(result, rs.Said) and found.card != result.messages[0]:
        tickets.save(work.tx, replace(found, card=result.messages[0]))
    return []


def _keep_staff_places(work: Work, then: rs.KeepStaffPlaces, result: Result) -> list[Draft]:
    """The places, what was changed meanwhile, and the sign that it arrived."""
    if not isinstance(result, rs.Said):
        return []
    if len(result.messages) < len(then.messages):  # of an album; nobody says which is missing
        return _could_not_copy(work, then.ticket)
    return [
        draft
        for number, place in zip(then.messages, result.messages, strict=False)
        for draft in _placed_in_thread(work, number, Spot(then.place.chat, place), then=then)
    ]


def _placed_in_thread(
    work: Work, number: int, spot: Spot, *, then: rs.KeepStaffPlaces
) -> list[Draft]:
    messages.place_in_thread(work.tx, number, spot)
    placed, changed = messages.get(work.tx, number), messages.take_edit(work.tx, number)
    if placed is None:
        return []
    edits = relay.edit_in_thread(placed, changed, place=then.place) if changed else []
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
    work: Work, delivery: Delivery, then: rs.KeepChatPlaces, result: Result
) -> list[Draft]:
    """The places; an expert's reply has arrived: it counts, and its writer sees a sign."""
    chat, drafts = address_of(delivery.act), list[Draft]()
    ticket = tickets.get(work.tx, then.ticket)
    if chat is None or ticket is None or not isinstance(result, rs.Said):
        return []
    if then.reply is not None and len(result.messages) < len(then.messages):
        return _reply_failed(work, then.ticket, then.reply)
    for number, place in zip(then.messages, result.messages, strict=False):
        messages.place_in_chat(work.tx, number, Spot(chat, place))
        changed = messages.take_edit(work.tx, number)
        placed = messages.get(work.tx, number)
        if changed is not None and placed is not None:
            drafts += relay.edit_in_chat(work, placed, changed, ticket=ticket)
    return [*drafts, *(_reply_arrived(work, ticket, then.messages[-1], reply=then.reply))]


def _reply_arrived(
    work: Work, ticket: Ticket, number: int, *, reply: rs.Reply | None
) -> list[Draft]:
    if reply is None:
        return []
    written, closed = messages.written_at(work.tx, number), ticket.closed_at
    closed_since = closed is not None and written is not None and closed > written
    arrived = rules.Arrived(
        reopens=reply.reopens and not closed_since,
        crossed=messages.contact_wrote_after(work.tx, ticket.number, number),
    )
    _, effects = rules.decide(ticket, arrived, reply.expert, view=work.view)
    return [Draft(React(reply.at, ARRIVED)), *record(work, effects)]


def _keep_panel(work: Work, broadcast: int, result: Result) -> list[Draft]:
    found = broadcasts.get(work.tx, broadcast)
    if found is not None and isinstance(result, rs.Said):
        broadcasts.save(work.tx, replace(found, panel=result.messages[0]))
    return []


def on_failed(work: Work, delivery: Delivery, failure: Failure) -> list[Draft]:
    """The act will never go well; what that means for what it was about."""
    address = address_of(delivery.act)
    if failure.verdict is Verdict.UNREACHABLE and address is not None and not address.group:
        return _left(work, delivery, address)
    if isinstance(delivery.then, rs.ActOnTap):
        return desk.on_member(work, delivery.then.tapped, rs.Membership(inside=False))
    if isinstance(delivery.then, rs.ActOnWords):
        return desk.on_unknown_writer(work, delivery.then.wrote)
    if failure.cause is Cause.THREAD_GONE and (lost := _thread_of(delivery.then)):
        return _thread_gone(work, *lost)
    if failure.cause is Cause.MESSAGE_GONE and isinstance(delivery.act, Edit):
        return _say_anew(work, delivery, delivery.act)
    match delivery.then:
        case rs.KeepChatPlaces(_, ticket, rs.Reply() as reply):
            return _reply_failed(work, ticket, reply)
        case rs.FillThread(ticket) if work.desk.staff is not None:
            place = Place(work.desk.staff)
            words = Words("staff.no-thread", {"number": ticket})
            return [replace(in_staff(work, place, words), slot="no-thread")]
        case rs.KeepStaffPlaces():
            return _could_not_copy(work, delivery.then.ticket)
        case rs.EditedInThread(number, ticket):
            return _copy_anew(work, number, ticket)
        case rs.EditedInChat(number, ticket):
            return _edit_failed(work, number, ticket)
    return []


def _thread_of(then: FollowUp | None) -> tuple[int, Place | None] | None:
    """The ticket whose thread is gone, and which thread that was; a follow-up may not know it."""
    match then:
        case rs.KeepCard(ticket, place) | rs.KeepReminder(ticket, place):
            return ticket, place
        case rs.KeepStaffPlaces(_, ticket, place) | rs.EditedInThread(_, ticket, place):
            return ticket, place
    return None


def _left(work: Work, delivery: Delivery, address: Address) -> list[Draft]:
    """The person blocked the bot: nothing more is owed, no broadcasts, and the expert is told."""
    chats.set_reachable(work.tx, address, False)
    dropped = deliveries.drop_unreachable(work.tx, address, work.now)
    chat = chats.at(work.tx, address)
    if chat is not None:
        subscriptions.unsubscribe_all(work.tx, chat.id)
    replies = dict.fromkeys(
        then.ticket
        for then in (delivery.then, *dropped)
        if isinstance(then, rs.KeepChatPlaces) and then.reply is not None
    )
    found = (tickets.get(work.tx, number) for number in replies)
    return [draft for one in found for draft in _in_thread(work, one, "staff.unreachable")]


def _in_thread(work: Work, ticket: Ticket | None, key: str) -> list[Draft]:
    if ticket is None or ticket.place is None:
        return []
    return [in_staff(work, ticket.place, Words(key))]


def _thread_gone(work: Work, ticket: int, place: Place | None) -> list[Draft]:
    """Somebody deleted the thread: it is made again, with its history. Only the first failure asks
    for it.
    """
    found = tickets.get(work.tx, ticket)
    if found is None or found.place is None or place not in (None, found.place):
        return []
    found = replace(found, group=None, thread=None, card=None)
    tickets.save(work.tx, found)
    for one in messages.of_ticket(work.tx, ticket):
        if one.in_thread is not None:
            messages.place_in_thread(work.tx, one.id, None)
    return cards.thread(work, found)


def _say_anew(work: Work, delivery: Delivery, act: Edit) -> list[Draft]:
    """What can no longer be changed in place is said anew."""
    match delivery.then:
        case rs.KeepCard(ticket, place):
            found = tickets.get(work.tx, ticket)
            if found is None:
                return []
            found = replace(found, card=None)
            tickets.save(work.tx, found)
            return [cards.card(work, found, place)]
        case rs.KeepPanel(broadcast):
            panel = broadcasts.get(work.tx, broadcast)
            place = panel.place if panel else Place(act.at.chat)
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


def _copy_anew(work: Work, number: int, ticket: int) -> list[Draft]:
    """A copy that somebody deleted in the thread; it is made of the message as it now is."""
    found, message = tickets.get(work.tx, ticket), messages.get(work.tx, number)
    if found is None or message is None:
        return []
    messages.place_in_thread(work.tx, number, None)
    return relay.to_staff(work, found, [message])


def _reply_anew(work: Work, number: int, ticket: int, *, act: Edit) -> list[Draft]:
    """A file that the contact deleted is passed on again, with the words that it has now."""
    found = messages.get(work.tx, number)
    if found is None or found.in_thread is None:
        return []
    source, place = found.in_thread, Place(act.at.chat)
    copy = Copy(place, source.chat, (source.message,), caption=act.message.text)
    return [Draft(copy, Lane.RELAY, then=rs.KeepChatPlaces((number,), ticket))]


def _edit_failed(work: Work, number: int, ticket: int) -> list[Draft]:
    """The contact still reads the old words; whoever changed them is told."""
    found = messages.get(work.tx, number)
    return _not_sent(work, ticket, found.in_thread) if found and found.in_thread else []


def _reply_failed(work: Work, ticket: int, reply: rs.Reply) -> list[Draft]:
    """An expert's reply that nobody can deliver has not been given; its writer is told."""
    return _not_sent(work, ticket, reply.at)


def _not_sent(work: Work, ticket: int, at: Spot) -> list[Draft]:
    found = tickets.get(work.tx, ticket)
    if found is None:
        return []
    said = message((Words("staff.not-sent"),), (), work.context().phrases)
    told = replace(said, reply_to=at.message)
    return [Draft(Say(found.place or Place(at.chat), told), Lane.RELAY)]


def _could_not_copy(work: Work, ticket: int) -> list[Draft]:
    """A message that the platform won't copy (deleted meanwhile, or protected): the thread says
    so, and so does the contact's chat.
    """
    found = tickets.get(work.tx, ticket)
    if found is None:
        return []
    words = Words("message.not-passed-on", {"number": ticket})
    told = record(work, [Tell(found.contact, (words,), ticket=ticket)])
    return [*_in_thread(work, found, "staff.not-copied"), *told]

"""What an act's result leads to: the follow-up that its delivery names is carried out."""

from dataclasses import replace
from typing import assert_never

from bot.domain import results as rs
from bot.domain.effects import Tell
from bot.domain.messages import Act, Edit, Message, React, Say, address_of
from bot.domain.outbox import Cause, Delivery, Draft, Failure, Verdict
from bot.domain.people import Address, Place, Spot
from bot.domain.results import FollowUp, Result
from bot.domain.tickets import Author, Ticket
from bot.domain.words import Words
from bot.storage import broadcasts, chats, deliveries, messages, subscriptions, tickets
from handlers import cards, desk, relay
from handlers.record import ARRIVED, in_staff, record
from handlers.work import Work


def on_done(work: Work, delivery: Delivery, result: Result) -> list[Draft]:
    """The act was carried out; what follows gets what came of it."""
    match delivery.then:
        case None | rs.KeepReminder():
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
            inside = isinstance(result, rs.Membership) and result.inside
            return desk.on_member(work, tapped, inside=inside)
    assert_never(delivery.then)


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
    return [cards.card(work, ticket, place), *relay.to_staff(work, ticket, told)]


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
    """The places; fewer than there were messages when the platform left some out."""
    places = result.messages if isinstance(result, rs.Said) else ()
    for message, place in zip(then.messages, places, strict=False):
        messages.place_in_thread(work.tx, message, Spot(then.place.chat, place))
    return _could_not_copy(work, then.ticket) if len(places) < len(then.messages) else []


def _keep_chat_places(
    work: Work, delivery: Delivery, result: Result, *, then: rs.KeepChatPlaces
) -> list[Draft]:
    """The places, and for an expert's reply the sign that it arrived."""
    chat = address_of(delivery.act)
    places = result.messages if isinstance(result, rs.Said) else ()
    if chat is not None:
        for message, place in zip(then.messages, places, strict=False):
            messages.place_in_chat(work.tx, message, Spot(chat, place))
    if then.reply is None:
        return []
    ticket = tickets.get(work.tx, then.ticket)
    if ticket is None or ticket.group is None:
        return []
    if len(places) < len(then.messages):
        return _in_thread(work, ticket, "staff.uncopyable")
    return [Draft(React(Spot(ticket.group, then.reply), ARRIVED))]


def _keep_panel(work: Work, number: int, result: Result) -> list[Draft]:
    broadcast = broadcasts.get(work.tx, number)
    if broadcast is not None and isinstance(result, rs.Said):
        broadcasts.save(work.tx, replace(broadcast, panel=result.messages[0]))
    return []


def on_failed(work: Work, delivery: Delivery, failure: Failure) -> list[Draft]:
    """The act will never go well; what that means for what it was about."""
    address = address_of(delivery.act)
    if failure.verdict is Verdict.UNREACHABLE and address is not None and not address.group:
        return _left(work, delivery, address)
    if isinstance(delivery.then, rs.ActOnTap):
        return desk.on_member(work, delivery.then.tapped, inside=False)
    if failure.cause is Cause.THREAD_GONE and (lost := _thread_of(delivery.then)):
        return _thread_gone(work, *lost)
    if failure.cause is Cause.MESSAGE_GONE and isinstance(delivery.act, Edit):
        return _say_anew(work, delivery, delivery.act)
    match delivery.then:
        case rs.FillThread(number) if work.desk.staff is not None:
            place = Place(work.desk.staff)
            words = Words("staff.no-thread", {"number": number})
            return [replace(in_staff(work, place, words), slot="no-thread")]
        case rs.KeepStaffPlaces(_, number):
            return _could_not_copy(work, number)
        case rs.KeepChatPlaces(_, number, reply) if reply is not None:
            return _in_thread(work, tickets.get(work.tx, number), "staff.not-sent")
    return []


def _thread_of(then: FollowUp | None) -> tuple[int, Place] | None:
    """The ticket whose thread is gone, and which thread that was."""
    match then:
        case rs.KeepCard(ticket, place) | rs.KeepReminder(ticket, place):
            return ticket, place
        case rs.KeepStaffPlaces(_, ticket, place):
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
    for message in messages.of_ticket(work.tx, number):
        if message.in_thread is not None:
            messages.place_in_thread(work.tx, message.id, None)
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
        case None if not act.at.chat.group and not act.message.is_file:
            return [Draft(Say(Place(act.at.chat), act.message), delivery.lane)]
    return []


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

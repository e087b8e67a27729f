"""What an act's result leads to: the follow-up that its delivery names is carried out."""

from dataclasses import replace
from typing import assert_never

from bot.domain import results as rs
from bot.domain.effects import Tell
from bot.domain.messages import Copy, Edit, React, Say, address_of
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
            inside = isinstance(result, rs.Membership) and result.inside
            return desk.on_member(work, tapped, inside=inside)
    assert_never(delivery.then)


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
    """The places; fewer than there were messages when the platform left some out."""
    places = result.messages if isinstance(result, rs.Said) else ()
    for message, place in zip(then.messages, places, strict=False):
        messages.place_in_thread(work.tx, message, Spot(then.place.chat, place))
    return _could_not_copy(work, then.ticket) if len(places) < len(then.messages) else []


def _keep_chat_places(
    work: Work, delivery: Delivery, then: rs.KeepChatPlaces, result: Result
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
        return desk.on_member(work, delivery.then.tapped, inside=False)
    if failure.cause is Cause.THREAD_GONE and (lost := _thread_of(delivery.then)):
        return _thread_gone(work, *lost)
    if failure.cause is Cause.MESSAGE_GONE and isinstance(delivery.act, Edit):
        return _say_anew(work, delivery, delivery.act)
    match delivery.then:
        case rs.FillThread(ticket) if work.desk.staff is not None:
            place = Place(work.desk.staff)
            words = Words("staff.no-thread", {"number": ticket})
            return [replace(in_staff(work, place, words), slot="no-thread")]
        case rs.KeepStaffPlaces(_, ticket):
            return _could_not_copy(work, ticket)
        case rs.KeepChatPlaces(_, ticket, str()):
            return _in_thread(work, tickets.get(work.tx, ticket), "staff.uncopyable")
        case None if isinstance(delivery.act, Copy) and delivery.act.to.chat.group:
            # the preview of a broadcast
            return [in_staff(work, delivery.act.to, Words("staff.uncopyable"))]
    return []


def _thread_of(then: FollowUp | None) -> tuple[int, Place | None] | None:
    """The ticket whose thread is gone, and which thread that was; a follow-up may not know it."""
    match then:
        case rs.KeepCard(ticket, place) | rs.KeepReminder(ticket, place):
            return ticket, place
        case rs.KeepStaffPlaces(_, ticket, place):
            return ticket, place
    return None


def _left(work: Work, delivery: Delivery, address: Address) -> list[Draft]:
    """The person blocked the bot: nothing more is owed, no broadcasts, and the expert is told."""
    chats.set_reachable(work.tx, address, False)
    deliveries.drop_unreachable(work.tx, address, work.now)
    chat = chats.at(work.tx, address)
    if chat is not None:
        subscriptions.unsubscribe_all(work.tx, chat.id)
    then = delivery.then
    if not isinstance(then, rs.KeepChatPlaces) or then.reply is None:
        return []
    return _in_thread(work, tickets.get(work.tx, then.ticket), "staff.unreachable")


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
    for message in messages.of_ticket(work.tx, ticket):
        if message.in_thread is not None:
            messages.place_in_thread(work.tx, message.id, None)
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
        case None if not act.at.chat.group and not act.message.is_file:
            return [Draft(Say(Place(act.at.chat), act.message), delivery.lane)]
    return []


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

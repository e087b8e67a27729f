"""What it leads to that an act will never go well.

Law: whoever wrote what does not arrive hears of it (`handlers/undelivered.py`).
"""

from dataclasses import replace

from bot.domain import results as rs
from bot.domain.messages import Copy, Edit, Message, Say, SayAlbum, Text, address_of, joined
from bot.domain.outbox import About, Cause, Delivery, Draft, Failure, Lane
from bot.domain.people import Address, Place, Spot
from bot.domain.results import FollowUp
from bot.domain.tickets import Author
from bot.domain.words import Words
from bot.storage import (
    broadcasts,
    chats,
    deliveries,
    earlier_places,
    messages,
    tickets,
)
from handlers import cards, coordinators, desk, relay, sending, subscribers, taking_back
from handlers.record import in_staff
from handlers.undelivered import (
    could_not_copy,
    edit_failed,
    quote,
    reply_failed,
    to_experts,
    told_of,
)
from handlers.work import Work


def on_failed(work: Work, delivery: Delivery, failure: Failure) -> list[Draft]:
    """The act will never go well; what that means for what it was about."""
    address = address_of(delivery.act)
    if failure.about is About.RECIPIENT and address is not None and not address.group:
        return _left(work, delivery, address)
    if isinstance(delivery.then, rs.TakenBack):
        gone = failure.cause is Cause.MESSAGE_GONE
        return taking_back.on_not_deleted(work, delivery.then, gone=gone)
    if failure.cause is Cause.THREAD_GONE and address is not None and address.group:
        return _into_gone_thread(work, delivery)
    if failure.cause is Cause.MESSAGE_GONE and isinstance(delivery.act, Edit):
        return _say_anew(work, delivery, delivery.act)
    match delivery.then:
        case rs.ActOnTap(tapped):
            # where nobody knows, nobody is declined
            answered = failure.about is About.MESSAGE
            return desk.on_unknown_tapper(work, tapped) if answered else []
        case rs.ActOnWords(event) | rs.ActOnEdit(event):
            return desk.on_unknown_writer(work, event)
        case rs.FillThread(number) if work.desk.staff is not None:
            return _no_thread(work, number, there=address == work.desk.staff)
    return _refused(work, delivery)


def on_shut(work: Work, delivery: Delivery) -> list[Draft]:
    """Somebody closed the thread, and the desk may not write there: it is tried on, and whoever
    can open it is told outside of it, once a day.
    """
    act, staff = delivery.act, work.desk.staff
    if not isinstance(act, Say | Copy) or staff is None or act.to.chat != staff:
        return []
    ticket = tickets.of_thread(work.tx, act.to)
    if ticket is None:
        return []
    words = Words("staff.thread-closed", {"number": ticket.number})
    key = f"closed:{staff.key}/{act.to.thread}:{work.now.date()}"
    return [replace(in_staff(work, Place(staff), words), key=key)]


def _refused(work: Work, delivery: Delivery) -> list[Draft]:
    """What was said to people, and what shows it."""
    match delivery.then:
        case rs.KeepChatPlaces():
            return reply_failed(work, delivery.then)
        case rs.KeepStaffPlaces(_, number, place):
            ticket = tickets.get(work.tx, number)
            mine = ticket is not None and cards.is_in(ticket, place)
            return could_not_copy(work, delivery.then, ticket) if ticket and mine else []
        case rs.EditedInThread(number, ticket_number):
            return _copy_anew(work, number, ticket_number)
        case rs.EditedInChat(number, ticket_number):
            return edit_failed(work, number, ticket_number)
        case rs.Previewed() if isinstance(delivery.act, Say | SayAlbum):
            return sending.preview_refused(work, delivery.then, delivery.act.to)
    return []


def _no_thread(work: Work, number: int, *, there: bool) -> list[Draft]:
    """All tickets whose threads can't be opened are named; one that was refused in a group which
    the desk has left is opened in the one of today.
    """
    ticket, staff = tickets.get(work.tx, number), work.desk.staff
    if ticket is None or staff is None or not there:
        return cards.thread(work, ticket) if ticket is not None else []
    without = {one.number for one in tickets.without_thread(work.tx, staff)} | {number}
    tried = [n for n in sorted(without) if not deliveries.is_open(work.tx, cards.thread_slot(n))]
    words = Words("staff.no-thread", {"number": ", ".join(map(str, tried))})
    private = coordinators.told(work, [words], key=f"no-thread:{work.now.date()}")
    return [replace(in_staff(work, Place(staff), words), slot="no-thread"), *private]


def _left(work: Work, delivery: Delivery, address: Address) -> list[Draft]:
    """The person blocked the bot: nothing more is owed, no broadcasts, and whose reply was to
    arrive, or be changed, is told.
    """
    chats.set_reachable(work.tx, address, False)
    dropped = deliveries.drop_unreachable(work.tx, address, work.now)
    chat = chats.at(work.tx, address)
    if chat is not None:
        subscribers.stop(work, chat.id)
    owed = (delivery.then, *(one.then for one in dropped))
    waiting = dict.fromkeys(number for then in owed for number in _never_told(work, then))
    stays = [
        word
        for then in owed
        if isinstance(then, rs.TakenBack)
        for word in taking_back.on_not_deleted(work, then)
    ]
    return stays + [
        word
        for ticket in (tickets.get(work.tx, number) for number in waiting)
        if ticket is not None
        for word in to_experts(work, ticket, Words("staff.unreachable"))
    ]


def _never_told(work: Work, then: FollowUp | None) -> list[int]:
    """The ticket on which an expert's words, or a change of them, will not arrive."""
    match then:
        case rs.EditedInChat(_, ticket):
            return [ticket]
        case rs.KeepChatPlaces(numbers, ticket, reply):
            sent = [one for one in told_of(work, numbers) if one.author is Author.EXPERT]
            for one in sent if reply is not None else ():
                messages.refuse(work.tx, one.id)
            return [ticket] if sent else []
    return []


def _into_gone_thread(work: Work, delivery: Delivery) -> list[Draft]:
    """Somebody deleted the thread: a ticket's is made again, and what was to be said there and is
    no part of its history is said elsewhere.
    """
    match delivery.then:
        case rs.KeepCard(number, place):
            return _thread_gone(work, number, place)
        case rs.KeepStaffPlaces(_, number, place) | rs.EditedInThread(_, number, place):
            return _thread_gone(work, number, place)
        case rs.KeepPanel(number):
            return _panel_elsewhere(work, delivery, number)
    if not isinstance(delivery.act, Say | Copy) or delivery.act.to.chat != work.desk.staff:
        return []
    return _elsewhere(work, delivery, delivery.act)


def _thread_gone(work: Work, number: int, place: Place) -> list[Draft]:
    """The thread is made again, with its history. Only the first failure asks for it."""
    ticket = tickets.get(work.tx, number)
    if ticket is None or not cards.is_in(ticket, place):
        return []
    ticket = replace(ticket, group=None, thread=None, card=None)
    tickets.save(work.tx, ticket)
    for message in messages.of_ticket(work.tx, number):
        if message.in_thread is not None:
            messages.leave_thread(work.tx, message)
    return cards.thread(work, ticket)


def _elsewhere(work: Work, delivery: Delivery, act: Say | Copy) -> list[Draft]:
    """In the thread that the ticket has now; while it has none, outside of all of them."""
    ticket, general = tickets.of_thread(work.tx, act.to), Place(act.to.chat)
    if ticket is None or not isinstance(act, Say):
        return [Draft(_moved(act, general), delivery.lane)]
    act = Say(act.to, replace(act.message, text=_with_quote(work, act)))
    if ticket.place is not None and ticket.place != act.to:
        return [Draft(_moved(act, ticket.place), delivery.lane)]
    about = work.context().phrases.text("staff.about", {"number": ticket.number})
    told = Say(general, replace(act.message, text=joined([about, act.message.text])))
    drafts = [Draft(_moved(told, general), delivery.lane)]
    return [*drafts, *_thread_gone(work, ticket.number, act.to)]


def _with_quote(work: Work, act: Say) -> Text:
    """The words, with those of the ticket's message that they stood below."""
    below = act.message.reply_to
    known = messages.in_thread(work.tx, Spot(act.to.chat, below)) if below is not None else None
    if known is None or not known.text:
        return act.message.text
    quoted = quote(known)
    return joined([act.message.text, work.context().phrases.text(quoted.key, quoted.values)])


def _moved(act: Say | Copy, place: Place) -> Say | Copy:
    if isinstance(act, Copy):
        return replace(act, to=place, reply_to=None)
    return Say(place, replace(act.message, reply_to=None))


def _panel_elsewhere(work: Work, delivery: Delivery, number: int) -> list[Draft]:
    broadcast = broadcasts.get(work.tx, number)
    if broadcast is None or not isinstance(delivery.act, Say):
        return []
    broadcast = replace(broadcast, thread=None, panel=None)
    broadcasts.save(work.tx, broadcast)
    said = _moved(delivery.act, cards.panel_place(work, broadcast))
    return [Draft(said, delivery.lane, then=delivery.then, slot=delivery.slot)]


def _say_anew(work: Work, delivery: Delivery, act: Edit) -> list[Draft]:
    """What can no longer be changed in place is said anew, unless a newer change waits, which
    will be.
    """
    if delivery.slot is not None and deliveries.in_slot(work.tx, delivery.slot) is not None:
        return []
    now = _stands_now(work, delivery)
    if now is not None and now != act.at:  # said anew meanwhile
        return [Draft(replace(act, at=now), delivery.lane, delivery.then, delivery.slot)]
    match delivery.then:
        case rs.KeepCard(number, place):
            return _card_anew(work, number, place)
        case rs.KeepPanel(number):
            broadcast = broadcasts.get(work.tx, number)
            place = cards.panel_place(work, broadcast) if broadcast else Place(act.at.chat)
            return [Draft(Say(place, act.message), delivery.lane, then=delivery.then)]
        case rs.EditedInThread(number, ticket):
            return _copy_anew(work, number, ticket, changed=act.message)
        case rs.EditedInChat(number, ticket):
            return _reply_anew(work, number, ticket, act=act)
        case None if not act.at.chat.group and not act.message.is_file:
            return [Draft(Say(Place(act.at.chat), act.message), delivery.lane)]
    return []


def _stands_now(work: Work, delivery: Delivery) -> Spot | None:
    """Where the message that was to be changed stands on the other side by now, if it does."""
    match delivery.then:
        case rs.EditedInThread(number):
            message = messages.get(work.tx, number)
            return message.in_thread if message is not None else None
        case rs.EditedInChat(number):
            message = messages.get(work.tx, number)
            return message.in_chat if message is not None else None
    return None


def _card_anew(work: Work, number: int, place: Place) -> list[Draft]:
    ticket = tickets.get(work.tx, number)
    if ticket is None or not cards.is_in(ticket, place):
        return []
    if ticket.card is not None:
        earlier_places.remember(work.tx, Spot(place.chat, ticket.card), number)
    ticket = replace(ticket, card=None)
    tickets.save(work.tx, ticket)
    return [cards.card(work, ticket, place)]


def _copy_anew(
    work: Work, number: int, ticket_number: int, *, changed: Message | None = None
) -> list[Draft]:
    """A copy that somebody deleted in the thread; it is made of the message as it now is. One that
    is being made already is `changed` when it stands there.
    """
    ticket, message = tickets.get(work.tx, ticket_number), messages.get(work.tx, number)
    if ticket is None or message is None:
        return []
    if message.on_its_way and changed is not None:
        messages.keep_edit(work.tx, number, changed)
        return []
    messages.leave_thread(work.tx, message)
    return relay.to_staff(work, ticket, [message])


def _reply_anew(work: Work, number: int, ticket_number: int, *, act: Edit) -> list[Draft]:
    """A reply that the contact deleted is said again as it now is; a file with its words."""
    message = messages.get(work.tx, number)
    if message is None:
        return []
    messages.leave_chat(work.tx, message)
    place, then = Place(act.at.chat), rs.KeepChatPlaces((number,), ticket_number)
    if not act.message.is_file:
        return [Draft(Say(place, act.message), Lane.RELAY, then=then)]
    if message.in_thread is None:
        return []
    source = message.in_thread
    copy = Copy(place, source.chat, (source.message,), caption=act.message.text)
    return [Draft(copy, Lane.RELAY, then=then)]

"""`/geri` as a reply to one's own reply: the contact does not have it any more, where it can be so.

Law: whoever asks hears what came of it; what the contact still has, counts as said.
"""

from dataclasses import replace
from datetime import timedelta

from bot.domain.desk import taking_back as rules
from bot.domain.desk.tickets import decide
from bot.domain.events import StaffWrote
from bot.domain.messages import AskMember, Delete, React, Say
from bot.domain.outbox import Draft, Lane, State
from bot.domain.people import Actor, Spot
from bot.domain.results import ActOnWords, TakenBack
from bot.domain.tickets import Author, TicketMessage
from bot.domain.words import Words
from bot.render.told import message as told_message
from bot.storage import deliveries, messages, tickets
from handlers import albums, relay, seconding
from handlers.record import record
from handlers.undelivered import to_writer
from handlers.work import Work

_SHORTLY = timedelta(seconds=1)  # a call that is under way has ended by then, or is asked after


def on_command(work: Work, event: StaffWrote, actor: Actor) -> list[Draft]:
    """Take the message that is replied to back; alone, one's own last reply in this thread."""
    if event.content.reply_to is None:
        reply = _last(work, event, actor)
        if reply is None:
            return to_writer(work, event, Words("staff.take-back-how"))
    else:
        reply = messages.in_thread(work.tx, Spot(event.place.chat, event.content.reply_to))
    if reply is not None and reply.held:
        return _withdrawn(work, event, actor, reply)
    refusal = rules.refusal(reply, actor, work.now)
    if reply is None or refusal is not None:
        return to_writer(work, event, Words(refusal or "staff.take-back-none"))
    whole = messages.of_reply(work.tx, reply)
    if reply.on_its_way:
        return _stopped(work, event, whole)
    return [_deletion(work, event, actor, whole=whole)]


def _last(work: Work, event: StaffWrote, actor: Actor) -> TicketMessage | None:
    """What they wrote to the contact last, if that waits or is there."""
    ticket = tickets.in_thread(work.tx, event.place)
    said = messages.of_ticket(work.tx, ticket.number) if ticket is not None else ()
    own = [one for one in said if one.expert == actor.id]
    mine = [one for one in own if one.held or (one.author is Author.EXPERT and not one.refused)]
    return mine[-1] if mine else None


def _withdrawn(work: Work, event: StaffWrote, actor: Actor, reply: TicketMessage) -> list[Draft]:
    """It waits for an OK, so nobody has it yet."""
    ticket = tickets.get(work.tx, reply.ticket)
    if ticket is None or reply.expert != actor.id:
        return to_writer(work, event, Words("staff.take-back-not-yours"))
    withdrawn = seconding.withdrawn(work, reply, ticket, actor)
    key = "staff.stopped" if reply.author is Author.NOTE else "staff.change-stopped"
    return [*to_writer(work, event, Words(key)), *withdrawn]


def _deletion(
    work: Work, event: StaffWrote, actor: Actor, *, whole: tuple[TicketMessage, ...]
) -> Draft:
    """With all that was said in one with it, wherever it stands."""
    along = [word for one in whole for word in messages.said_with(work.tx, one)]
    spots = [spot for one in (*whole, *along) for spot in messages.places_in_chat(work.tx, one)]
    numbers = tuple(dict.fromkeys(one.id for one in (*whole, *along)))
    there = tuple(dict.fromkeys(spot.message for spot in spots))
    then = TakenBack(numbers, whole[0].ticket, actor, event.place, event.message)
    return Draft(Delete(spots[0].chat, there), Lane.REPLY, then=then, slot=f"back:{numbers[0]}")


def _stopped(work: Work, event: StaffWrote, whole: tuple[TicketMessage, ...]) -> list[Draft]:
    """What waits to go out does not; what is under way is asked after again in a moment."""
    slot = _slot(whole[0])
    waiting = deliveries.in_slot(work.tx, slot)
    if waiting is None:
        if not deliveries.is_open(work.tx, slot):
            return to_writer(work, event, Words("staff.take-back-late"))
        asked = AskMember(event.place.chat, event.person.id)
        return [Draft(asked, Lane.RELAY, then=ActOnWords(event), wait=_SHORTLY)]
    deliveries.end(work.tx, waiting.id, State.WITHDRAWN, now=work.now, error="taken back")
    for one in whole:
        messages.remove(work.tx, one.id)
    # a call without an answer may have arrived all the same
    key = "staff.stopped-perhaps" if waiting.attempts else "staff.stopped"
    return to_writer(work, event, Words(key))


def _slot(reply: TicketMessage) -> str:
    if reply.album is None or reply.in_thread is None:
        return relay.slot_of(reply.id)
    return albums.slot_of(reply.in_thread.chat, reply.album)


def on_deleted(work: Work, then: TakenBack, *, key: str = "staff.taken-back") -> list[Draft]:
    """The reply was never said: its ticket stands as before, its sign goes, it is a note again."""
    ticket, told = tickets.get(work.tx, then.ticket), _known(work, then)
    if ticket is None or not told:
        return []
    signs = [
        Draft(React(one.in_thread, ""), Lane.RELAY)
        for one in told
        if one.in_thread is not None and one.arrived_at is not None
    ]
    for one in told:
        messages.remove(work.tx, one.id)
    unsay = rules.Unsay(tickets.history(work.tx, ticket.number), told[0].arrived_at)
    _, effects = decide(ticket, unsay, then.expert, view=work.view)
    return [*signs[-1:], *record(work, effects), *_answer(work, then, key)]


def on_not_deleted(work: Work, then: TakenBack, *, gone: bool = False) -> list[Draft]:
    """The contact still has it, so it counts; one that the contact has deleted does not."""
    if gone:
        return on_deleted(work, then, key="staff.taken-back-gone")
    return _answer(work, then, "staff.take-back-failed")


def _known(work: Work, then: TakenBack) -> list[TicketMessage]:
    found = (messages.get(work.tx, number) for number in then.messages)
    return [one for one in found if one is not None]


def _answer(work: Work, then: TakenBack, key: str) -> list[Draft]:
    """Below what was asked."""
    said = told_message((Words(key),), (), work.context().phrases)
    return [Draft(Say(then.place, replace(said, reply_to=then.asked)), Lane.RELAY)]

"""Pictures that are sent together: they come one by one, and go on as one act."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.domain.messages import Copy
from bot.domain.outbox import Delivery, Draft, Lane, State
from bot.domain.people import Address, Spot
from bot.domain.results import KeepChatPlaces, KeepStaffPlaces
from bot.domain.tickets import Author, TicketMessage
from bot.storage import deliveries, messages
from handlers.work import Work

WAIT = timedelta(seconds=1.5)


def slot_of(chat: Address, album: str) -> str:
    """Where an album of this chat waits."""
    return f"album:{chat.key}:{album}"


def ticket_of(work: Work, chat: Address, album: str | None) -> int | None:
    """The ticket that the earlier pictures of this album are on their way to, or None."""
    if album is None:
        return None
    waiting = deliveries.in_slot(work.tx, slot_of(chat, album))
    then = waiting.then if waiting else None
    return then.ticket if isinstance(then, KeepStaffPlaces) else None


def joined(work: Work, act: Copy, then: KeepStaffPlaces | KeepChatPlaces, *, slot: str) -> Draft:
    """One act for the pictures of an album that are here by now."""
    before = deliveries.in_slot(work.tx, slot)
    if before is not None and before.attempts:
        before = None  # it keeps its place in the outbox, and may have arrived
    if (
        before is not None
        and isinstance(before.act, Copy)
        and isinstance(before.then, type(then))
        and before.act.to == act.to  # what waits for a thread that is gone came with the history
    ):
        pictures = dict(zip(before.then.messages, before.act.messages, strict=True))
        pictures |= dict(zip(then.messages, act.messages, strict=True))  # each of them once
        act = replace(act, messages=tuple(pictures.values()))
        then = replace(then, messages=tuple(pictures))
    return Draft(replace(act, album=True), Lane.RELAY, then=then, slot=slot, wait=WAIT)


def notes(work: Work, ticket: int, album: str) -> list[tuple[TicketMessage, Spot]]:
    """The pictures of an album that have not gone out, and where they stand."""
    return [
        (one, one.in_thread)
        for one in messages.of_ticket(work.tx, ticket)
        if one.author is Author.NOTE and one.album == album and one.in_thread is not None
    ]


def refuse(work: Work, one: TicketMessage) -> bool:
    """Of an album all goes out or nothing: with one picture, those stay that have not been tried;
    whether it was refused before.
    """
    if one.album is None or one.in_thread is None:
        return False
    before = is_refused(work, one.ticket, one.album)
    slot = slot_of(one.in_thread.chat, one.album)
    waiting = deliveries.in_slot(work.tx, slot)
    numbers = {one.id, *(note.id for note, _ in notes(work, one.ticket, one.album))}
    if waiting is not None and not waiting.attempts and isinstance(waiting.then, KeepChatPlaces):
        deliveries.end(work.tx, waiting.id, State.FAILED, now=work.now, error="album")
        numbers |= set(waiting.then.messages)
    for number in numbers:
        messages.refuse(work.tx, number)
    return before


def is_refused(work: Work, ticket: int, album: str | None) -> bool:
    """Whether a picture of this album could not go out."""
    same = (one for one in messages.of_ticket(work.tx, ticket) if one.album == album)
    return album is not None and any(one.refused for one in same)


def take_out(work: Work, one: TicketMessage) -> list[Draft]:
    """A picture that waits with its album goes by itself; the others wait on."""
    waiting = _untried(work, one)
    if waiting is None or not isinstance(waiting.act, Copy):
        return []
    act, then = waiting.act, waiting.then
    assert isinstance(then, KeepStaffPlaces)
    pictures = dict(zip(then.messages, act.messages, strict=True))
    if pictures.pop(one.id, None) is None:
        return []
    messages.remove(work.tx, one.id)
    deliveries.end(work.tx, waiting.id, State.FAILED, now=work.now, error="taken out")
    act = replace(act, messages=tuple(pictures.values()))
    then = replace(then, messages=tuple(pictures))
    again = Draft(act, Lane.RELAY, then=then, slot=waiting.slot, wait=WAIT)
    return [again] if pictures else []


def call_off(work: Work, taken: Sequence[TicketMessage]) -> bool:
    """Whether all of it still waited: then no expert has seen any of it, nor will."""
    waiting = _untried(work, taken[0]) if taken else None
    if waiting is None or not isinstance(waiting.then, KeepStaffPlaces):
        return False
    whole = set(waiting.then.messages) == {one.id for one in taken}
    if whole:
        deliveries.end(work.tx, waiting.id, State.FAILED, now=work.now, error="withdrawn")
    return whole


def _untried(work: Work, one: TicketMessage) -> Delivery | None:
    """The contact's album that still waits as a whole, with this picture in it, or None."""
    if one.album is None or one.in_chat is None:
        return None
    waiting = deliveries.in_slot(work.tx, slot_of(one.in_chat.chat, one.album))
    mine = waiting is not None and isinstance(waiting.then, KeepStaffPlaces)
    return waiting if waiting is not None and mine and not waiting.attempts else None

"""What time itself asks for: reminders of promises, the next batch of a broadcast, forgetting."""

from collections.abc import Sequence
from datetime import timedelta

import structlog

from bot.domain.desk import reminders
from bot.domain.desk.reminders import Lapsed
from bot.domain.desk.tickets import decide
from bot.domain.messages import Say, address_of
from bot.domain.outbox import Draft
from bot.domain.people import DESK, Place
from bot.domain.tickets import Step
from bot.domain.words import Words
from bot.render.told import message
from bot.storage import (
    arrivals,
    chats,
    deliveries,
    facts,
    group_albums,
    messages,
    queue,
    tickets,
    updates,
)
from handlers import appointments, calls, contact, coordinators, sending, standing
from handlers.cards import thread
from handlers.record import record
from handlers.work import Work

log = structlog.get_logger(__name__)

LATE = timedelta(minutes=15)  # what people wrote is on its way no longer without a word
MOST_PLACED = 500  # tickets that find their place anew in one tick; the others wait for the next
MOST_STEPS = 20  # that time asks for on one ticket, one after the other
PATIENCE = timedelta(minutes=2)  # a thread that is not there by then is asked for again


def remind(work: Work) -> list[Draft]:
    """What promised dates ask for: a word to the expert before one lapses; one that has is renewed,
    and the contact, the thread and all experts are told.
    """
    drafts, lapsed = list[Draft](), list[Lapsed]()
    standing.settle(work, most=MOST_PLACED)
    for ticket in queue.asked_for(work.tx, work.now):
        step = reminders.asked_by_time(ticket, work.view)
        if step is None:
            continue
        after, effects = decide(ticket, step, DESK, view=work.view)
        drafts += record(work, effects)
        if step is Step.LAPSE and not after.legal:
            link = work.desk.links.thread(after.place) if after.place is not None else ""
            lapsed.append(Lapsed(after, calls.whom(work, after), link))
    standing.settle(work, most=MOST_PLACED)
    return [*drafts, *(_lapsed(work, lapsed) if lapsed else ())]


def _lapsed(work: Work, lapsed: Sequence[Lapsed]) -> list[Draft]:
    """Everybody outside of all threads, and coordinators in their own chats, hear which dates have
    lapsed; coordinators who have none are called there.
    """
    told, others = reminders.in_general(lapsed, work.view), coordinators.unreached(work)
    called = (Words("coordinators.called", {"people": others}),) if others else ()
    return [*calls.in_general(work, (*told, *called)), *coordinators.told(work, told)]


def appointed(work: Work) -> list[Draft]:
    """What appointments ask for: a word before, a look back after."""
    return [draft for effects in appointments.by_time(work) for draft in record(work, effects)]


def wake(work: Work) -> list[Draft]:
    """What has waited long enough in a contact's chat."""
    return contact.on_time(work)


def broadcast(work: Work) -> list[Draft]:
    """The next step of every broadcast that is under way, and of those whose time has come."""
    return sending.on_tick(work)


def meanwhile(work: Work) -> list[Draft]:
    """After a backup was brought back: what dates and appointments have asked for since it was made
    was said then, or nobody knows. It counts as said, and only the staff group hears of it.
    """
    drafts = list[Draft]()
    standing.settle_all(work)
    for _ in range(MOST_STEPS):
        found = [*remind(work), *appointed(work)]
        drafts += found
        if not found:
            break
    staff = work.desk.staff
    return [one for one in drafts if staff is not None and address_of(one.act) == staff]


def waiting_tickets(work: Work) -> list[Draft]:
    """Threads for tickets that no expert can see: from before a staff group was set, or because it
    failed.
    """
    if work.desk.staff is None:
        return []
    asked_since = work.now - PATIENCE
    return [
        draft
        for ticket in tickets.without_thread(work.tx, work.desk.staff)
        if ticket.opened_at < asked_since
        for draft in thread(work, ticket)
    ]


def late_words(work: Work) -> list[Draft]:
    """While the staff group is away, a word to everybody who wrote on a ticket a while ago and whom
    no expert has heard; once, however often this runs.
    """
    since = facts.get(work.tx, facts.AWAY)
    if since is None:
        return []
    log.error("staff_group_still_away", since=since, waiting=deliveries.waiting(work.tx))
    drafts = (_still_waits(work, *one) for one in messages.late(work.tx, work.now - LATE))
    return [draft for draft in drafts if draft is not None]


def _still_waits(work: Work, number: int, since: int) -> Draft | None:
    ticket = tickets.get(work.tx, number)
    chat = chats.get(work.tx, ticket.contact) if ticket is not None else None
    if chat is None:
        return None
    words = Words("message.still-waits", {"number": number})
    said = message((words,), (), work.desk.phrases(chat.language))
    return Draft(Say(Place(chat.address), said), key=f"late:{number}:{since}")


def forget(work: Work, keep: timedelta, *, words: timedelta) -> None:
    """Delete handled updates and spoken deliveries older than `keep`, and the words of tickets that
    have been closed for longer than `words`.
    """
    updates.forget(work.tx, work.now - keep)
    deliveries.forget(work.tx, work.now - keep)
    arrivals.forget(work.tx, work.now - keep)
    group_albums.forget(work.tx, work.now - keep)
    messages.forget_words(work.tx, work.now - words)

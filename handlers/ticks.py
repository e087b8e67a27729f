"""What time itself asks for: reminders of promises, the next batch of a broadcast, forgetting."""

from datetime import timedelta

from bot.domain.desk.reminders import reminder
from bot.domain.messages import Say
from bot.domain.outbox import Draft, Lane
from bot.domain.results import KeepReminder
from bot.domain.tickets import Ticket
from bot.render.told import message
from bot.storage import broadcasts, deliveries, messages, tickets, updates
from handlers import broadcasts as broadcasting
from handlers import contact
from handlers.cards import thread
from handlers.work import Work

PATIENCE = timedelta(minutes=2)  # a thread that is not there by then is asked for again


def remind(work: Work) -> list[Draft]:
    """A word to the expert before a date lapses and when it has; each once, however often this
    runs.
    """
    drafts = (_reminder(work, ticket) for ticket in tickets.active(work.tx))
    return [draft for draft in drafts if draft is not None]


def _reminder(work: Work, ticket: Ticket) -> Draft | None:
    found = reminder(ticket, work.view)
    if found is None or ticket.place is None:
        return None
    said = message((found.words,), (), work.context().phrases)
    then = KeepReminder(ticket.number, ticket.place)
    return Draft(Say(ticket.place, said), Lane.REMINDER, then=then, key=found.key)


def wake(work: Work) -> list[Draft]:
    """What has waited long enough in a contact's chat."""
    return contact.on_time(work)


def broadcast(work: Work) -> list[Draft]:
    """The next step of every broadcast that is under way."""
    under_way = broadcasts.under_way(work.tx)
    return [draft for one in under_way for draft in broadcasting.step(work, one)]


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


def forget(work: Work, keep: timedelta, *, words: timedelta) -> None:
    """Delete handled updates and spoken deliveries older than `keep`, and the words of tickets that
    have been closed for longer than `words`.
    """
    updates.forget(work.tx, work.now - keep)
    deliveries.forget(work.tx, work.now - keep)
    messages.forget_words(work.tx, work.now - words)

"""What time itself asks for: reminders of promises, the next batch of a broadcast, forgetting."""

from datetime import datetime, timedelta

from bot.domain.deliveries import Draft, Lane
from bot.domain.effects import Words
from bot.domain.tickets import Ticket
from bot.render.screens import Screen
from bot.storage import broadcasts, deliveries, tickets, updates
from bot.storage.books import Tx
from handlers import broadcasts as broadcasting
from handlers import tickets as work
from handlers.desk import Desk
from handlers.record import message

BEFORE_DUE = timedelta(hours=3)
PATIENCE = timedelta(minutes=2)  # a thread that is not there by then is asked for again


def remind(tx: Tx, desk: Desk, now: datetime) -> list[Draft]:
    """A word to the expert before a date lapses and when it has; each once, however often this
    runs.
    """
    if desk.staff_chat_id is None:
        return []
    drafts = []
    for ticket in tickets.active(tx):
        due = desk.due_at(ticket)
        if due is None or ticket.thread_id is None or now < due - BEFORE_DUE:
            continue
        drafts.append(_reminder(ticket, due, desk, late=now >= due))
    return drafts


def _reminder(ticket: Ticket, due: datetime, desk: Desk, *, late: bool) -> Draft:
    key = "reminder.late" if late else "reminder.soon"
    expert = ticket.expert_name or Words("queue.nobody")
    html = desk.speech(desk.default_language).text(
        key, {"number": ticket.number, "due": due, "expert": expert}
    )
    assert desk.staff_chat_id is not None
    return message(
        desk.staff_chat_id,
        Screen(html, []),
        thread_id=ticket.thread_id,
        lane=Lane.REMINDER,
        then={"do": "reminded", "ticket": ticket.number, "thread": ticket.thread_id},
        key=f"reminder:{ticket.number}:{int(due.timestamp())}:{'late' if late else 'soon'}",
    )


def broadcast(tx: Tx, desk: Desk, now: datetime) -> list[Draft]:
    """The next step of every broadcast that is under way."""
    return [
        draft for one in broadcasts.under_way(tx) for draft in broadcasting.step(tx, one, desk, now)
    ]


def waiting_tickets(tx: Tx, desk: Desk, now: datetime) -> list[Draft]:
    """Threads for tickets that no expert can see: from before a staff group was set, or because it
    failed.
    """
    if desk.staff_chat_id is None:
        return []
    missing = [
        one
        for one in tickets.without_thread(tx)
        if not deliveries.is_open(tx, f"thread:{one.number}")
    ]
    return [
        draft
        for one in missing
        if one.opened_at < now - PATIENCE
        for draft in work.thread(one, desk)
    ]


def forget(tx: Tx, now: datetime, keep: timedelta) -> None:
    """Delete handled updates and spoken deliveries that are older than `keep`."""
    updates.forget(tx, now - keep)
    deliveries.forget(tx, now - keep)

"""Nobody says anything: an expert who took a ticket, or a contact who was answered.

Law: a ticket never waits for somebody silent without end; what time does it does once.
"""

from collections.abc import Iterator
from datetime import datetime

from bot.domain import buttons
from bot.domain.contact.tickets import rating_row
from bot.domain.desk.said import Acts, Decision, told
from bot.domain.desk.view import DeskView
from bot.domain.effects import CallExperts, KeepStep, ShowCard
from bot.domain.messages import Button, Rows
from bot.domain.people import Actor
from bot.domain.promise import Promise
from bot.domain.tickets import Step, Ticket, advance
from bot.domain.words import Value, Words


def asked_by_silence(ticket: Ticket, view: DeskView) -> Step | None:
    """What a silence asks for now, or None."""
    return next((step for step, at in silences(ticket, view.promise) if at <= view.now), None)


def silences(ticket: Ticket, promise: Promise) -> Iterator[tuple[Step, datetime]]:
    """What a silence asks for, and when; what comes first here is done first."""
    times = (
        (Step.RETURN, promise.silent_from(ticket)),
        (Step.EXPIRE, promise.close_at(ticket)),
        (Step.NUDGE, None if ticket.nudged_at else promise.nudge_at(ticket)),
    )
    return ((step, at) for step, at in times if at is not None)


def returned(ticket: Ticket, actor: Actor, view: DeskView) -> Decision:
    """The expert was silent: it is nobody's again, and everybody is called. Its date stands."""
    if asked_by_silence(ticket, view) is not Step.RETURN:
        return ticket, []
    before = ticket.expert_name or ""
    ticket = advance(ticket, Step.RETURN, view.now)
    values: dict[str, Value] = {
        "number": ticket.number,
        "before": before,
        "expert": Words("queue.nobody"),
    }
    called = CallExperts(ticket, Words("reminder.returned", values))
    return ticket, [KeepStep(ticket, Step.RETURN, actor), called, ShowCard(ticket)]


def nudged(ticket: Ticket, actor: Actor, view: DeskView) -> Decision:
    """The contact was silent: once, whether that was all."""
    if asked_by_silence(ticket, view) is not Step.NUDGE:
        return ticket, []
    ticket = advance(ticket, Step.NUDGE, view.now)
    number = ticket.number
    rows: Rows = (
        (Button(Words("ticket.add"), buttons.AddToTicket(number)),),
        (Button(Words("ticket.close"), buttons.CloseTicket(number)),),
    )
    words = Words("ticket.nudge-asked" if ticket.asks else "ticket.nudge", {"number": number})
    return ticket, [KeepStep(ticket, Step.NUDGE, actor), told(ticket, words, rows)]


def expired(ticket: Ticket, actor: Actor, view: DeskView) -> Decision:
    """The contact was silent after that, too: it is over, until they write again."""
    if asked_by_silence(ticket, view) is not Step.EXPIRE:
        return ticket, []
    ticket = advance(ticket, Step.EXPIRE, view.now)
    words, rows = closing("ticket.expired", ticket)
    return ticket, [
        KeepStep(ticket, Step.EXPIRE, actor),
        told(ticket, words, rows),
        ShowCard(ticket),
    ]


def closing(key: str, ticket: Ticket, *, way: Button | None = None) -> tuple[Words, Rows]:
    """The last word on a ticket; what nobody answered nobody is asked to rate."""
    reopen = Button(Words("ticket.reopen"), buttons.ReopenTicket(ticket.number))
    words = Words(key, {"number": ticket.number})
    if ticket.replied_at is None or ticket.asks:
        return Words(f"{key}-unanswered", words.values), ((way or reopen,),)
    return words, (rating_row(ticket.number), (way or reopen,))


ACTS: Acts = {Step.RETURN: returned, Step.NUDGE: nudged, Step.EXPIRE: expired}

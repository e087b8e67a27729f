"""What a promised date asks for by itself.

Law: before it lapses its experts are reminded, once; when it has, it is renewed at once, and
everybody whom it concerns hears of it. What was said is part of the ticket, so it is not said
again, whatever is forgotten.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from bot.domain.buttons import GiveReason
from bot.domain.desk import seconding
from bot.domain.desk.said import Acts
from bot.domain.desk.silence import silences
from bot.domain.desk.view import DeskView
from bot.domain.effects import CallExperts, Effect, KeepStep, ShowCard, Tell
from bot.domain.messages import Button, Rows
from bot.domain.people import DESK, Actor
from bot.domain.promise import Promise
from bot.domain.tickets import Kind, Reason, Step, Ticket, advance
from bot.domain.words import Value, Words

BEFORE_DUE = timedelta(hours=3)
BEFORE_URGENT = timedelta(minutes=15)
MOST_NAMED = 20  # tickets in one word about those whose dates have lapsed

Decision = tuple[Ticket, list[Effect]]


def asked_by_time(ticket: Ticket, view: DeskView) -> Step | None:
    """What the ticket's date, or a silence, asks for now, or None."""
    return next((step for step, at in _times(ticket, view.promise) if at <= view.now), None)


def next_look(ticket: Ticket, promise: Promise) -> datetime | None:
    """When time next asks for something on the ticket; None: never, as it stands."""
    return min((at for _, at in _times(ticket, promise)), default=None)


def _times(ticket: Ticket, promise: Promise) -> Iterator[tuple[Step, datetime]]:
    """What time asks for, and when: what comes first here is done first."""
    told = promise.told(ticket)
    if told is not None:
        yield Step.LAPSE, told
    agreed = told == ticket.appointed_until  # which has a reminder of its own
    if told is not None and ticket.reminded_at is None and ticket.place is not None and not agreed:
        before = BEFORE_URGENT if promise.in_hours(ticket) else BEFORE_DUE
        yield Step.REMIND, told - before
    yield from silences(ticket, promise)


def reminded(ticket: Ticket, actor: Actor, view: DeskView) -> Decision:
    """The date comes near: whoever is on the ticket is called."""
    ticket = advance(ticket, Step.REMIND, view.now)
    return ticket, [
        KeepStep(ticket, Step.REMIND, actor),
        *seconding.reminder(ticket),
        CallExperts(ticket, _said("soon", ticket, view), reasons(ticket)),
    ]


def lapsed(ticket: Ticket, actor: Actor, view: DeskView) -> Decision:
    """The date has passed: the contact hears of a new one and why, and whoever is on the ticket is
    called.
    """
    if not view.promise.lapsed(ticket, view.now):
        return ticket, []
    step = Step.RENEW if ticket.legal else Step.LAPSE  # of what has no fixed date none is missed
    ticket = advance(ticket, step, view.now)
    words = Words(_lapsed(ticket), {"number": ticket.number, "due": view.due_at(ticket)})
    when = "legal" if ticket.legal else "late"
    return ticket, [
        KeepStep(ticket, step, actor),
        Tell(ticket.contact, (words,), ticket=ticket.number),
        *seconding.reminder(ticket),
        CallExperts(ticket, _said(when, ticket, view), reasons(ticket)),
        ShowCard(ticket),
    ]


def _lapsed(ticket: Ticket) -> str:
    """What the contact hears of it."""
    if ticket.legal:
        return "ticket.lapsed-legal"
    if ticket.kind is Kind.CALL and ticket.replied_at is None and not ticket.urgent:
        return "ticket.lapsed-call"
    return "ticket.lapsed-urgent" if ticket.urgent else "ticket.lapsed"


def reasons(ticket: Ticket) -> Rows:
    """Why it takes longer, to be told by a tap."""
    row = [
        Button(Words(f"reason.short-{reason}"), GiveReason(ticket.number, reason))
        for reason in Reason
    ]
    return tuple(row[:2]), tuple(row[2:])


def caught_up(ticket: Ticket, view: DeskView) -> Decision:
    """The ticket with what its date asks for by now, where whoever acts tells the new date: the
    history knows that the one before lapsed.
    """
    if ticket.legal or not view.promise.lapsed(ticket, view.now):
        return ticket, []
    ticket = advance(ticket, Step.LAPSE, view.now)
    return ticket, [KeepStep(ticket, Step.LAPSE, DESK)]


def _said(when: str, ticket: Ticket, view: DeskView) -> Words:
    expert = ticket.expert_name or Words("queue.nobody")
    values = {"number": ticket.number, "due": view.due_at(ticket), "expert": expert}
    return Words(f"reminder.{when}", values)


def in_general(lapsed: Sequence[tuple[Ticket, Value]], view: DeskView) -> tuple[Words, ...]:
    """What is said outside of all threads about the tickets whose dates have just lapsed, each with
    whom it calls; one word for all of them.
    """
    count = len(lapsed)
    title = Words("reminder.lapsed", {"n": count}, plural=count)
    urgent_first = sorted(lapsed, key=lambda one: not one[0].urgent)
    lines = (_line(ticket, called, view) for ticket, called in urgent_first[:MOST_NAMED])
    more = count - MOST_NAMED
    rest = (Words("reminder.lapsed-more", {"n": more}, plural=more),) if more > 0 else ()
    return title, *lines, *rest


def _line(ticket: Ticket, called: Value, view: DeskView) -> Words:
    values = {"number": ticket.number, "expert": called, "due": view.due_at(ticket)}
    line = Words("reminder.lapsed-line", values)
    return Words("queue.urgent", {"line": line}) if ticket.urgent else line


ACTS: Acts = {Step.REMIND: reminded, Step.LAPSE: lapsed}

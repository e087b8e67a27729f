"""A play about one ticket: somebody asks (`>>`), and the rules answer, effect by effect (`<<`).

Law: what is not expected fails: an effect too many, too few, in another place, or a ticket of
which more has changed than `stands` names, but for `QUIET`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain import buttons
from bot.domain.calendar import Calendar
from bot.domain.chats import Held
from bot.domain.desk.reminders import reasons
from bot.domain.desk.tickets import Request, Wrote, decide
from bot.domain.desk.view import DeskView
from bot.domain.effects import (
    Answer,
    CallExperts,
    Effect,
    Hint,
    KeepMessages,
    KeepStep,
    PassOn,
    ShowCard,
    Tell,
)
from bot.domain.messages import Button, Message, Rows, Text
from bot.domain.people import Actor, Address, Role, Spot
from bot.domain.promise import Promise
from bot.domain.results import Reply
from bot.domain.tickets import Heard, Status, Step, Ticket
from bot.domain.words import Words

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)  # a Monday; the desk is in Istanbul, at 11:00
IN_TWO_DAYS = datetime(2026, 11, 25, 15, tzinfo=UTC)  # Wednesday, closing time
IN_SEVEN_DAYS = datetime(2026, 12, 2, 15, tzinfo=UTC)  # Wednesday of the week after
PROMISE = Promise(Calendar(ZoneInfo("Europe/Istanbul")))

# when somebody last did something: `tests/domain/test_tickets.py` proves these step by step
QUIET = ("worked_at", "answered_at", "nudged_at")

GROUP = Address("telegram", "-100", group=True)
ELIF = Actor(31, "Elif")
DENIZ = Actor(32, "Deniz")
AYLIN = Actor(33, "Aylin", Role.COORDINATOR)
CONTACT = Actor(7, "", Role.CONTACT)
NUMBER = 12

HOME = Button(Words("button.home"), buttons.Home())
REOPEN = Button(Words("ticket.reopen"), buttons.ReopenTicket(NUMBER))
STARS = tuple(Button(star, buttons.RateTicket(NUMBER, int(star))) for star in "12345")


def ticket(status: Status = Status.NEW, **values: Any) -> Ticket:
    """Ticket 12 of contact 7, opened just now, without an expert; it has its thread."""
    new = Ticket(NUMBER, CONTACT.id, status, "soru", "tr", opened_at=NOW, since=NOW)
    return replace(new, **{"group": GROUP, "thread": "7", **values})


def held(message: str, **values: Any) -> Held:
    """A message of the contact."""
    return replace(Held(message, "text", "bir şey daha"), **values)


def content(text: str) -> Message:
    """What an expert wrote."""
    return Message(Text(text))


def view(after: timedelta = timedelta()) -> DeskView:
    """What the rules may look at, so long after `NOW`."""
    return DeskView(PROMISE, NOW + after)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request by somebody, so long after `NOW`."""

    actor: Actor
    request: Request
    after: timedelta


unproven: list[Asked] = []  # what no `assert` has read to its end; see conftest.py


def by(actor: Actor, request: Request, *, after: timedelta = timedelta()) -> Asked:
    """Somebody asks for something."""
    return Asked(actor, request, after)


@dataclass(frozen=True, slots=True)
class Stands:
    """What has changed on the ticket; nothing else has."""

    changes: dict[str, Any]


def stands(**changes: Any) -> Stands:
    """The ticket as before but for this."""
    return Stands(changes)


@dataclass(frozen=True, slots=True)
class Ticketbook:
    """The ticket as it stands, and the effects that nobody has expected yet."""

    ticket: Ticket
    before: Ticket | None = None
    asked: Asked | None = None
    left: tuple[Effect, ...] = ()

    def __rshift__(self, asked: Asked) -> "Ticketbook":
        """Somebody asks; everything that followed from the request before was expected."""
        assert not self.left, f"not expected: {self.left}"
        unproven.append(asked)
        changed, effects = decide(
            self.ticket, asked.request, asked.actor, view=view(after=asked.after)
        )
        return Ticketbook(changed, self.ticket, asked, tuple(effects))

    def __lshift__(self, expected: "Expected") -> "Ticketbook":
        """The next effect is this one, or the ticket stands like this."""
        if isinstance(expected, Stands):
            assert self.before is not None
            quiet = {name: getattr(self.ticket, name) for name in QUIET}
            assert self.ticket == replace(self.before, **{**quiet, **expected.changes})
            return self
        assert self.left, "nothing more follows"
        assert self.left[0] == expected(self)
        return replace(self, left=self.left[1:])

    def __bool__(self) -> bool:
        """True when all that followed was expected: a play is always asserted."""
        assert not self.left, f"not expected: {self.left}"
        unproven.clear()
        return True

    @property
    def actor(self) -> Actor:
        """Who asked last."""
        assert self.asked is not None
        return self.asked.actor


Expected = Stands | Callable[[Ticketbook], Effect]


def answers(key: str, **values: Any) -> Expected:
    """Whoever asked hears a word, where they asked."""
    return lambda _: Answer(Words(key, values))


def keeps(step: Step, *, by: Actor | None = None) -> Expected:
    """The ticket as it now stands is written, and the step of whoever asked, or of another one."""
    return lambda book: KeepStep(book.ticket, step, by or book.actor)


def shows_card() -> Expected:
    """The card looks like the ticket now."""
    return lambda book: ShowCard(book.ticket)


def tells(key: str, rows: Rows = (), **values: Any) -> Expected:
    """The contact hears it with the ticket's number, and a reply to it goes to the ticket."""
    said = Words(key, {"number": NUMBER, **values})
    return lambda _: Tell(CONTACT.id, (said,), rows, ticket=NUMBER)


def calls(key: str, **values: Any) -> Expected:
    """Whoever is on the ticket is called in its thread."""

    def called(book: Ticketbook) -> Effect:
        expert = book.ticket.expert_name or Words("queue.nobody")
        words = Words(key, {"number": NUMBER, "expert": expert, **values})
        return CallExperts(book.ticket, words, reasons(book.ticket))

    return called


def promises(key: str, due: datetime, *, kind: str = "answer", **values: Any) -> Expected:
    """The contact hears it, with what is promised now."""
    promise = Words(f"promise.{kind}", {"due": due})
    return tells(key, promise=promise, **values)


def passes_on(text: str, *, reopens: bool = False) -> Expected:
    """The expert's message goes out; it is known whose it is when it arrives."""
    at = Spot(GROUP, "501")
    return lambda book: PassOn(book.ticket, Reply(at, book.actor, reopens), content(text))


def hints(key: str, **values: Any) -> Expected:
    """Whoever replied hears it below the reply, once a day on this ticket."""

    def hinted(book: Ticketbook) -> Effect:
        assert book.asked is not None
        day = (NOW + book.asked.after).date()
        once = f"collision:{NUMBER}:{book.actor.id}:{day}"
        return Hint(book.ticket, Spot(GROUP, "501"), Words(key, values), once)

    return hinted


def keeps_messages(heard: Heard | None = None) -> Expected:
    """The contact's messages are the ticket's, all of them, and what is told when they arrived."""
    return lambda book: KeepMessages(book.ticket, _wrote(book).messages, heard)


def _wrote(book: Ticketbook) -> Wrote:
    assert book.asked is not None
    assert isinstance(book.asked.request, Wrote)
    return book.asked.request

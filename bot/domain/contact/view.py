"""What the rules may look at besides the chat itself: plain values, loaded before they are
asked.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.appointments import Appointment, Hours
from bot.domain.broadcasts import Broadcast
from bot.domain.chats import Held
from bot.domain.promise import Promise
from bot.domain.tickets import Kind, Status, Ticket
from bot.domain.words import Words
from intents.content.catalog import Catalog
from intents.search.index import Match
from intents.understand import CLOSE

SUBJECTS = "faq"
ASSESSMENT = "assessment"


@dataclass(frozen=True, slots=True)
class ContactView:
    """What one decision may look at; `broadcast` is the one that the contact pressed a button
    of, `withdrawn` the messages that are not for the ticket they went to.
    """

    catalog: Catalog
    promise: Promise
    now: datetime
    tickets: tuple[Ticket, ...] = ()  # the contact's own, oldest first
    subjects: frozenset[int] = frozenset()  # that the contact wants to hear of
    levels: Mapping[int, int] = field(default_factory=dict)  # of the self-assessment, by question
    broadcast: Broadcast | None = None
    asked: int | None = None  # the ticket whose expert spoke after whatever the contact did last
    recent: int | None = None  # the open ticket that was spoken on last, within the hour
    lately: int | None = None  # the ticket that was closed within the day, the newest
    rates: int | None = None  # the ticket that was closed after the contact's last act
    withdrawn: tuple[Held, ...] = ()
    hours: Hours = field(default_factory=Hours)  # when experts can be spoken to
    taken: Mapping[str, Collection[datetime]] = field(default_factory=dict)  # times, by lane
    appointments: tuple[Appointment, ...] = ()  # the contact's own that are ahead

    def due_at(self, ticket: Ticket) -> datetime | None:
        """By when the ticket's answer comes; never past, None while nobody waits."""
        return self.promise.due_at(ticket, self.now)

    @property
    def active(self) -> tuple[Ticket, ...]:
        """The contact's tickets that are not closed, oldest first."""
        return tuple(ticket for ticket in self.tickets if ticket.active)

    @property
    def waiting_for_contact(self) -> tuple[Ticket, ...]:
        """Tickets in which the expert has spoken last."""
        return tuple(ticket for ticket in self.tickets if ticket.status is Status.PENDING)

    def ticket(self, number: int) -> Ticket | None:
        """The contact's own ticket of this number, or None."""
        return next((ticket for ticket in self.tickets if ticket.number == number), None)


def subject_areas(catalog: Catalog, language: str) -> Mapping[int, str]:
    """The subject areas' labels: the choices of the subjects' root that open a question."""
    collection = catalog.collection(language, SUBJECTS)
    if collection is None:
        return {}
    root = collection.questions[collection.root]
    return {choice.opens or choice.choice_id: choice.label for choice in root.choices}


def subject_label(catalog: Catalog, language: str, subject: int | None) -> str | None:
    """The subject's name, or None when it is unknown."""
    return subject_areas(catalog, language).get(subject) if subject is not None else None


def subject_of(catalog: Catalog, language: str, choice_id: str | None) -> int | None:
    """The subject area that an answer belongs to, or None."""
    choice = catalog.choice(language, choice_id) if choice_id else None
    if choice is None or choice.collection != SUBJECTS:
        return None
    question = catalog.question(language, f"{SUBJECTS}:{choice.question_id}")
    trail = catalog.trail(question) if question else ()
    return (trail[0].opens or trail[0].choice_id) if trail else None


def matter_of(ticket: Ticket, label: str | None) -> Words | str:
    """What a ticket is about in a word: its subject area's name, else what it is for."""
    if label is not None:
        return label
    return Words("summary.none" if ticket.kind is Kind.QUESTION else f"ticket-kind.{ticket.kind}")


def likely_subject(view: ContactView, language: str, matches: Iterable[Match]) -> int | None:
    """The subject area that the nearest entries speak for together, or None; never the desk's own,
    since nobody asks an expert about that who has not wished for one.
    """
    voices: dict[int, float] = {}
    for match in matches:
        subject = subject_of(view.catalog, language, match.id)
        if subject is not None and match.confidence >= CLOSE:
            voices[subject] = voices.get(subject, 0.0) + match.confidence
    others = voices.keys() - _of_desk(view.catalog, language)
    return max(others, key=lambda one: voices[one], default=None)


def _of_desk(catalog: Catalog, language: str) -> set[int]:
    """The subject areas about the desk itself; a request is hardly ever about one."""
    collection = catalog.collection(language, SUBJECTS)
    if collection is None:
        return set()
    root = collection.questions[collection.root].choices
    return {choice.opens or choice.choice_id for choice in root if choice.desk}

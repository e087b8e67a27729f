"""What the rules may look at besides the chat itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from bot.domain.tickets import Status, Ticket
from intents.content.catalog import Catalog

SUBJECTS = "faq"
ASSESSMENT = "assessment"


@dataclass(frozen=True)
class Scene:
    """What one decision may look at; what it does not look at is never loaded."""

    catalog: Catalog
    load_tickets: Callable[[], tuple[Ticket, ...]] = tuple
    load_topics: Callable[[], frozenset[int]] = frozenset
    load_levels: Callable[[], Mapping[int, int]] = dict
    due_at: Callable[[Ticket], datetime | None] = lambda _: None

    @cached_property
    def tickets(self) -> tuple[Ticket, ...]:
        """The contact's tickets, oldest first."""
        return self.load_tickets()

    @cached_property
    def topics(self) -> frozenset[int]:
        """The subjects that the contact wants to hear of."""
        return self.load_topics()

    @cached_property
    def levels(self) -> Mapping[int, int]:
        """The organisation's self-assessment: level by question."""
        return self.load_levels()

    @property
    def active(self) -> tuple[Ticket, ...]:
        """The contact's tickets that are not closed, oldest first."""
        return tuple(ticket for ticket in self.tickets if ticket.active)

    @property
    def waiting_for_contact(self) -> tuple[Ticket, ...]:
        """Tickets in which the expert has spoken last."""
        return tuple(ticket for ticket in self.tickets if ticket.status is Status.PENDING)

    def ticket(self, number: int | None) -> Ticket | None:
        """The contact's own ticket of this number, or None."""
        return next((ticket for ticket in self.tickets if ticket.number == number), None)


def subjects(catalog: Catalog, language: str) -> tuple[tuple[int, str], ...]:
    """The subject areas as (number, label): the choices of the subjects' root that open a
    question.
    """
    collection = catalog.collection(language, SUBJECTS)
    if collection is None:
        return ()
    root = collection.questions[collection.root]
    return tuple((choice.opens or choice.choice_id, choice.label) for choice in root.choices)


def subject_label(catalog: Catalog, language: str, topic: int | None) -> str | None:
    """The subject's name, or None when it is unknown."""
    return dict(subjects(catalog, language)).get(topic) if topic is not None else None


def subject_of(catalog: Catalog, language: str, choice_id: str | None) -> int | None:
    """The subject area that an answer belongs to, or None."""
    choice = catalog.choice(language, choice_id) if choice_id else None
    if choice is None or choice.collection != SUBJECTS:
        return None
    question = catalog.question(language, f"{SUBJECTS}:{choice.question_id}")
    trail = catalog.trail(question) if question else ()
    return (trail[0].opens or trail[0].choice_id) if trail else None

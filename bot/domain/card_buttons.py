"""What a button below a ticket's card says, besides the steps of its life.

Law: a page of the card is only looked at; what changes something names it in full.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.tickets import Priority, Step


class Page(StrEnum):
    """Which buttons the card shows."""

    MAIN = "main"
    MORE = "more"
    CLOSE = "close"  # asks back, like the next ones
    RESEARCH = "research"
    LEGAL = "legal"
    URGENT = "urgent"
    CALM = "calm"
    REFUSE = "refuse"  # the rules that can be named
    REFUSAL = "refusal"  # one of them as the contact will read it
    SUBJECT = "subject"
    PRIORITY = "priority"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Face:
    """How the card looks: its page, and what was chosen there."""

    page: Page = Page.MAIN
    choice: str = ""


FIRST = Face()


@dataclass(frozen=True, slots=True)
class TurnCard:
    """Another page of the card, in place of this one."""

    ticket: int
    page: Page


@dataclass(frozen=True, slots=True)
class Sure:
    """Yes, this step."""

    ticket: int
    step: Step


@dataclass(frozen=True, slots=True)
class LookAtRule:
    """The rule as the contact would read it."""

    ticket: int
    policy: str


@dataclass(frozen=True, slots=True)
class RefuseBy:
    """Yes, refuse by this rule."""

    ticket: int
    policy: str


@dataclass(frozen=True, slots=True)
class SetSubject:
    """The ticket's subject area."""

    ticket: int
    subject: int


@dataclass(frozen=True, slots=True)
class SetPriority:
    """How much it matters to the desk."""

    ticket: int
    priority: Priority


@dataclass(frozen=True, slots=True)
class SetLanguage:
    """The language in which the contact is answered."""

    ticket: int
    language: str


@dataclass(frozen=True, slots=True)
class HowToNote:
    """How a note is written."""

    ticket: int


CardPress = (
    TurnCard | Sure | LookAtRule | RefuseBy | SetSubject | SetPriority | SetLanguage | HowToNote
)

"""What the desk knows of a request besides the ticket: what its contact asked, read and said.

Law: it is only shown; no decision looks at it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.domain.contact.answers import REASONS
from bot.domain.contact.assessment import next_steps
from bot.domain.contact.view import ASSESSMENT
from bot.domain.desk.finding import state
from bot.domain.desk.queue import unnamed
from bot.domain.tickets import Ticket
from bot.domain.words import Day, Linked, Value, Words

MOST_EARLIER = 10  # tickets in one list


@dataclass(frozen=True, slots=True)
class Background:
    """How many other tickets the contact has, what was missing in the answer that was read, and
    the levels of the self-assessment that the request came from, by question.
    """

    others: int = 0
    lacked: str | None = None
    levels: Mapping[int, int] | None = None

    def missing(self) -> Value:
        """What was missing, as the contact chose or wrote it."""
        return Words(f"missing.{self.lacked}") if self.lacked in REASONS else self.lacked

    def weakest(self) -> tuple[int, ...]:
        """The questions of the self-assessment where a step helps most."""
        return next_steps(self.levels or {})


NONE = Background()


def is_from_assessment(ticket: Ticket) -> bool:
    """Whether the request began at the self-assessment, whose profile then goes along."""
    return (ticket.answer_id or "").partition(":")[0] == ASSESSMENT


def earlier(ticket: Ticket, others: Iterable[tuple[Ticket, str | None, str]]) -> tuple[Words, ...]:
    """What else the contact has asked, each with its subject's name and a link, newest first."""
    known = sorted(others, key=lambda one: -one[0].number)
    count = len(known)
    title = Words("earlier.title", {"n": count, "case": ticket.case}, plural=count)
    rest = count - MOST_EARLIER
    more = Words("earlier.more", {"n": rest, "case": ticket.case}, plural=rest)
    lines = tuple(_line(*one) for one in known[:MOST_EARLIER])
    return (title, *lines, more) if rest > 0 else (title, *lines)


def _line(ticket: Ticket, subject: str | None, link: str) -> Words:
    values: dict[str, Value] = {
        "number": Linked(f"#{ticket.number}", link),
        "topic": subject or unnamed(ticket),
        "opened": Day(ticket.opened_at),
        "state": state(ticket),
    }
    return Words("earlier.line", values)

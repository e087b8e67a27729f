"""What a ticket's history says of it: where it would stand if a reply had never been said.

Law: only `advance` says what a step leads to; here it is asked once more, step by step.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.domain.tickets import NotAllowed, Status, Step, Ticket, advance

# what a step leaves on a ticket that a reply has to do with
_TURN = (
    "status",
    "since",
    "replied_at",
    "answered_at",
    "nudged_at",
    "closed_at",
    "renewed_at",
    "lapsed_at",
    "reminded_at",
    "research",
    "legal",
    "asks",
    "on_it",
)


@dataclass(frozen=True, slots=True)
class Past:
    """A step that a ticket has taken, and when; by which expert, to whom where it was handed over,
    where that is asked.
    """

    step: Step
    at: datetime
    expert: int | None = None
    to: int | None = None


def standing(steps: Sequence[Step]) -> tuple[int, ...]:
    """Which of the steps stand: all but the replies that were taken back, and the taking back."""
    stands = list[int]()
    for n, step in enumerate(steps):
        if step is Step.TAKE_BACK:
            replies = [place for place in stands if steps[place] is Step.REPLY]
            stands = [place for place in stands if place not in replies[-1:]]
        else:
            stands.append(n)
    return tuple(stands)


def without_reply(ticket: Ticket, history: Sequence[Past], at: datetime) -> Ticket:
    """The ticket as if the reply that arrived at this moment had never been said; what has nothing
    to do with it stays.
    """
    stands = [history[n] for n in standing([past.step for past in history])]
    others = list(stands)
    if (reply := Past(Step.REPLY, at)) in others:
        others.remove(reply)
    said, unsaid = _retold(ticket, stands), _retold(ticket, others)
    changes: dict[str, Any] = {
        name: getattr(unsaid, name)
        for name in _TURN
        if getattr(said, name) != getattr(unsaid, name)
    }
    return replace(ticket, **changes)


def _retold(ticket: Ticket, history: Sequence[Past]) -> Ticket:
    """Where the steps lead a fresh ticket; one that is not possible any more leads nowhere."""
    begins = ticket.opened_at
    one = Ticket(ticket.number, ticket.contact, Status.NEW, "", "", opened_at=begins, since=begins)
    one = replace(one, kind=ticket.kind)
    for past in history:
        try:
            one = advance(one, past.step, past.at)
        except NotAllowed:
            continue
    return one

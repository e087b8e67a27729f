"""A broadcast is composed, looked at and sent.

Law: after sending has begun, or a broadcast is cancelled, no button of its composer changes it.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from bot.domain import buttons
from bot.domain.broadcasts import BATCH, Broadcast, Progress, Status
from bot.domain.buttons import ComposerPress
from bot.domain.effects import (
    Answer,
    Effect,
    KeepBroadcast,
    ShowCancelled,
    ShowComposer,
    ShowPreview,
)
from bot.domain.people import Spot
from bot.domain.words import Words

Decision = tuple[Broadcast, list[Effect]]


@dataclass(frozen=True, slots=True)
class ComposerView:
    """`reach`: how many want to hear of the subjects as they are after the press."""

    reach: int
    now: datetime


def drafted(source: Spot, expert: int, thread: str | None, *, now: datetime) -> Broadcast:
    """A new broadcast of a message of the staff group; it gets its id when it is kept."""
    return Broadcast(0, Status.DRAFT, frozenset(), source, by=expert, created_at=now, thread=thread)


def refusal(*, of_ticket: bool, replies: bool) -> Words | None:
    """Why no broadcast is made, or None: it begins with a message that is replied to, and nothing
    of a ticket's thread, nor what the desk itself said, is for anybody but the ticket's contact.
    """
    if of_ticket:
        return Words("broadcast.not-here")
    return None if replies else Words("broadcast.how")


def subjects_after(
    broadcast: Broadcast, press: ComposerPress, known: Collection[int]
) -> frozenset[int]:
    """The broadcast's subjects once the button is pressed; one that is unknown changes none."""
    if isinstance(press, buttons.ChooseSubject) and press.subject in known:
        return broadcast.subjects ^ {press.subject}
    return broadcast.subjects


def decide(
    broadcast: Broadcast, press: ComposerPress, subjects: frozenset[int], *, view: ComposerView
) -> Decision:
    """The broadcast after a button of its composer, and what follows."""
    if broadcast.status is not Status.DRAFT:
        return broadcast, [Answer(Words("broadcast.over"))]
    broadcast = replace(broadcast, subjects=subjects)
    composer = ShowComposer(broadcast, view.reach)
    match press:
        case buttons.ChooseSubject() | buttons.Compose():
            return broadcast, [Answer(), KeepBroadcast(broadcast), composer]
        case buttons.CancelBroadcast():
            broadcast = replace(broadcast, status=Status.CANCELLED, ended_at=view.now)
            return broadcast, [Answer(), KeepBroadcast(broadcast), ShowCancelled(broadcast)]
        case buttons.Preview() | buttons.SendBroadcast() if not view.reach:
            nobody = Answer(Words("broadcast.nobody"))
            return broadcast, [nobody, KeepBroadcast(broadcast), composer]
        case buttons.Preview():
            shown = ShowPreview(broadcast, view.reach)
            return broadcast, [Answer(), KeepBroadcast(broadcast), shown]
        case buttons.SendBroadcast():
            broadcast = replace(broadcast, status=Status.SENDING, recipients=view.reach)
            return broadcast, [Answer(Words("broadcast.started")), KeepBroadcast(broadcast)]
    assert_never(press)


def wants_more(progress: Progress) -> bool:
    """Whether the next recipients may be planned: the outbox stays short."""
    return progress.waiting < BATCH // 2


def advanced(
    broadcast: Broadcast, planned: Collection[int], progress: Progress, *, now: datetime
) -> Broadcast:
    """The broadcast after a batch was planned, in order; over when nobody is left or waits."""
    if planned:
        return replace(broadcast, planned_to=max(planned))
    if not progress.waiting:
        return replace(broadcast, status=Status.DONE, ended_at=now)
    return broadcast

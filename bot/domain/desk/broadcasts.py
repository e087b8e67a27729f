"""A broadcast is composed, looked at, confirmed by somebody else, and sent.

Law: what goes out is the edition that was looked at; whoever composed it never confirms it, unless
the desk has nobody else. Once it is confirmed, no button of its composer changes it.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import assert_never

from bot.domain import composer_buttons as buttons
from bot.domain.broadcast_effects import (
    KeepBroadcast,
    ShowComposer,
    ShowPreview,
    ShowProgress,
    ShowTimes,
)
from bot.domain.broadcasts import BATCH, Broadcast, Progress, Reach, Status, Version
from bot.domain.composer_buttons import ComposerPress, ComposingPress
from bot.domain.desk import sending
from bot.domain.desk.announceable import remarks
from bot.domain.effects import Answer, Effect
from bot.domain.people import Spot
from bot.domain.words import Words

Decision = tuple[Broadcast, list[Effect]]

_MINUTE = timedelta(minutes=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FURTHEST = timedelta(days=90)  # ahead of now


@dataclass(frozen=True, slots=True)
class ComposerView:
    """`reach`: who wants to hear of the subjects as they are after the press; `by`: the expert who
    pressed; `alone`: the desk has no second coordinator; `times`: those that are offered.
    """

    reach: Reach
    now: datetime
    by: int
    alone: bool = False
    times: tuple[datetime, ...] = ()


def drafted(
    source: Spot, expert: int, thread: str | None, *, now: datetime, language: str, version: Version
) -> Broadcast:
    """A new broadcast of a message of the staff group; it gets its id when it is kept."""
    return Broadcast(
        0,
        Status.DRAFT,
        frozenset(),
        source,
        by=expert,
        created_at=now,
        thread=thread,
        versions={language: version},
    )


def with_version(broadcast: Broadcast, language: str, version: Version) -> Broadcast:
    """The draft with what it says in a language; it has to be looked at anew."""
    return _changed(replace(broadcast, versions={**broadcast.versions, language: version}))


def _changed(broadcast: Broadcast) -> Broadcast:
    return replace(broadcast, edition=broadcast.edition + 1, previewed=None)


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
    """The broadcast after a button of its panel, and what follows."""
    if isinstance(press, buttons.RunningPress):
        return sending.decide(broadcast, press)
    if isinstance(press, buttons.CancelBroadcast):
        return sending.cancelled(broadcast, view.now)
    if broadcast.status is not Status.DRAFT:
        return broadcast, [Answer(Words("broadcast.over"))]
    if _changes(broadcast, press, subjects) and not _may_change(broadcast, view):
        return broadcast, [Answer(Words("broadcast.only-composer"), alert=True)]
    if subjects != broadcast.subjects:
        broadcast = _changed(replace(broadcast, subjects=subjects))
    return _composed(broadcast, press, view=view)


def _changes(broadcast: Broadcast, press: ComposingPress, subjects: frozenset[int]) -> bool:
    return subjects != broadcast.subjects or isinstance(press, buttons.SetTime)


def _may_change(broadcast: Broadcast, view: ComposerView) -> bool:
    """What others only read they can confirm: so it stays what its composer made of it."""
    return view.alone or view.by == broadcast.by


def _composed(broadcast: Broadcast, press: ComposingPress, *, view: ComposerView) -> Decision:
    match press:
        case buttons.ChooseSubject() | buttons.Compose() | buttons.CancelBroadcast():
            return broadcast, [Answer(), *_composer(broadcast, view.reach)]
        case buttons.ChooseTime():
            times = ShowTimes(broadcast, view.times)
            return broadcast, [Answer(), KeepBroadcast(broadcast), times]
        case buttons.SetTime(_, minute):
            return _timed(broadcast, _EPOCH + minute * _MINUTE if minute > 0 else None, view=view)
        case buttons.Preview() | buttons.SendBroadcast() if not view.reach.all:
            nobody = Answer(Words("broadcast.nobody"))
            return broadcast, [nobody, *_composer(broadcast, view.reach)]
        case buttons.Preview():
            broadcast = replace(broadcast, previewed=broadcast.edition)
            shown = ShowPreview(broadcast, view.reach)
            return broadcast, [Answer(), KeepBroadcast(broadcast), shown]
        case buttons.SendBroadcast(_, edition):
            return _confirmed(broadcast, edition, view=view)
    assert_never(press)


def _composer(broadcast: Broadcast, reach: Reach) -> list[Effect]:
    written = tuple(one for version in broadcast.versions.values() for one in version)
    return [KeepBroadcast(broadcast), ShowComposer(broadcast, reach, remarks(written))]


def timed(broadcast: Broadcast, at: datetime, *, view: ComposerView) -> Decision:
    """The draft goes out then."""
    return _timed(broadcast, at, view=view)


def _timed(broadcast: Broadcast, at: datetime | None, *, view: ComposerView) -> Decision:
    if at is not None and not view.now < at <= view.now + FURTHEST:
        return broadcast, [Answer(Words("broadcast.time-past"), alert=True)]
    if at != broadcast.at:
        broadcast = _changed(replace(broadcast, at=at))
    return broadcast, [Answer(), *_composer(broadcast, view.reach)]


def _confirmed(broadcast: Broadcast, edition: int, *, view: ComposerView) -> Decision:
    """On its way, or waiting for its time; only as it was looked at, and by somebody else."""
    if broadcast.previewed != broadcast.edition or edition != broadcast.edition:
        preview = Answer(Words("broadcast.preview-first"), alert=True)
        return broadcast, [preview, *_composer(broadcast, view.reach)]
    if not view.alone and view.by == broadcast.by:
        return broadcast, [Answer(Words("broadcast.second"), alert=True)]
    if broadcast.at is not None and broadcast.at > view.now:
        broadcast = replace(broadcast, status=Status.SCHEDULED, recipients=view.reach.all)
        waits = ShowProgress(broadcast, Progress())
        return broadcast, [Answer(Words("broadcast.planned")), KeepBroadcast(broadcast), waits]
    broadcast = started(broadcast, view.reach.all, view.now)
    return broadcast, [Answer(Words("broadcast.started")), KeepBroadcast(broadcast)]


def started(broadcast: Broadcast, recipients: int, now: datetime) -> Broadcast:
    """The broadcast on its way."""
    return replace(broadcast, status=Status.SENDING, recipients=recipients, started_at=now)


def unpreviewed(broadcast: Broadcast, edition: int) -> Broadcast | None:
    """The draft whose preview the platform refused: it can't be confirmed as it is; None where it
    has changed since.
    """
    if broadcast.status is not Status.DRAFT or broadcast.previewed != edition:
        return None
    return replace(broadcast, previewed=None)


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

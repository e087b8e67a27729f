"""A broadcast that was confirmed: paused, taken up again, called off, corrected.

Law: `NEXT` says what a button does in which state; in every other it does nothing but say so.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from bot.domain import composer_buttons as buttons
from bot.domain.broadcast_effects import KeepBroadcast, ShowCancelled
from bot.domain.broadcasts import Broadcast, Status, Version
from bot.domain.composer_buttons import RunningPress
from bot.domain.effects import Answer, Effect
from bot.domain.words import Words

Decision = tuple[Broadcast, list[Effect]]

NEXT: Mapping[tuple[Status, type[RunningPress]], tuple[Status, str]] = {
    (Status.SENDING, buttons.PauseBroadcast): (Status.PAUSED, "broadcast.paused"),
    (Status.PAUSED, buttons.ResumeBroadcast): (Status.SENDING, "broadcast.resumed"),
}
_CALLED_OFF = frozenset({Status.SCHEDULED, Status.PAUSED})


def decide(broadcast: Broadcast, press: RunningPress) -> Decision:
    """The broadcast after a button of its progress; how it stands then, its caller shows."""
    match press:
        case buttons.RefreshReport():
            return broadcast, [Answer()]
        case buttons.PauseBroadcast() | buttons.ResumeBroadcast():
            following = NEXT.get((broadcast.status, type(press)))
            if following is None:
                return broadcast, [Answer(Words("broadcast.over"))]
            broadcast = replace(broadcast, status=following[0])
            return broadcast, [Answer(Words(following[1])), KeepBroadcast(broadcast)]
    assert_never(press)


def cancelled(broadcast: Broadcast, now: datetime) -> Decision:
    """Nobody gets it, or nobody more: what is on its way is paused first, so that no button of an
    earlier panel ends it.
    """
    if broadcast.status is Status.SENDING:
        return broadcast, [Answer(Words("broadcast.pause-first"), alert=True)]
    if broadcast.status is not Status.DRAFT and broadcast.status not in _CALLED_OFF:
        return broadcast, [Answer(Words("broadcast.over"))]
    ended = replace(broadcast, status=Status.CANCELLED, ended_at=now)
    if ended.started_at is None:
        return ended, [Answer(), KeepBroadcast(ended), ShowCancelled(ended)]
    return ended, [Answer(Words("broadcast.called-off")), KeepBroadcast(ended)]


def correctable(broadcast: Broadcast) -> bool:
    """Whether somebody has a copy of it that can be changed."""
    return broadcast.started_at is not None and broadcast.corrects is None


def corrected(broadcast: Broadcast, versions: Mapping[str, Version]) -> Broadcast:
    """The broadcast as those get it who don't have it yet, once its correction is confirmed."""
    edition = broadcast.edition + 1
    return replace(broadcast, versions={**broadcast.versions, **versions}, edition=edition)

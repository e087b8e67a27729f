"""What the rules want shown of a broadcast, on its panel in the staff group."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.broadcasts import Broadcast, Progress, Reach
from bot.domain.words import Words


@dataclass(frozen=True, slots=True)
class KeepBroadcast:
    """Write the broadcast as it now stands."""

    broadcast: Broadcast


@dataclass(frozen=True, slots=True)
class KeepStop:
    """Count how many want no more after a broadcast; -1 where somebody took that back."""

    broadcast: int
    people: int = 1


@dataclass(frozen=True, slots=True)
class ShowComposer:
    """The composer: subjects to choose, whom it reaches, and what will look otherwise."""

    broadcast: Broadcast
    reach: Reach
    remarks: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class ShowTimes:
    """When it could go out."""

    broadcast: Broadcast
    times: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class ShowPreview:
    """The broadcast as each language will see it, and the last question on its panel."""

    broadcast: Broadcast
    reach: Reach


@dataclass(frozen=True, slots=True)
class ShowProgress:
    """How far the broadcast is, or how it ended."""

    broadcast: Broadcast
    progress: Progress


@dataclass(frozen=True, slots=True)
class ShowCancelled:
    """The broadcast is not sent."""

    broadcast: Broadcast


BroadcastEffect = ShowComposer | ShowTimes | ShowPreview | ShowProgress | ShowCancelled

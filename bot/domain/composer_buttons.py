"""Buttons of a broadcast's panel in the staff group: composing it, and while it is on its way."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChooseSubject:
    """In the composer: a broadcast is about a subject, or not."""

    broadcast: int
    subject: int


@dataclass(frozen=True, slots=True)
class Compose:
    """Back to the composer."""

    broadcast: int


@dataclass(frozen=True, slots=True)
class ChooseTime:
    """When it is to go out: the times that are offered."""

    broadcast: int


@dataclass(frozen=True, slots=True)
class SetTime:
    """It is to go out then, in minutes since 1970; 0: at once."""

    broadcast: int
    minute: int


@dataclass(frozen=True, slots=True)
class Preview:
    """The broadcast as it will look."""

    broadcast: int


@dataclass(frozen=True, slots=True)
class SendBroadcast:
    """On its way, as it was in the edition that was looked at."""

    broadcast: int
    edition: int = 0


@dataclass(frozen=True, slots=True)
class CancelBroadcast:
    """Not to be sent, or to nobody more."""

    broadcast: int


@dataclass(frozen=True, slots=True)
class PauseBroadcast:
    """To nobody more for now."""

    broadcast: int


@dataclass(frozen=True, slots=True)
class ResumeBroadcast:
    """On to those who don't have it yet."""

    broadcast: int


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """The report as it is by now."""

    broadcast: int


ComposingPress = (
    ChooseSubject | Compose | ChooseTime | SetTime | Preview | SendBroadcast | CancelBroadcast
)
RunningPress = PauseBroadcast | ResumeBroadcast | RefreshReport
ComposerPress = ComposingPress | RunningPress

"""What the staff's buttons about people say: frozen values like all of `bot.domain.buttons`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TurnRecord:
    """A page of what the staff did, on a ticket; on none for number 0: everything."""

    ticket: int
    page: int


@dataclass(frozen=True, slots=True)
class OfferHandOver:
    """Below a ticket's card: to whom it can be handed over."""

    ticket: int


@dataclass(frozen=True, slots=True)
class HandToExpert:
    """It is that expert's from now on."""

    ticket: int
    expert: int


@dataclass(frozen=True, slots=True)
class HandToRole:
    """It is for whoever bears the role or the subject, as `roles.code` writes it."""

    ticket: int
    bearing: str


@dataclass(frozen=True, slots=True)
class KeepTicket:
    """It is not handed over after all."""

    ticket: int


@dataclass(frozen=True, slots=True)
class ListClosures:
    """When the desk is closed, in place of this."""


@dataclass(frozen=True, slots=True)
class LookAtClosure:
    """Whether a closure of the desk is to be taken back, and how many hear of it."""

    closure: int


@dataclass(frozen=True, slots=True)
class OpenDesk:
    """Yes, it is taken back."""

    closure: int


HandOverPress = OfferHandOver | HandToExpert | HandToRole | KeepTicket
ClosurePress = ListClosures | LookAtClosure | OpenDesk
PeoplePress = TurnRecord | ClosurePress | HandOverPress

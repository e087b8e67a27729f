"""What a button below a reply that waits for a second expert's OK says."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Approve:
    """It may go out."""

    ticket: int
    message: int


@dataclass(frozen=True, slots=True)
class Retract:
    """It is not to go out after all."""

    ticket: int
    message: int


OkPress = Approve | Retract

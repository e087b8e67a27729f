"""What experts do on a ticket by a command in its thread."""

from collections.abc import Callable, Mapping

from bot.domain.events import StaffWrote
from bot.domain.outbox import Draft
from bot.domain.people import Actor
from handlers import refusing, taking_back
from handlers.work import Work

Act = Callable[[Work, StaffWrote, Actor], list[Draft]]

COMMANDS: Mapping[str, Act] = {
    "geri": taking_back.on_command,
    "undo": taking_back.on_command,
    "reddet": refusing.on_command,
    "refuse": refusing.on_command,
}

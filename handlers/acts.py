"""What experts do on a ticket by a command in its thread."""

from collections.abc import Callable, Mapping

from bot.domain.events import StaffWrote
from bot.domain.outbox import Draft
from bot.domain.people import Actor
from handlers import joining, marking, prepared, refusing, releasing, taking_back
from handlers.work import Work

Act = Callable[[Work, StaffWrote, Actor], list[Draft]]

COMMANDS: Mapping[str, Act] = {
    "geri": taking_back.on_command,
    "undo": taking_back.on_command,
    "hazir": prepared.on_reply_command,
    "canned": prepared.on_reply_command,
    "sss": prepared.on_entry_command,
    "faq": prepared.on_entry_command,
    "reddet": refusing.on_command,
    "refuse": refusing.on_command,
    "birak": releasing.on_command,
    "release": releasing.on_command,
    "birlestir": joining.on_join,
    "merge": joining.on_join,
    "ayir": joining.on_split,
    "split": joining.on_split,
    **dict.fromkeys(marking.PAGES, marking.on_command),
}

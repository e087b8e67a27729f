"""`Effect` lists every effect."""

import inspect
from dataclasses import is_dataclass
from typing import Any, get_args

from bot.domain import broadcast_effects, effects
from bot.domain.effects import Effect, Tell, tell
from bot.domain.words import Words


def members(union: Any) -> set[type]:
    """The classes of a union of unions."""
    args = get_args(union)
    return {union} if not args else {one for arg in args for one in members(arg)}


def test_every_effect_is_in_the_union() -> None:
    values = {
        value
        for room in (effects, broadcast_effects)
        for value in vars(room).values()
        if inspect.isclass(value) and is_dataclass(value) and value.__module__ == room.__name__
    }
    assert members(Effect) == values


def test_one_text_is_told_without_buttons_below_what_was_said() -> None:
    assert tell(7, "ticket.already", number=12) == Tell(
        7,
        (Words("ticket.already", {"number": 12}),),
        buttons=(),
        edit=None,
        reply_to=None,
        ticket=None,
    )
    assert tell(7, "help") == Tell(7, (Words("help"),))

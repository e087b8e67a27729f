"""What a handler loads is all that its rules look at."""

from dataclasses import replace

import pytest

from bot.domain.chats import Held
from bot.domain.contact import commands
from bot.domain.messages import TEXT
from handlers.contact import _OPENS
from tests.domain.contact.talk import contact

KNOWN = contact(subjects=frozenset({1}), levels=dict.fromkeys(range(1, 9), 1))


def _held(argument: str) -> Held:
    return Held("9", TEXT, argument)


@pytest.mark.parametrize("name", sorted(commands.COMMANDS))
@pytest.mark.parametrize("argument", ["", "assessment_1-2", "faq:1-2", "assessment:1"])
def test_a_command_looks_at_nothing_that_is_not_loaded_for_it(name: str, argument: str) -> None:
    """With and without what the handler leaves out, it says the same."""
    without = replace(KNOWN.view, subjects=frozenset(), levels={})
    said = [
        commands.on_command(KNOWN.chat, view, name, held=_held(argument), read=KNOWN.read)
        for view in (KNOWN.view, without)
    ]
    assert name in _OPENS or said[0] == said[1]


@pytest.mark.parametrize("name", sorted(_OPENS))
def test_what_is_loaded_for_a_command_is_looked_at(name: str) -> None:
    without = replace(KNOWN.view, subjects=frozenset(), levels={})
    said = [
        commands.on_command(KNOWN.chat, view, name, held=_held(""), read=KNOWN.read)
        for view in (KNOWN.view, without)
    ]
    assert said[0] != said[1]

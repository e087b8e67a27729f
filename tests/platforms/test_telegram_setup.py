"""What Telegram offers in its lists of commands is what the desk knows."""

from bot.domain.contact import commands
from bot.gateway.telegram.setup import CONTACT_COMMANDS, STAFF_COMMANDS
from handlers import desk


def test_a_contact_is_offered_all_there_is_in_every_language() -> None:
    """Each name once; `start` is a button of Telegram's own."""
    offered = [name for names in CONTACT_COMMANDS.values() for name in set(names)]
    assert len(offered) == sum(map(len, CONTACT_COMMANDS.values()))
    assert {*offered, "start"} == set(commands.COMMANDS)
    assert len(set(map(len, CONTACT_COMMANDS.values()))) == 1


def test_an_expert_is_offered_nothing_unknown() -> None:
    """Each act under one of its names."""
    offered = set(STAFF_COMMANDS)
    acts = [desk.COMMANDS[name] for name in offered - desk.SENDING]
    assert set(acts) == set(desk.COMMANDS.values())
    assert offered & desk.SENDING

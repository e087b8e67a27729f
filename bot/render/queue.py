"""The queue: the open tickets, one a line."""

from collections.abc import Sequence

from bot.domain.messages import Message, joined
from bot.domain.words import Words
from bot.render.phrases import Phrases
from bot.render.styled import fitted

MOST_SHOWN = 30


def queue(lines: Sequence[Words], phrases: Phrases, *, title: Words) -> Message:
    """Open tickets by due date, the first thirty."""
    return Message(fitted(joined(map(phrases.words, (title, *lines[:MOST_SHOWN])), "\n")))

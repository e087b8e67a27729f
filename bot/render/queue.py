"""The lists of the desk: tickets, one a line, with what is to be known above and below them."""

from collections.abc import Sequence

from bot.domain.messages import Message, Rows, joined
from bot.domain.words import Words
from bot.render.labels import labelled
from bot.render.phrases import Phrases
from bot.render.styled import fitted


def listed(
    phrases: Phrases,
    lines: Sequence[Words],
    *,
    above: Sequence[Words],
    below: Sequence[Words] = (),
    rows: Rows = (),
) -> Message:
    """The lines under what heads them, in one message."""
    said = (*above, *lines, *below)
    return Message(fitted(joined(map(phrases.words, said), "\n")), labelled(rows, phrases))

"""Words of the desk as a message."""

from collections.abc import Iterable

from bot.domain.messages import Message, Rows, joined
from bot.domain.words import Words
from bot.render.labels import labelled
from bot.render.phrases import Phrases
from bot.render.styled import fitted


def message(words: Iterable[Words], buttons: Rows, phrases: Phrases) -> Message:
    """Several texts one below the other, cut to what one message holds."""
    return Message(fitted(joined(map(phrases.words, words))), labelled(buttons, phrases))

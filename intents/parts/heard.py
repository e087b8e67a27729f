"""Where an emergency may be said in a message: in all of it, in one sentence, in a few words in the
middle of a story told without a full stop.

Law: both together leave out no word of a message, wherever it stands.
"""

from intents.parts.sentences import sentences, windows
from intents.turkish import LONGEST, words

SHORT = 8  # words up to which a message needs no windows
WHOLE = 24  # words up to which a message or a sentence is heard at one go


def heard(text: str) -> tuple[tuple[str, ...], ...]:
    """The folded words of a message and of each of its sentences, where these are short; the first
    is all of it.
    """
    parts = [words(sentence) for sentence in (text[:LONGEST], *sentences(text[:LONGEST]))]
    return tuple(dict.fromkeys(tuple(part) for part in parts if 0 < len(part) <= WHOLE))


def glimpsed(text: str) -> tuple[tuple[str, ...], ...]:
    """A few words at a time of a message that is not short: they may be torn out of anything."""
    typed = words(text[:LONGEST])
    return tuple(dict.fromkeys(windows(typed))) if len(typed) > SHORT else ()

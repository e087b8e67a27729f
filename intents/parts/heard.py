"""Where an emergency may be said in a message: in all of it, in one sentence, in a few words in the
middle of a story told without a full stop.

Law: no word of a message is left out, wherever it stands.
"""

from intents.parts.sentences import sentences, windows
from intents.turkish import LONGEST, words

SHORT = 8  # words up to which a message needs no windows
WHOLE = 24  # words up to which a message or a sentence is heard at one go


def heard(text: str) -> tuple[tuple[str, ...], ...]:
    """The folded words of a message, once for each way to listen to it; the first is all of it
    where that is short.
    """
    typed = words(text[:LONGEST])
    parts = [words(sentence) for sentence in sentences(text[:LONGEST])]
    near = (tuple(part) for part in (typed, *parts) if len(part) <= WHOLE)
    far = windows(typed) if len(typed) > SHORT else ()
    return tuple(dict.fromkeys(part for part in (*near, *far) if part))

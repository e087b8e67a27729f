"""Courtesy around a question: greetings before it, signs alone, words that lean on an answer.

Law: only whole words of greeting are taken off, and never all that was typed.
"""

from collections.abc import Mapping

from intents.content.smalltalk import SmallTalk
from intents.turkish import asked

SHORT = 2  # words from which a message stands on its own
LONG = 8  # words past which it does, whatever it begins with
START = 50  # letters of a message in which a sign is looked for
PAIR = 2  # words of the longer greetings

_OPENERS_TEXT = """
    merhaba merhabalar selam selamlar slm mrb gunaydin hello hi hey lutfen sayin yetkili arkadaslar
    hocam tesekkurler sagolun tamam peki
    """
_OPENERS = frozenset(_OPENERS_TEXT.split())
_OPENING_PAIRS = frozenset(
    {
        ("iyi", "gunler"),
        ("iyi", "aksamlar"),
        ("kolay", "gelsin"),
        ("iyi", "calismalar"),
        ("tesekkur", "ederim"),
        ("tesekkur", "ederiz"),
    }
)
_LEANING_TEXT = """
    peki ya bir de ayni bunun onun bunu onu o zaman and what about
    """
_LEANING = frozenset(_LEANING_TEXT.split())
_SIGNS: Mapping[str, SmallTalk | None] = {
    "😭": None,  # whoever weeps with folded hands does not give thanks
    "😢": None,
    "🆘": None,
    "👍": SmallTalk.YES,
    "👌": SmallTalk.YES,
    "✅": SmallTalk.YES,
    "🙏": SmallTalk.THANKS,
    "❤": SmallTalk.THANKS,
    "👋": SmallTalk.GREETING,
    "👎": SmallTalk.NO,
    "😡": SmallTalk.COMPLAINT,
    "👏": SmallTalk.PRAISE,
}


def sign(query: str) -> SmallTalk | None:
    """What a message of signs alone says: a thumb up, folded hands."""
    return next((kind for mark, kind in _SIGNS.items() if mark in query[:START]), None)


def leans(query: str) -> bool:
    """Whether a message seems to continue the one before it: `peki ya vakıflar?`, or just a word or
    two.
    """
    typed = asked(query)
    return len(typed) <= SHORT or (len(typed) <= LONG and typed[0] in _LEANING)


def without_opening(query: str) -> str:
    """The folded words of a message without the greeting before its question; a mere greeting stays
    as it is.
    """
    whole = typed = asked(query)
    while typed:
        if typed[0] in _OPENERS:
            typed = typed[1:]
        elif tuple(typed[:PAIR]) in _OPENING_PAIRS:
            typed = typed[PAIR:]
        else:
            break
    return " ".join(typed or whole)

"""How long a text is, where it can be cut, and what of it fits.

Law: lengths that a platform counts are UTF-16 code units; positions in a text are Python's.
"""

import re
from dataclasses import dataclass
from enum import IntEnum

from bot.domain.messages import Style, Text, styled, units

LONGEST = 4096  # units of a message that the desk shows
ELLIPSIS = "…"

_LAST_WORD = re.compile(r"\s+\S*$")


class Level(IntEnum):
    """How well a text can be cut at a place; lower is better."""

    BLOCK = 0
    LINE = 1


@dataclass(frozen=True, slots=True)
class Written:
    """A text, and the line ends at which it can be cut."""

    text: Text
    breaks: tuple[tuple[int, Level], ...] = ()


def fitted(text: Text, limit: int = LONGEST) -> Text:
    """The text, or its first lines and an ellipsis when it is longer than a message."""
    if units(text.text) <= limit:
        return text
    room, end = limit - len(f"\n{ELLIPSIS}"), -1
    for line in text.text.split("\n"):
        room -= units(line) + (end >= 0)
        if room < 0:
            break
        end += len(line) + 1
    return text.part(0, end) + f"\n{ELLIPSIS}" if end >= 0 else Text(ELLIPSIS)


def fold(text: Text) -> Text:
    """The text as a quotation of which a reader sees the beginning. Quotations in it are plain:
    platforms nest none.
    """
    quotes = (Style.QUOTE, Style.FOLDED)
    spans = tuple(span for span in text.spans if span.style not in quotes)
    return styled(Text(text.text, spans), Style.FOLDED)


def shorten(text: str, limit: int) -> str:
    """Plain text in at most `limit` UTF-16 units, cut after a word, with an ellipsis where
    something went.
    """
    if units(text) <= limit:
        return text
    kept = text[: max(0, limit - 1)]
    while units(kept) > limit - 1 and kept:
        kept = kept[:-1]
    whole_words = kept if text[len(kept) : len(kept) + 1].isspace() else _LAST_WORD.sub("", kept)
    return ((whole_words.rstrip(" ,;:.-") or kept) + ELLIPSIS) if limit > 0 else ""

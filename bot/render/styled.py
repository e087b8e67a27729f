"""Text with its styles, and its spelling in Telegram's HTML.

Law: tags are only written from spans that nest, so the HTML is well-formed however it was cut.
Lengths that Telegram counts are UTF-16 code units after its parser has read the HTML
(core.telegram.org/bots/api#html-style); positions in `Styled` are Python's.
"""

import html
import re
from dataclasses import dataclass
from enum import IntEnum

_TAG = re.compile(r"<[^>]*>")
_LAST_WORD = re.compile(r"\s+\S*$")
ELLIPSIS = "…"


class Level(IntEnum):
    """How well a text can be cut at a place; lower is better."""

    BLOCK = 0
    LINE = 1


@dataclass(frozen=True, slots=True)
class Span:
    """A styled range; `tag` is the inside of its start tag."""

    start: int
    end: int
    tag: str

    @property
    def name(self) -> str:
        """The tag's name, without its attributes."""
        return self.tag.split(" ", 1)[0]


@dataclass(frozen=True, slots=True)
class Styled:
    """A text, its spans from the outside in, and the line ends at which it can be cut."""

    text: str
    spans: tuple[Span, ...] = ()
    breaks: tuple[tuple[int, Level], ...] = ()

    def html(self, start: int = 0, end: int | None = None) -> str:
        """Telegram's HTML of a range; tags are closed and opened again at its borders."""
        end = len(self.text) if end is None else end
        parts: list[str] = []
        at, open_spans = start, list[Span]()

        def write(until: int) -> None:
            nonlocal at
            until = min(until, end)
            parts.append(escape(self.text[at:until]))
            at = until

        def close(until: int) -> None:
            while open_spans and open_spans[-1].end <= until:
                write(open_spans[-1].end)
                parts.append(f"</{open_spans.pop().name}>")

        for span in self.spans:
            if max(span.start, start) < min(span.end, end):
                close(max(span.start, start))
                write(max(span.start, start))
                parts.append(f"<{span.tag}>")
                open_spans.append(span)
        while open_spans:
            close(open_spans[-1].end)
        write(end)
        return "".join(parts)


def units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 code units."""
    return (
        len(text) if text.isascii() else len(text) + sum(character > "\uffff" for character in text)
    )


def escape(text: str) -> str:
    """Plain text for Telegram's HTML, also between double quotes."""
    return html.escape(text, quote=False).replace('"', "&quot;")


def plain(markup: str) -> str:
    """The text that a reader sees of Telegram's HTML; for labels and toasts, which know no tags."""
    return html.unescape(_TAG.sub("", markup))


def visible_length(markup: str) -> int:
    """UTF-16 units of Telegram's HTML after parsing, as its limits are counted."""
    return units(plain(markup))


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

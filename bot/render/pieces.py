"""Where a long text is cut: after a paragraph or list item, else a line, a sentence, a word.

Law: nothing is lost but the white space at a cut. What fits into one piece is not cut while a
coarser place is left; a word longer than a piece is the only one cut inside. Source of the limits:
100 entities a message (core.telegram.org/bots/api#formatting-options); the server refuses texts
whose HTML is far longer than what is seen, hence the budget for tags.
"""

import re
import unicodedata
from bisect import bisect_right
from itertools import accumulate

from bot.render.styled import Level, Span, Styled

MAX_ENTITIES = 100
MAX_MARKUP = 12_000  # bytes of tags in one piece
SMALLEST = 16  # units; below this no flag or family emoji fits

_SPACE = re.compile(r"[^\S\u00a0\u202f]+")
_SENTENCE = re.compile(r"(?<=[^\W\d_]{3}\.|..[^\W\d_][!?…])[\"'”’»)\]]*\s+(?=[^\W\d_a-zçğıöşü])")
_BLANK = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
_FILLED = 3  # a coarse place is good enough when it leaves no more than two thirds empty


def cut(styled: Styled, limit: int, first: int) -> tuple[str, ...]:
    """Telegram's HTML in pieces of at most `limit` UTF-16 units, the first of at most `first`.

    White space around a piece is dropped, and so is a piece without anything to see.
    """
    if min(limit, first) < SMALLEST:
        raise ValueError(f"A piece needs at least {SMALLEST} units, not {min(limit, first)}.")
    text, ruler = styled.text, _Ruler(styled, limit)
    found: list[str] = []
    start, size = _skip(text, 0), len(text.rstrip())
    while start < size:
        end = ruler.end(start, limit if found else first)
        kept = len(text[:end].rstrip())
        if any(unicodedata.category(character) not in _BLANK for character in text[start:kept]):
            found.append(styled.html(start, kept))
        start = _skip(text, end)
    return tuple(found)


def _skip(text: str, at: int) -> int:
    return len(text) - len(text[at:].lstrip())


class _Ruler:
    """The places of one text, from coarse to fine, and how far a piece can reach."""

    def __init__(self, styled: Styled, limit: int) -> None:
        self.text = styled.text
        self.size = len(styled.text.rstrip())
        self.spans = styled.spans
        self.limit = limit
        self.measure = [
            0,
            *accumulate(2 if character > "\uffff" else 1 for character in styled.text),
        ]
        self.ladder = self._ladder(styled)

    def _ladder(self, styled: Styled) -> tuple[list[int], ...]:
        closed = self._closed()
        blocks = {at for at, level in styled.breaks if level is Level.BLOCK and not closed[at]}
        lines = blocks | {at for at, _ in styled.breaks if not closed[at]}
        ends = (match.end() for match in _SENTENCE.finditer(self.text))
        sentences = lines | {at for at in map(self._before, ends) if not closed[at]}
        words = {match.start() for match in _SPACE.finditer(self.text)}
        free = sentences | {at for at in words if not closed[at]}
        return tuple(sorted(places) for places in (blocks, lines, sentences, free, free | words))

    def _before(self, at: int) -> int:
        return len(self.text[:at].rstrip())

    def _closed(self) -> bytearray:
        """Marks the places inside an entity that fits into a piece and so stays whole."""
        closed = bytearray(len(self.text) + 1)
        for span in self.spans:
            if (
                span.name not in ("blockquote", "pre")
                and self._between(span.start, span.end) <= self.limit
            ):
                closed[span.start + 1 : span.end] = b"\x01" * max(0, span.end - span.start - 1)
        return closed

    def _between(self, start: int, end: int) -> int:
        return max(0, self.measure[end] - self.measure[start])

    def end(self, start: int, room: int) -> int:
        """Where the piece that begins at `start` ends."""
        reach = self._reach(start, room)
        if reach >= self.size:
            return self.size
        best = start
        for level, places in enumerate(self.ladder):
            after = bisect_right(places, reach)
            best = max(best, places[after - 1] if after else 0)
            if best > start and self._good(
                start, best, places[after:], room, fine=level > Level.LINE
            ):
                return best
        return best if best > start else self._inside(start, reach)

    def _good(self, start: int, best: int, rest: list[int], room: int, *, fine: bool) -> bool:
        """True when the next unit fits into a piece of its own and this piece is not left nearly
        empty.
        """
        unit = self._between(_skip(self.text, best), rest[0] if rest else self.size)
        return unit <= self.limit and (fine or self._between(start, best) * _FILLED >= room)

    def _reach(self, start: int, room: int) -> int:
        """The farthest end that keeps within the room, the number of entities and the bytes of
        tags.
        """
        reach = bisect_right(self.measure, self.measure[start] + room) - 1
        count = markup = 0
        for span in self.spans:
            if span.start >= reach:  # spans are in order of their start
                break
            if span.end > start:
                count, markup = count + 1, markup + _cost(span)
                if count > MAX_ENTITIES or markup > MAX_MARKUP:
                    return max(span.start, start + 1)
        return reach

    def _inside(self, start: int, reach: int) -> int:
        """A place inside a word, between two characters as a reader sees them where there is
        one.
        """
        for at in range(reach, start, -1):
            if not _joined(self.text, at):
                return at
        return reach


def _cost(span: Span) -> int:
    return len(span.tag.encode()) + len(span.name) + 5


def _joined(text: str, at: int) -> bool:
    """True when the characters around a place are drawn as one: accents, emoji families, flags."""
    before, after = text[at - 1], text[at]
    if _is_flag(before) and _is_flag(after):
        flags = at - len(text[:at].rstrip("".join(map(chr, range(0x1F1E6, 0x1F200)))))
        return flags % 2 == 1
    skin = "\U0001f3fb" <= after <= "\U0001f3ff"
    return (
        before == "\u200d"
        or after == "\u200d"
        or skin
        or unicodedata.category(after).startswith("M")
    )


def _is_flag(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"

"""Where a long text is cut: after a paragraph or list item, else a line, a sentence, a word.

Law: nothing is lost but the white space at a cut. What fits into one piece is not cut while a
coarser place is left; a word longer than a piece is the only one cut inside. Source of the limits:
100 entities a message (core.telegram.org/bots/api#formatting-options); servers refuse texts with
far more markup than words, hence the budget for it.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from itertools import accumulate

from bot.domain.messages import Span, Style, Text
from bot.render.styled import Level, Written

MAX_SPANS = 100
MAX_MARKUP = 12_000  # bytes of styles and addresses in one piece
SMALLEST = 16  # units; below this no flag or family emoji fits

_LAST_OF_ONE_UNIT = "\uffff"  # later characters count twice
_SPACE = re.compile(r"[^\S\u00a0\u202f]+")
_ANY_SPACE = re.compile(r"\s*")
_SENTENCE = re.compile(r"(?<=[^\W\d_]{3}\.|..[^\W\d_][!?…])[\"'”’»)\]]*(\s+)(?=[^\W\d_a-zçğıöşü])")
_BLANK = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
_FILLED = 3  # a coarse place is good enough when it leaves no more than two thirds empty
_SPAN_BYTES = 15  # of markup around a styled text, besides its address
_LOOSE = frozenset({Style.QUOTE, Style.BLOCK})  # may be cut even if they fit into a piece
_FLAGS = range(0x1F1E6, 0x1F200)  # letters that make a flag two by two


def cut(written: Written, limit: int, first: int) -> tuple[Text, ...]:
    """Pieces of at most `limit` UTF-16 units, the first of at most `first`.

    White space around a piece is dropped, and so is a piece without anything to see.
    """
    if min(limit, first) < SMALLEST:
        raise ValueError(f"A piece needs at least {SMALLEST} units, not {min(limit, first)}.")
    text, ruler = written.text.text, _Ruler(written, limit)
    found: list[Text] = []
    start, size = _skip(text, 0), len(text.rstrip())
    while start < size:
        end = ruler.end(start, limit if found else first)
        kept = text[start:end].rstrip()
        if any(unicodedata.category(character) not in _BLANK for character in kept):
            found.append(ruler.part(start, start + len(kept)))
        start = _skip(text, end)
    return tuple(found)


def _skip(text: str, at: int) -> int:
    """The next place where there is something to see."""
    blank = _ANY_SPACE.match(text, at)
    return blank.end() if blank else at


class _Ruler:
    """The places of one text, from coarse to fine, and how far a piece can reach."""

    def __init__(self, written: Written, limit: int) -> None:
        self.text = written.text.text
        self.size = len(self.text.rstrip())
        self.spans = written.text.spans
        self.starts = [span.start for span in self.spans]
        self.under_way: list[Span] = []  # begun before `passed`, and perhaps not over
        self.passed = 0
        self.limit = limit
        self.measure = [
            0,
            *accumulate(1 + (character > _LAST_OF_ONE_UNIT) for character in self.text),
        ]
        self.ladder = self._ladder(written)

    def _ladder(self, written: Written) -> tuple[list[int], ...]:
        closed = self._closed()
        blocks = {at for at, level in written.breaks if level is Level.BLOCK and not closed[at]}
        lines = blocks | {at for at, _ in written.breaks if not closed[at]}
        ends = (match.start(1) for match in _SENTENCE.finditer(self.text))
        sentences = lines | {at for at in ends if not closed[at]}
        words = {match.start() for match in _SPACE.finditer(self.text)}
        free = sentences | {at for at in words if not closed[at]}
        return tuple(sorted(places) for places in (blocks, lines, sentences, free, free | words))

    def _closed(self) -> bytearray:
        """Marks the places inside a span that fits into a piece and so stays whole."""
        closed = bytearray(len(self.text) + 1)
        for span in self.spans:
            if span.style not in _LOOSE and self._between(span.start, span.end) <= self.limit:
                closed[span.start + 1 : span.end] = b"\x01" * max(0, span.end - span.start - 1)
        return closed

    def _between(self, start: int, end: int) -> int:
        return max(0, self.measure[end] - self.measure[start])

    def part(self, start: int, end: int) -> Text:
        """A range of the text with its styles; a later one never begins before an earlier one."""
        return Text(self.text, self._spans(start, end)).part(start, end)

    def _spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The spans that touch a range, in their order."""
        begun = bisect_right(self.starts, start)
        self.under_way += self.spans[self.passed : begun]
        self.under_way = [span for span in self.under_way if span.end > start]
        self.passed = begun
        return (*self.under_way, *self.spans[begun : bisect_left(self.starts, end)])

    def end(self, start: int, room: int) -> int:
        """Where the piece that begins at `start` ends."""
        reach = self._reach(start, room)
        if reach >= self.size:
            return self.size
        best = start
        for level, places in enumerate(self.ladder):
            after = bisect_right(places, reach)
            best = max(best, places[after - 1] if after else 0)
            following = places[after] if after < len(places) else self.size
            if best > start and self._good(
                start, best, following, room=room, fine=level > Level.LINE
            ):
                return best
        return best if best > start else self._inside(start, reach)

    def _good(self, start: int, best: int, following: int, *, room: int, fine: bool) -> bool:
        """True when the next unit fits into a piece of its own and this piece is not left nearly
        empty.
        """
        unit = self._between(_skip(self.text, best), following)
        return unit <= self.limit and (fine or self._between(start, best) * _FILLED >= room)

    def _reach(self, start: int, room: int) -> int:
        """The farthest end that keeps within the room, the number of spans and the bytes of
        markup.
        """
        reach = bisect_right(self.measure, self.measure[start] + room) - 1
        markup = 0
        for count, span in enumerate(self._spans(start, reach), start=1):
            markup += _cost(span)
            if count > MAX_SPANS or markup > MAX_MARKUP:
                return max(span.start, start + 1)
        return reach

    def _inside(self, start: int, reach: int) -> int:
        """A place inside a word, between two characters as a reader sees them where there is
        one.
        """
        for at in range(reach, start, -1):
            if not _drawn_as_one(self.text, at):
                return at
        return reach


def _cost(span: Span) -> int:
    return len(span.value.encode()) + _SPAN_BYTES


def _drawn_as_one(text: str, at: int) -> bool:
    """True when the characters around a place are one to a reader: an accent, a family, a flag."""
    before, after = text[at - 1], text[at]
    if _is_flag(before) and _is_flag(after):
        flags = at - len(text[:at].rstrip("".join(map(chr, _FLAGS))))
        return flags % 2 == 1
    skin = "\U0001f3fb" <= after <= "\U0001f3ff"
    return "\u200d" in (before, after) or skin or unicodedata.category(after).startswith("M")


def _is_flag(character: str) -> bool:
    return ord(character) in _FLAGS

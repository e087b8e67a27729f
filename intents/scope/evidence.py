"""What has to be said in so many words before a policy may speak.

Law: likeness to examples alone accuses nobody. A policy that names its evidence speaks of a message
that holds all parts of one line of it; the order of the parts does not matter.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from intents.scope.senses import Senses
from intents.turkish import fold

NEVER = "(?!)"  # a pattern that nothing matches
STEM = "-"  # at the end of a word: any letters may follow
SENSE = "@"  # before the name of a sense: any word that has it
UNSAID = "!"  # before a part: none of its ways is said


class Evidence:
    """Lines such as `polis / jandarma + kapı- / @araç`: parts joined by +, ways to say one parted
    by /.
    """

    def __init__(self, lines: Iterable[str], senses: Senses | None = None) -> None:
        self._senses = senses or Senses(())
        self._lines = tuple(tuple(_part(part) for part in line.split("+")) for line in lines)

    def __bool__(self) -> bool:
        return bool(self._lines)

    def holds(self, words: Sequence[str]) -> bool:
        """Whether folded words say all parts of a line."""
        text, senses = " ".join(words), self._senses.of(words)
        return any(all(part.holds(text, senses) for part in line) for line in self._lines)

    def excused(self, words: Sequence[str]) -> bool:
        """Whether folded words say what must not be said for some line to hold."""
        text, senses = " ".join(words), self._senses.of(words)
        unsaid = (part for line in self._lines for part in line if not part.wanted)
        return any(not part.holds(text, senses) for part in unsaid)


@dataclass(frozen=True, slots=True)
class _Part:
    """The ways to say one part of a line."""

    pattern: re.Pattern[str]
    senses: frozenset[str]
    wanted: bool = True

    def holds(self, text: str, senses: frozenset[str]) -> bool:
        said = not self.senses.isdisjoint(senses) or self.pattern.search(text) is not None
        return said is self.wanted


def _part(part: str) -> _Part:
    wanted = not part.strip().startswith(UNSAID)
    ways = [way.strip() for way in part.strip().removeprefix(UNSAID).split("/")]
    senses = frozenset(way.removeprefix(SENSE) for way in ways if way.startswith(SENSE))
    said = [found for way in ways if not way.startswith(SENSE) and (found := _way(way))]
    return _Part(re.compile(rf"\b(?:{'|'.join(said or [NEVER])})\b"), senses, wanted)


def _way(way: str) -> str:
    said = re.escape(fold(way))
    return rf"{said}\w*" if said and way.endswith(STEM) else said

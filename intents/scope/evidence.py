"""What has to be said in so many words before a policy may speak.

Law: likeness to examples alone accuses nobody. A policy that names its evidence speaks of a message
that holds all parts of one line of it; the order of the parts does not matter.
"""

import re
from collections.abc import Iterable, Sequence

from intents.turkish import fold

NEVER = "(?!)"  # a pattern that nothing matches
STEM = "-"  # at the end of a word: any letters may follow


class Evidence:
    """Lines such as `polis / jandarma + kapı- / ofis-`: parts joined by +, ways to say one parted
    by /.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = tuple(tuple(_pattern(part) for part in line.split("+")) for line in lines)

    def __bool__(self) -> bool:
        return bool(self._lines)

    def holds(self, words: Sequence[str]) -> bool:
        """Whether folded words say all parts of a line."""
        text = " ".join(words)
        return any(all(part.search(text) for part in line) for line in self._lines)


def _pattern(part: str) -> re.Pattern[str]:
    ways = [said for way in part.split("/") if (said := _way(way.strip()))]
    return re.compile(rf"\b(?:{'|'.join(ways or [NEVER])})\b")


def _way(way: str) -> str:
    said = re.escape(fold(way))
    return rf"{said}\w*" if said and way.endswith(STEM) else said

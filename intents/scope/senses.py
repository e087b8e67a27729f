"""The senses of words: kin, blows, papers. What examples teach of one word holds for its like.

Law: a sense alone says nothing; the model weighs which stand together.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from intents.turkish import fold

OPEN = "-"  # at the end of a word: any letters may follow; at its beginning: any may come before


class Senses:
    """Which senses a folded word has."""

    def __init__(self, named: Iterable[tuple[str, Sequence[str]]]) -> None:
        self._words: defaultdict[str, set[str]] = defaultdict(set)
        self._stems: defaultdict[str, set[str]] = defaultdict(set)
        self._endings: defaultdict[str, set[str]] = defaultdict(set)
        for name, said in named:
            for word in filter(fold, said):
                self._place(word)[fold(word)].add(name)

    def _place(self, word: str) -> defaultdict[str, set[str]]:
        if word.startswith(OPEN):
            return self._endings
        return self._stems if word.endswith(OPEN) else self._words

    def of(self, typed: Iterable[str]) -> set[str]:
        """The senses that the words of a text have."""
        return {name for word in typed for name in self._of(word)}

    def _of(self, word: str) -> Iterator[str]:
        yield from self._words.get(word, ())
        for place in range(1, len(word) + 1):
            yield from self._stems.get(word[:place], ())
            yield from self._endings.get(word[place:], ())

"""The senses of words: kin, blows, papers. What examples teach of one word holds for its like.

Law: a sense alone says nothing; the model weighs which stand together.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from intents.turkish import fold

STEM = "-"  # at the end of a word: any letters may follow


class Senses:
    """Which senses a folded word has."""

    def __init__(self, named: Iterable[tuple[str, Sequence[str]]]) -> None:
        words: defaultdict[str, set[str]] = defaultdict(set)
        stems: defaultdict[str, set[str]] = defaultdict(set)
        for name, said in named:
            for word in said:
                (stems if word.endswith(STEM) else words)[fold(word)].add(name)
        self._words, self._stems = dict(words), dict(stems)

    def of(self, typed: Iterable[str]) -> set[str]:
        """The senses that the words of a text have."""
        return {name for word in typed for name in self._of(word)}

    def _of(self, word: str) -> Iterable[str]:
        yield from self._words.get(word, ())
        for end in range(1, len(word) + 1):
            yield from self._stems.get(word[:end], ())

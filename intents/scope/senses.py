"""The senses of words: kin, blows, papers. What examples teach of one word holds for its like.

Law: a sense alone says nothing; the model weighs which stand together.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial

from intents.turkish import fold

OPEN = "-"  # at the end of a word: any letters may follow; at its beginning: any may come before
REMEMBERED = 16_384  # words whose senses are kept
Named = Mapping[str, set[str]]  # the senses of a word, a beginning, an ending


class Senses:
    """Which senses a folded word has."""

    def __init__(self, named: Iterable[tuple[str, Sequence[str]]]) -> None:
        words: defaultdict[str, set[str]] = defaultdict(set)
        stems: defaultdict[str, set[str]] = defaultdict(set)
        endings: defaultdict[str, set[str]] = defaultdict(set)
        for name, said in named:
            for word in filter(fold, said):
                whole = stems if word.endswith(OPEN) else words
                (endings if word.startswith(OPEN) else whole)[fold(word)].add(name)
        # of a function that does not know us, as in the lexicon
        self._of = lru_cache(REMEMBERED)(partial(_senses, dict(words), dict(stems), dict(endings)))

    def of(self, typed: Iterable[str]) -> frozenset[str]:
        """The senses that the words of a text have."""
        return frozenset().union(*map(self._of, typed))


def _senses(words: Named, stems: Named, endings: Named, word: str) -> frozenset[str]:
    """The senses of a word: of all of it, of its beginning, of its ending."""
    found = set(words.get(word, ()))
    for place in range(1, len(word) + 1):
        found.update(stems.get(word[:place], ()), endings.get(word[place:], ()))
    return frozenset(found)

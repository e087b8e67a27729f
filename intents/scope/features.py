"""What the scope sees of a text: its words, stems, stem pairs, letter groups, and the senses that
stand together or beside a stem.

Law: each once, however often it is said; the order of words counts only for neighbours. The same
text has the same features in the same order in every process: what is learnt from them is kept.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from intents.scope.senses import Senses

STEM = 4  # letters of a word that a Turkish suffix leaves alone, mostly
SHORT = 13  # different words up to which all of a text stand beside each other
GROUP = 4  # letters; groups of three beside them say little more, and cost as much again


class Features:
    """Folded words in, features out; callable, as a vectorizer's analyzer."""

    def __init__(self, senses: Senses) -> None:
        self._senses = senses

    def __call__(self, typed: Sequence[str]) -> Iterator[str]:
        """The features of a text, each once."""
        yield from _spelt(typed)
        has = {word: sorted(self._senses.of([word])) for word in typed}
        senses = sorted(frozenset().union(*has.values()))
        yield from (f"@{sense}" for sense in senses)
        yield from (f"@{one}&{other}" for one, other in combinations(senses, 2))
        if len(has) <= SHORT:
            yield from _beside(has)

    def senses_of(self, words: Iterable[str]) -> dict[str, list[str]]:
        """The senses of each word that has any."""
        found = {word: sorted(self._senses.of([word])) for word in dict.fromkeys(words)}
        return {word: senses for word, senses in found.items() if senses}


def _beside(has: Mapping[str, Sequence[str]]) -> Iterable[str]:
    """Each stem with each sense of the other words."""
    return dict.fromkeys(
        f"{word[:STEM]}*{sense}"
        for word in has
        for other, senses in has.items()
        if other != word
        for sense in senses
    )


def stem_of(word: str) -> str:
    """The feature that all words of a stem share."""
    return f"{word[:STEM]}-"


def _spelt(typed: Sequence[str]) -> Iterator[str]:
    """What can be told of a text without knowing its words."""
    stems = [word[:STEM] for word in typed]
    yield from dict.fromkeys(typed)
    yield from dict.fromkeys(map(stem_of, typed))
    yield from dict.fromkeys(f"{one}+{other}" for one, other in pairwise(stems))
    yield from dict.fromkeys(map("{}..{}".format, stems, stems[2:]))
    edged = [f" {word} " for word in typed]
    yield from dict.fromkeys(
        f"#{word[place : place + GROUP]}"
        for word in edged
        for place in range(len(word) - GROUP + 1)
    )

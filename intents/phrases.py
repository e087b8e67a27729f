"""Short example phrases, and how near a message comes to them: for scope and small talk.

Law: likeness is mutual: a phrase is near when it covers the message *and* the message covers it.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from intents.lexicon import Floats, Lexicon
from intents.turkish import words


class Phrases:
    """Labelled phrases; `likeness` says how near a message comes to each label's nearest phrase."""

    def __init__(self, labelled: Iterable[tuple[str, str]]) -> None:
        pairs = sorted({(label, tuple(words(text))) for label, text in labelled})
        pairs = [(label, found) for label, found in pairs if found]
        self.labels = [label for label, _ in pairs]
        self.lexicon = Lexicon(sorted({word for _, found in pairs for word in found}))
        self._lengths = np.array([len(found) for _, found in pairs], np.int64)
        self._words = np.array([self.lexicon.ids[word] for _, found in pairs for word in found], np.int64)
        self._phrase = np.repeat(np.arange(len(pairs)), self._lengths)
        present = np.bincount(self._words, minlength=len(self.lexicon.words))
        self._rarity = np.log(1 + len(pairs) / (present + 0.5)).astype(np.float32)

    def likeness(self, typed: Sequence[str]) -> dict[str, float]:
        """For each label the likeness of its nearest phrase, in 0..1."""
        if not self.labels or not typed:
            return {}
        near = self._per_phrase(typed)
        best: dict[str, float] = {}
        for label, value in zip(self.labels, near.tolist(), strict=True):
            best[label] = max(best.get(label, 0.0), value)
        return best

    def _per_phrase(self, typed: Sequence[str]) -> Floats:
        """The geometric mean of both coverages, for every phrase."""
        count = len(self.labels)
        hit = np.zeros(len(self.lexicon.words), np.float32)
        covered = np.zeros(count, np.float32)
        weight = 0.0
        for word in dict.fromkeys(typed):
            numbers, nearness = self.lexicon.near(word)
            here = np.zeros(len(self.lexicon.words), np.float32)
            here[numbers] = nearness
            hit = np.maximum(hit, here)
            rarity = self._rarity_of(word)
            weight += rarity
            covered += rarity * self._reduce(here[self._words], np.maximum)
        weights = self._rarity[self._words]
        own = self._reduce(weights * hit[self._words], np.add) / self._reduce(weights, np.add)
        likeness: Floats = np.sqrt(np.clip(own * covered / max(weight, 1e-6), 0, 1))
        return likeness

    def _rarity_of(self, word: str) -> float:
        numbers, nearness = self.lexicon.near(word)
        if not len(numbers):
            return float(np.log(1 + 2 * len(self.labels)))
        return float(self._rarity[numbers[int(np.argmax(nearness))]])

    def _reduce(self, values: Floats, how: np.ufunc) -> Floats:
        starts = np.concatenate(([0], np.cumsum(self._lengths)[:-1]))
        reduced: NDArray[np.float32] = how.reduceat(values, starts)
        return reduced

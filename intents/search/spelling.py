"""Words as letter groups, numbered by scikit-learn: what likeness of spelling is measured by,
everywhere.

Law: the edges of a word count as letters. Groups that no word of the content has have no number.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

GROUPS = (2, 4)  # letters of the shortest and of the longest group

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]
Sparse = Any  # a matrix of scipy.sparse by rows; scipy comes without types


@dataclass(frozen=True, slots=True)
class Asked:
    """The letter groups of a query: numbers of the known ones with how often each was typed, and
    how many are strange.
    """

    groups: Numbers
    counts: Floats
    strange: int


class Spelling:
    """Distinct words, numbered in order, with the letter groups of each."""

    def __init__(self, words: Iterable[str]) -> None:
        from sklearn.feature_extraction.text import CountVectorizer  # a second: not for `check`

        self.words = list(dict.fromkeys(words))
        self.ids = {word: number for number, word in enumerate(self.words)}
        counter = CountVectorizer(
            analyzer="char_wb", ngram_range=GROUPS, lowercase=False, dtype=np.float32
        )
        self.groups: Sparse = counter.fit_transform(self.words or ["-"])[: len(self.words)]
        self.size: int = self.groups.shape[1]
        self._numbers: dict[str, int] = counter.vocabulary_
        self._groups_of = counter.build_analyzer()
        self._holders: Sparse = self.groups.T.tocsr()

    def ask(self, typed: Sequence[str]) -> Asked:
        """The letter groups of folded words."""
        counted: dict[int, int] = {}
        strange = set()
        for group in self._groups_of(" ".join(typed)):
            number = self._numbers.get(group)
            if number is None:
                strange.add(group)
            else:
                counted[number] = counted.get(number, 0) + 1
        numbers = sorted(counted)
        counts = np.array([counted[number] for number in numbers], np.float32)
        return Asked(np.array(numbers, np.int64), counts, len(strange))

    def shared(self, asked: Asked) -> tuple[Ints, Floats]:
        """The words that have letter groups in common with a query's, and how many."""
        row = _row(asked.groups, np.ones(len(asked.groups), np.float32), self.size) @ self._holders
        return row.indices, row.data

    def spelled(self, texts: Sequence[Sequence[str]]) -> Sparse:
        """How often each letter group stands in each of some texts of known words, row by row."""
        if not self.words:
            return csr_matrix((len(texts), self.size), dtype=np.float32)
        return bags(texts, self.ids) @ self.groups


class Weights:
    """What letter groups weigh among some texts: the rarer, the more.

    Law: likeness is the cosine of rows, in 0..1.
    """

    def __init__(self, among: Sparse, *, once: bool) -> None:
        """`once` where a group counts once for a text; else more of it says little more."""
        from sklearn.feature_extraction.text import TfidfTransformer

        self._once = once
        self._transformer = TfidfTransformer(sublinear_tf=True).fit(among)
        self.rarity: Floats = self._transformer.idf_.astype(np.float32)
        self._strange = np.float32(np.log(1 + among.shape[0]) + 1)  # rarity of what no text has

    def rows(self, counts: Sparse) -> Sparse:
        """Texts as rows of length 1."""
        return self._transformer.transform(counts.sign() if self._once else counts)

    def ask(self, asked: Asked) -> Sparse:
        """A query as one such row; groups that no text has lengthen it."""
        times = 1 if self._once else 1 + np.log(asked.counts)
        weights = times * self.rarity[asked.groups]
        length = np.sqrt(weights @ weights + asked.strange * self._strange**2) or 1
        return _row(asked.groups, weights / length, len(self.rarity))


def bags(texts: Sequence[Sequence[str]], numbers: Mapping[str, int]) -> Sparse:
    """How often each numbered word stands in each of some texts, row by row."""
    from sklearn.feature_extraction.text import CountVectorizer

    if not numbers:
        return csr_matrix((len(texts), 1), dtype=np.float32)
    counter = CountVectorizer(analyzer=list, vocabulary=numbers, dtype=np.float32)
    return counter.transform(texts)


def _row(numbers: Numbers, values: Floats, size: int) -> Sparse:
    return csr_matrix((values, numbers, [0, len(numbers)]), shape=(1, size))

"""Passages of bodies: how alike a query and the best stretch of an entry's text look, letter group by letter group.

Law: passages overlap by half, so that no thought is cut in two; likeness is the cosine over groups that are present.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from intents.grams import grams, joined, starts
from intents.lexicon import Floats, Numbers, ranges

HALF = 20  # words in half a passage
BATCH = 50  # bodies looked at together while the index is built


class Passages:
    """The bodies of entries as rows of words, each word once as letter groups."""

    def __init__(self, bodies: Iterable[Sequence[str]]) -> None:
        rows = [list(body) for body in bodies]
        words = {word: number for number, word in enumerate(dict.fromkeys(w for row in rows for w in row))}
        self._ids: dict[str, int] = {}
        spelled = [sorted({self._ids.setdefault(g, len(self._ids)) for g in grams([word])}) for word in words]
        self._grams = joined([np.array(found, np.int32) for found in spelled])
        self._gram_starts = starts([len(found) for found in spelled])
        self._words = joined([np.array([words[word] for word in row], np.int32) for row in rows])
        self._word_starts = starts([len(row) for row in rows])
        self._passages = starts([_passages(len(row)) for row in rows])
        self._rarity = np.ones(len(self._ids), np.float32)
        batches = [np.arange(n, min(n + BATCH, len(rows))) for n in range(0, len(rows), BATCH)]
        self._rarity = self._rarities(batches)
        self._norms = np.concatenate([np.zeros(0, np.float32), *map(self._lengths, batches)])

    def nearest(self, typed: Sequence[str], rows: Numbers) -> Floats:
        """For each of some rows how alike the query and its best passage are, in 0..1."""
        groups = set(grams(typed))
        asked = np.array(sorted(self._ids[gram] for gram in groups if gram in self._ids), np.int64)
        squares = self._rarity[asked] ** 2
        rarest = float(np.log(len(self._word_starts))) + 1
        norm = float(np.sqrt(squares.sum() + (len(groups) - len(asked)) * rarest**2)) or 1.0
        sums = self._present(rows, asked) @ squares
        counts = self._counts(rows)
        lengths = self._norms[ranges(self._passages[rows], counts)]
        best = np.zeros(len(rows), np.float32)
        np.maximum.at(best, np.repeat(np.arange(len(rows)), counts), sums / np.maximum(lengths * norm, 1e-6))
        return best

    def _counts(self, rows: Numbers) -> Numbers:
        return self._passages[rows + 1] - self._passages[rows]

    def _present(self, rows: Numbers, asked: Numbers) -> NDArray[np.bool_]:
        """For each passage of some rows, one behind the other, which of the letter groups it holds."""
        columns = np.full(len(self._ids) + 1, -1, np.int64)
        columns[asked] = np.arange(len(asked))
        sizes = self._word_starts[rows + 1] - self._word_starts[rows]
        words = self._words[ranges(self._word_starts[rows], sizes)]
        halves = ranges(np.zeros(len(rows), np.int64), sizes) // HALF
        firsts = starts(self._counts(rows))
        lengths = self._gram_starts[words + 1] - self._gram_starts[words]
        column = columns[self._grams[ranges(self._gram_starts[words], lengths)]]
        kept = np.flatnonzero(column >= 0)
        word = np.repeat(np.arange(len(words)), lengths)[kept]
        row = np.repeat(np.arange(len(rows)), sizes)[word]
        present = np.zeros((int(firsts[-1]), len(asked)), np.bool_)
        # a word stands in the passage that its half begins and in the one that its half ends
        present[np.minimum(firsts[row] + halves[word], firsts[row + 1] - 1), column[kept]] = True
        present[firsts[row] + np.maximum(halves[word] - 1, 0), column[kept]] = True
        return present

    def _lengths(self, rows: Numbers) -> Floats:
        """The length of each passage's vector."""
        lengths: Floats = np.sqrt(self._present(rows, np.arange(len(self._ids))) @ self._rarity**2)
        return lengths

    def _rarities(self, batches: Iterable[Numbers]) -> Floats:
        """By how many bodies a letter group stands in."""
        present = np.zeros(len(self._ids), np.int64)
        for rows in batches:
            counts = self._counts(rows)
            found = self._present(rows, np.arange(len(self._ids)))
            if len(found):
                present += np.logical_or.reduceat(found, starts(counts)[:-1][counts > 0]).sum(axis=0)
        return (np.log(len(self._word_starts) / (1 + present)) + 1).astype(np.float32)


def _passages(length: int) -> int:
    """How many passages cover a text of so many words."""
    return max(-(-length // HALF) - 1, 1) if length else 0

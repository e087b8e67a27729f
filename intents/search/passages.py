"""Passages of bodies: how alike a query and the best stretch of an entry's text look, letter group
by letter group.

Law: passages overlap by half, so that no thought is cut in two; likeness is the cosine over groups
that are present.
"""

from collections.abc import Sequence

import numpy as np

from intents.search.grams import rarity
from intents.search.spelling import Asked, Floats, Numbers, Spelling, distinct, ranges, starts

HALF = 20  # words in half a passage
BATCH = 400  # bodies looked at together while the index is built
BITS = 52  # letter groups that one number can hold as bits


class Passages:
    """The bodies of entries as rows of word numbers, cut into halves of passages."""

    def __init__(self, bodies: Sequence[Sequence[int]], spelling: Spelling) -> None:
        self._spelling = spelling
        self._words = np.array([word for body in bodies for word in body], np.int32)
        self._word_starts = starts([len(body) for body in bodies])
        self._half_starts = starts([-(-len(body) // HALF) for body in bodies])
        batches = [np.arange(n, min(n + BATCH, len(bodies))) for n in range(0, len(bodies), BATCH)]
        present = np.zeros(max(spelling.size, 1), np.int64)
        for rows in batches:
            present += self._present(rows)
        self._squares = rarity(len(bodies), present) ** 2
        self._strange = rarity(len(bodies), np.zeros(1, np.int64))[0] ** 2
        self._norms = np.concatenate([np.zeros(0, np.float32), *map(self._lengths, batches)])

    def nearest(self, asked: Asked, rows: Numbers) -> Floats:
        """For each of some rows how alike the query and its best passage are, in 0..1."""
        squares = self._squares[asked.groups]
        norm = float(np.sqrt(squares.sum() + asked.strange * self._strange)) or 1.0
        counts, halves, words = self._cut(rows)
        sums = np.zeros(len(halves), np.float64)
        if not len(halves):
            return np.zeros(len(rows), np.float32)
        for first in range(0, len(asked.groups), BITS):
            groups = asked.groups[first : first + BITS]
            held = np.bitwise_or.reduceat(self._bits(groups)[words], self._begins(rows))
            held |= _after(held, counts)
            sums += (held[:, None] >> np.arange(len(groups)) & 1) @ squares[first : first + BITS]
        best = np.zeros(len(rows), np.float64)
        np.maximum.at(
            best, np.repeat(np.arange(len(rows)), counts), sums / (self._norms[halves] * norm)
        )
        return best.astype(np.float32)

    def _cut(self, rows: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """How many halves each of some rows has, which halves these are, and their words."""
        counts = self._half_starts[rows + 1] - self._half_starts[rows]
        sizes = self._word_starts[rows + 1] - self._word_starts[rows]
        words = self._words[ranges(self._word_starts[rows], sizes)].astype(np.int64)
        return counts, ranges(self._half_starts[rows], counts), words

    def _begins(self, rows: Numbers) -> Numbers:
        """Where each half of some rows begins among their words."""
        counts = self._half_starts[rows + 1] - self._half_starts[rows]
        sizes = self._word_starts[rows + 1] - self._word_starts[rows]
        return np.repeat(starts(sizes)[:-1], counts) + HALF * ranges(
            np.zeros(len(rows), np.int64), counts
        )

    def _bits(self, groups: Numbers) -> Numbers:
        """For every word of the content which of at most BITS letter groups it holds, as bits."""
        words, lengths = self._spelling.held(groups)
        weights = np.repeat(2.0 ** np.arange(len(groups)), lengths)
        return np.bincount(words, weights, minlength=len(self._spelling.words)).astype(np.int64)

    def _present(self, rows: Numbers) -> Numbers:
        """In how many of some rows each letter group stands."""
        sizes = self._word_starts[rows + 1] - self._word_starts[rows]
        held = self._held(np.repeat(np.arange(len(rows)), sizes), self._cut(rows)[2])
        return np.bincount(
            held % max(self._spelling.size, 1), minlength=max(self._spelling.size, 1)
        )

    def _lengths(self, rows: Numbers) -> Floats:
        """The length of the vector of the passage that begins with each half."""
        counts, halves, words = self._cut(rows)
        half = np.repeat(np.arange(len(halves)), np.diff(np.append(self._begins(rows), len(words))))
        last = _after(np.arange(len(halves)), counts)
        ends = np.flatnonzero(last > 0)
        before = np.full(len(halves), -1)
        before[last[ends]] = ends
        again = before[half] >= 0
        both = self._held(np.append(half, before[half][again]), np.append(words, words[again]))
        size = max(self._spelling.size, 1)
        sums = np.bincount(both // size, self._squares[both % size], minlength=len(halves))
        # a last half is in the passage before it
        sums[(last == 0) & (np.repeat(counts, counts) > 1)] = np.inf
        return np.sqrt(np.maximum(sums, 1)).astype(np.float32)

    def _held(self, owners: Numbers, words: Numbers) -> Numbers:
        """Each letter group that an owner's words hold, once: the owner's number times the groups
        plus the group's.
        """
        kept = distinct(owners * len(self._spelling.words) + words)
        owners, words = np.divmod(kept, max(len(self._spelling.words), 1))
        groups, lengths = self._spelling.spell(words)
        keys: Numbers = np.repeat(owners, lengths) * max(self._spelling.size, 1) + groups
        return distinct(keys)


def _after(halves: Numbers, counts: Numbers) -> Numbers:
    """For each half what the next one of its row has; nothing (0) for the last."""
    following = np.append(halves[1:], 0)
    following[np.cumsum(counts)[counts > 0] - 1] = 0
    return following

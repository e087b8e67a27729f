"""Passages of bodies: how alike a query and the best stretch of an entry's text look, letter group
by letter group.

Law: passages overlap by half, so that no thought is cut in two. Halves are stored, once each.
"""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import diags_array

from intents.search.documents import Document
from intents.search.spelling import Asked, Floats, Numbers, Sparse, Spelling, Weights

HALF = 20  # words in half a passage


class Passages:
    """The bodies of documents in halves of passages, and whose they are."""

    def __init__(self, documents: Sequence[Document], spelling: Spelling) -> None:
        halves = [
            (row, document.body[start : start + HALF])
            for row, document in enumerate(documents)
            for start in range(0, len(document.body), HALF)
        ]
        self.count = len(documents)
        self.owners: Numbers = np.array([row for row, _ in halves], np.int64)
        bodies = spelling.spelled([one.body for one in documents] or [()])
        self._weights = Weights(bodies, once=True)
        counts = spelling.spelled([half for _, half in halves])
        weighed = counts.sign() @ diags_array(self._weights.rarity)
        self._goes_on = self.owners == np.append(self.owners[1:], -1)[: len(halves)]
        self._lengths = self._measured(weighed)
        self._columns: Sparse = weighed.T.tocsr()

    def rows(self, counts: Sparse) -> Sparse:
        """Other texts as rows of length 1, weighed like the bodies."""
        return self._weights.rows(counts)

    def nearest(self, letters: Asked) -> Floats:
        """For each document how alike a query and its best passage are, in 0..1."""
        best = np.zeros(self.count, np.float32)
        np.maximum.at(best, self.owners, self.alike(self._weights.ask(letters))[0])
        return best

    def alike(self, rows: Sparse) -> Floats:
        """How alike some rows and each passage are; a passage has the number of its first half."""
        halves = (rows @ self._columns).toarray()
        halves[:, :-1] += halves[:, 1:] * self._goes_on[:-1]
        found: Floats = halves / self._lengths
        return found

    def _measured(self, weighed: Sparse) -> Floats:
        """The length of each passage; endless for a last half, which is in the one before it."""
        squares = np.asarray(weighed.multiply(weighed).sum(axis=1)).reshape(-1)
        both = np.asarray(weighed[:-1].multiply(weighed[1:]).sum(axis=1)).reshape(-1)
        squares[:-1] += self._goes_on[:-1] * (squares[1:] + 2 * both)
        last = np.flatnonzero(self._goes_on) + 1
        squares[last[~self._goes_on[last]]] = np.inf
        lengths: Floats = np.sqrt(np.maximum(squares, 1)).astype(np.float32)
        return lengths

"""The names of entries (titles, labels, aliases, summaries) as letter groups: how alike a query and
the nearest of them look, whatever the words are.

Law: the names of an entry lie one behind the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from intents.search.documents import Document
from intents.search.spelling import Asked, Floats, Numbers, Sparse, Spelling, Weights

FEW = 3  # names of an entry that bear each other out at most; of few names it is a third


@dataclass(frozen=True, slots=True)
class Spelled:
    """All names of some documents: how often each letter group stands in them, and whose they are.

    Needed while an index is made, and large.
    """

    counts: Sparse
    owners: Numbers

    @classmethod
    def of(cls, documents: Sequence[Document], spelling: Spelling) -> "Spelled":
        """The names of documents, row by row."""
        names = [(row, name) for row, document in enumerate(documents) for name in document.names]
        owners = np.array([row for row, _ in names], np.int64)
        return cls(spelling.spelled([name for _, name in names]), owners)


class Names:
    """All names of some documents, ready to be asked."""

    def __init__(self, spelled: Spelled, count: int) -> None:
        self.count = count
        self._owners = spelled.owners
        self._weights: Weights | None = None
        if len(self._owners):
            self._weights = Weights(spelled.counts, once=False)
            self._columns: Sparse = self._weights.rows(spelled.counts).T.tocsr()

    def rows(self, spelled: Spelled) -> Sparse:
        """The names as rows of length 1; None when there are none."""
        return self._weights.rows(spelled.counts) if self._weights else None

    def asked(self, letters: Asked) -> Sparse:
        """A query as a row like theirs; None when there are none."""
        return self._weights.ask(letters) if self._weights else None

    def ask(self, row: Sparse) -> Floats:
        """How alike such a row and each name are, in 0..1."""
        nothing = np.zeros(0, np.float32)
        return nothing if row is None else (row @ self._columns).toarray()[0]

    def nearest(self, alike: Floats) -> Floats:
        """For each document how alike its nearest name is; 0 for one without names."""
        best = np.zeros(self.count, np.float32)
        np.maximum.at(best, self._owners, alike)
        return best

    def few(self, alike: Floats, rows: Numbers) -> Floats:
        """For some documents how alike the nearest third of their names is, FEW at most, on
        average.
        """
        begins, ends = (np.searchsorted(self._owners, rows, side) for side in ("left", "right"))
        parts = (alike[begin:end] for begin, end in zip(begins, ends, strict=True))
        return np.array([_few(part) for part in parts], np.float32)


def _few(alike: Floats) -> float:
    count = min(FEW, -(-len(alike) // FEW))
    return float(np.sort(alike)[-count:].mean()) if count else 0.0

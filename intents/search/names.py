"""The names of entries (titles, labels, aliases, summaries) as letter groups: how alike a query and
the nearest of them look, whatever the words are.

Law: a name is a row, and the rows of an entry lie one behind the other.
"""

from collections.abc import Sequence

import numpy as np

from intents.search.documents import Document
from intents.search.spelling import Asked, Floats, Numbers, Sparse, Spelling, Weighted

FEW = 3  # names of an entry that bear each other out at most; of few names it is a third


class Names:
    """All names of some documents, and whose they are."""

    def __init__(self, documents: Sequence[Document], spelling: Spelling) -> None:
        names = [(row, name) for row, document in enumerate(documents) for name in document.names]
        self.count = len(documents)
        self.owners: Numbers = np.array([row for row, _ in names], np.int64)
        self.counts: Sparse = spelling.spelled([name for _, name in names])
        self.weighted = Weighted(self.counts, self.counts) if names else None

    def asked(self, letters: Asked) -> Sparse:
        """A query as a row like theirs."""
        return self.weighted.ask(letters) if self.weighted else None

    def ask(self, letters: Asked) -> Floats:
        """How alike a query and each name are, in 0..1."""
        return self.weighted.alike(letters) if self.weighted else np.zeros(0, np.float32)

    def nearest(self, alike: Floats) -> Floats:
        """For each document how alike its nearest name is; 0 for one without names."""
        best = np.zeros(self.count, np.float32)
        np.maximum.at(best, self.owners, alike)
        return best

    def few(self, alike: Floats, rows: Numbers) -> Floats:
        """For some documents how alike the nearest third of their names is, FEW at most, on
        average.
        """
        begins, ends = (np.searchsorted(self.owners, rows, side) for side in ("left", "right"))
        parts = (alike[begin:end] for begin, end in zip(begins, ends, strict=True))
        return np.array([_few(part) for part in parts], np.float32)


def _few(alike: Floats) -> float:
    count = min(FEW, -(-len(alike) // FEW))
    return float(np.sort(alike)[-count:].mean()) if count else 0.0

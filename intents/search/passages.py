"""Passages of bodies: how alike a query and the best stretch of an entry's text look, letter group
by letter group.

Law: passages overlap by half, so that no thought is cut in two.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from intents.search.documents import Document
from intents.search.spelling import Asked, Floats, Numbers, Spelling, Weighted

HALF = 20  # words in half a passage


class Passages:
    """The bodies of documents, cut into passages, and whose they are."""

    def __init__(self, documents: Sequence[Document], spelling: Spelling) -> None:
        passages = [(row, cut) for row, one in enumerate(documents) for cut in _cut(one.body)]
        self.count = len(documents)
        self.owners: Numbers = np.array([row for row, _ in passages], np.int64)
        counts = spelling.spelled([cut for _, cut in passages])
        bodies = spelling.spelled([one.body for one in documents])
        self.weighted = Weighted(counts, bodies) if passages else None

    def nearest(self, letters: Asked) -> Floats:
        """For each document how alike a query and its best passage are, in 0..1."""
        best = np.zeros(self.count, np.float32)
        if self.weighted:
            np.maximum.at(best, self.owners, self.weighted.alike(letters))
        return best


def _cut(body: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, max(len(body) - HALF, min(len(body), 1)), HALF):
        yield body[start : start + 2 * HALF]

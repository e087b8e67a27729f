"""The short names of entries as letter groups: how alike a query and a name look, whatever the
words are.

Law: only presence counts, weighted by rarity; likeness is the cosine, in 0..1.
"""

from collections.abc import Sequence

import numpy as np

from intents.search.spelling import Asked, Floats, Numbers, Spelling, distinct, ranges, starts


class Grams:
    """The names of entries, row by row; a name is the numbers of its words."""

    def __init__(self, rows: Sequence[Sequence[Sequence[int]]], spelling: Spelling) -> None:
        size = max(spelling.size, 1)
        names = [name for row in rows for name in row]
        words = np.array([word for name in names for word in name], np.int64)
        name_of = np.repeat(np.arange(len(names)), [len(name) for name in names])
        row_of = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
        groups, lengths = spelling.spell(words)
        owners, held = np.divmod(distinct(np.repeat(name_of, lengths) * size + groups), size)
        self._flat = held.astype(np.int32)
        self._name_starts = starts(np.bincount(owners, minlength=len(names)))
        self._row_starts = starts([len(row) for row in rows])
        groups_by_row, row = np.divmod(
            distinct(held * max(len(rows), 1) + row_of[owners]), max(len(rows), 1)
        )
        self._rows = row.astype(np.int32)
        present = np.bincount(groups_by_row, minlength=size)
        self._starts = starts(present)
        self._squares = rarity(len(rows), present) ** 2
        self._strange = rarity(len(rows), np.zeros(1, np.int64))[0] ** 2
        self._row_norms = _norms(row, self._squares[groups_by_row], len(rows))
        self._name_norms = _norms(owners, self._squares[held], len(names))

    def whole(self, asked: Asked) -> Floats:
        """How alike the query and all the names of each row are, taken together."""
        begins = self._starts[asked.groups]
        lengths = self._starts[asked.groups + 1] - begins
        weights = np.repeat(self._squares[asked.groups], lengths)
        sums = np.bincount(
            self._rows[ranges(begins, lengths)], weights, minlength=len(self._row_norms)
        )
        return (sums / (self._row_norms * self._norm(asked))).astype(np.float32)

    def nearest(self, asked: Asked, rows: Numbers) -> Floats:
        """For each of some rows how alike the query and the nearest one of its names are."""
        counts = self._row_starts[rows + 1] - self._row_starts[rows]
        names = ranges(self._row_starts[rows], counts)
        begins = self._name_starts[names]
        lengths = self._name_starts[names + 1] - begins
        weights = np.zeros(len(self._squares), np.float32)
        weights[asked.groups] = self._squares[asked.groups]
        name = np.repeat(np.arange(len(names)), lengths)
        shared = np.bincount(
            name, weights[self._flat[ranges(begins, lengths)]], minlength=len(names)
        )
        best = np.zeros(len(rows))
        np.maximum.at(
            best, np.repeat(np.arange(len(rows)), counts), shared / self._name_norms[names]
        )
        return (best / self._norm(asked)).astype(np.float32)

    def _norm(self, asked: Asked) -> float:
        """The length of a query's vector; groups that no name has lengthen it."""
        return (
            float(np.sqrt(self._squares[asked.groups].sum() + asked.strange * self._strange)) or 1.0
        )


def rarity(rows: int, present: Numbers) -> Floats:
    """How much something says that so many of the rows have."""
    return (np.log((1 + rows) / (1 + present)) + 1).astype(np.float32)


def _norms(owners: Numbers, squares: Floats, count: int) -> Floats:
    norms = np.sqrt(np.bincount(owners, squares, minlength=count)).astype(np.float32)
    norms[norms == 0] = 1
    return norms

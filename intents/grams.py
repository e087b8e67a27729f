"""Letter groups of short texts: how alike a query and the names of an entry look, whatever the words are.

Law: only presence counts, weighted by rarity; likeness is the cosine, in 0..1.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from intents.lexicon import Floats, Ints

SIZES = (2, 3)


def grams(words: Iterable[str]) -> Iterator[str]:
    """The letter groups of folded words; the edges of a word count as letters."""
    return chain.from_iterable(map(_spelled, words))


@lru_cache(20_000)
def _spelled(word: str) -> tuple[str, ...]:
    padded = f" {word} "
    return tuple(padded[i : i + size] for size in SIZES for i in range(len(padded) - size + 1))


class Grams:
    """The names of entries, row by row, as letter groups."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        self._ids: dict[str, int] = {}
        units = [[self._number(name) for name in names] for names in rows]
        self._flat = joined([unit for names in units for unit in names])
        self._unit_starts = starts([len(unit) for names in units for unit in names])
        self._row_starts = starts([len(names) for names in units])
        held = [np.unique(joined(names)) for names in units]
        order = np.argsort(joined(held), kind="stable")
        self._rows = np.repeat(np.arange(len(rows), dtype=np.int32), [len(h) for h in held])[order]
        present = np.bincount(joined(held), minlength=len(self._ids))
        self._starts = starts(present)
        self._rarity = np.log((1 + len(rows)) / (1 + present)).astype(np.float32) + 1
        self._row_norms = np.array([self._norm(h) for h in held], np.float32)
        self._unit_norms = np.array([self._norm(unit) for names in units for unit in names], np.float32)

    def whole(self, typed: Sequence[str]) -> Floats:
        """How alike the query and all the names of each row are, taken together."""
        numbers, norm = self._ask(typed)
        parts = [self._rows[self._starts[n] : self._starts[n + 1]] for n in numbers]
        if not parts:
            return np.zeros(len(self._row_norms), np.float32)
        weights = np.repeat(self._rarity[numbers] ** 2, [len(part) for part in parts])
        sums = np.bincount(np.concatenate(parts), weights, minlength=len(self._row_norms))
        return (sums / (self._row_norms * norm)).astype(np.float32)

    def nearest(self, typed: Sequence[str], rows: Iterable[int]) -> Floats:
        """For each of some rows how alike the query and the nearest one of its names are."""
        numbers, norm = self._ask(typed)
        weights = np.zeros(len(self._ids) + 1, np.float32)
        weights[numbers] = self._rarity[numbers] ** 2
        return np.array([self._nearest(weights, row) for row in rows], np.float32) / norm

    def _nearest(self, weights: Floats, row: int) -> float:
        first, last = self._row_starts[row], self._row_starts[row + 1]
        if first == last:
            return 0.0
        begin, end = self._unit_starts[first], self._unit_starts[last]
        shared = np.add.reduceat(weights[self._flat[begin:end]], self._unit_starts[first:last] - begin)
        return float((shared / self._unit_norms[first:last]).max())

    def _ask(self, typed: Sequence[str]) -> tuple[Ints, float]:
        """The known letter groups of a query, and the length of its vector (unknown ones lengthen it)."""
        asked = set(grams(typed))
        numbers = np.array(sorted(self._ids[gram] for gram in asked if gram in self._ids), np.int32)
        strange = (len(asked) - len(numbers)) * float(np.log(1 + len(self._row_norms)) + 1) ** 2
        return numbers, float(np.sqrt((self._rarity[numbers] ** 2).sum() + strange)) or 1.0

    def _number(self, name: str) -> Ints:
        found = {self._ids.setdefault(gram, len(self._ids)) for gram in grams(name.split())}
        return np.array(sorted(found), np.int32)

    def _norm(self, numbers: Ints) -> float:
        return float(np.sqrt((self._rarity[numbers] ** 2).sum())) or 1.0


def joined(parts: Sequence[Ints]) -> Ints:
    """The parts one behind the other."""
    return np.concatenate(parts) if parts else np.zeros(0, np.int32)


def starts(lengths: Sequence[int] | NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each part begins when parts of these lengths lie one behind the other, and where the last one ends."""
    return np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)

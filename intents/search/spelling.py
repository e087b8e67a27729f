"""Words as letter groups of two and three, numbered: what likeness of spelling is measured by,
everywhere.

Law: the edges of a word count as letters, and only presence counts. Groups that no word of the
content has have no number.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]

_LETTER = 21  # bits that hold any letter
_SPACE = ord(" ")


@dataclass(frozen=True, slots=True)
class Asked:
    """The letter groups of a query: numbers of the known ones in order, and how many are
    strange.
    """

    groups: Numbers
    strange: int


class Spelling:
    """Distinct words, numbered in order, with the letter groups of each."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = list(dict.fromkeys(words))
        self.ids = {word: number for number, word in enumerate(self.words)}
        codes, owners = _groups(self.words)
        self._codes, numbers = np.unique(codes, return_inverse=True)
        self.size = len(self._codes)
        pairs = distinct(owners * self.size + numbers)
        owners, numbers = np.divmod(pairs, max(self.size, 1))
        self.groups = numbers.astype(np.int32)  # of every word, one behind the other
        self.starts = starts(np.bincount(owners, minlength=len(self.words)))
        order = np.argsort(numbers, kind="stable")
        # the words of every group, one behind the other
        self.holders = owners[order].astype(np.int32)
        self.holder_starts = starts(np.bincount(numbers, minlength=self.size))

    def ask(self, typed: Sequence[str]) -> Asked:
        """The letter groups of folded words."""
        codes = distinct(_groups(typed)[0])
        places = np.searchsorted(self._codes, codes)
        known = (
            places[self._codes[np.minimum(places, self.size - 1)] == codes]
            if self.size
            else places[:0]
        )
        return Asked(known, len(codes) - len(known))

    def spell(self, words: Numbers) -> tuple[Numbers, Numbers]:
        """The letter groups of words given by number, one behind the other, and how many each
        has.
        """
        begins = self.starts[words]
        lengths = self.starts[words + 1] - begins
        return self.groups[ranges(begins, lengths)].astype(np.int64), lengths

    def held(self, groups: Numbers) -> tuple[Ints, Numbers]:
        """The words that hold each of some groups, one behind the other, and how many each has."""
        begins = self.holder_starts[groups]
        lengths = self.holder_starts[groups + 1] - begins
        return self.holders[ranges(begins, lengths)], lengths


def _groups(words: Sequence[str]) -> tuple[Numbers, Numbers]:
    """All letter groups of words as numbers that tell them apart, and which word each belongs
    to.
    """
    text = f" {' '.join(words)} " if words else ""
    letters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    edges = letters == _SPACE
    owners = np.cumsum(edges) - 1
    pairs = (letters[:-1] << _LETTER) | letters[1:]
    inner = np.flatnonzero(~edges[1:-1])
    triples = (pairs[inner] << _LETTER) | letters[inner + 2]
    return np.concatenate((pairs, triples)), np.concatenate((owners[:-1], owners[inner]))


def starts(lengths: Sequence[int] | Numbers) -> Numbers:
    """Where each part begins when parts of these lengths lie one behind the other, and where the
    last one ends.
    """
    return np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)


def distinct(numbers: Numbers) -> Numbers:
    """The numbers in order, each once; several times as quick as `np.unique`, which hashes
    first.
    """
    ordered = np.sort(numbers)
    first = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    found: Numbers = ordered[first]
    return found


def ranges(begins: Numbers, lengths: Numbers) -> Numbers:
    """The numbers of several ranges, one behind the other."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    numbers: Numbers = np.arange(total) + np.repeat(begins - (ends - lengths), lengths)
    return numbers

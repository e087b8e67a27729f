"""The words that the content uses, and which of them a typed word may be: by stem or by a slip of the finger.

Law: a typed word is compared with words, never with texts; nearness lies in 0..1 and is 1 only for the word
itself.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]

CANDIDATES = 48  # words looked at closely for each typed word
KEPT = 0.4  # nearness below this is noise
REMEMBERED = 4096  # typed words whose near words are kept


class Lexicon:
    """All words of an index, numbered; `near` finds the ones that a typed word may stand for."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = list(words)
        self.ids = {word: number for number, word in enumerate(self.words)}
        self._grams, self._starts, self._postings = _gram_index(self.words)
        self.near = lru_cache(REMEMBERED)(self._near)

    def _near(self, word: str) -> tuple[Ints, Floats]:
        """Numbers of the words near a folded word, and how near each is."""
        numbers = self._candidates(word)
        if not len(numbers):
            return numbers, np.zeros(0, np.float32)
        nearness = _nearness(word, [self.words[number] for number in numbers])
        kept = nearness >= KEPT
        return numbers[kept], nearness[kept]

    def _candidates(self, word: str) -> Ints:
        """The words that share the most letter groups with this one."""
        known = [self._grams[gram] for gram in _grams(word) if gram in self._grams]
        if not known:
            return np.zeros(0, np.int32)
        parts = [self._postings[self._starts[gram] : self._starts[gram + 1]] for gram in known]
        shared = np.bincount(np.concatenate(parts))
        numbers = np.flatnonzero(shared)
        if len(numbers) > CANDIDATES:
            best = np.argpartition(-shared[numbers], CANDIDATES)[:CANDIDATES]
            numbers = np.sort(numbers[best])
        own = self.ids.get(word)
        if own is not None and own not in numbers:
            numbers = np.append(numbers, own)
        return numbers.astype(np.int32)


def _grams(word: str) -> set[str]:
    """Letter pairs of a word, and its beginning, which Turkish keeps while the end changes."""
    if not word[0].isalnum():
        return set()  # a concept: nobody types it
    pairs = {word[i : i + 2] for i in range(len(word) - 1)}
    return pairs | {"^" + word[:1], "^" + word[:2], "^" + word[:3], "^" + word[:4]}


def _gram_index(words: Sequence[str]) -> tuple[dict[str, int], NDArray[np.int64], Ints]:
    """For each letter group the words that hold it: `postings[starts[g] : starts[g + 1]]`."""
    table: dict[str, list[int]] = {}
    for number, word in enumerate(words):
        for gram in _grams(word):
            table.setdefault(gram, []).append(number)
    starts = np.zeros(len(table) + 1, np.int64)
    starts[1:] = np.cumsum([len(numbers) for numbers in table.values()])
    flat = np.fromiter((n for numbers in table.values() for n in numbers), np.int32, int(starts[-1]))
    return {gram: number for number, gram in enumerate(table)}, starts, flat


def _nearness(word: str, others: Sequence[str]) -> Floats:
    """How near each other word is: the best of few slips, a shared stem, and a stem with a slip in it."""
    longest = len(word)
    lengths = np.fromiter((len(other) for other in others), np.float32, len(others))
    shorter, longer = np.minimum(longest, lengths), np.maximum(longest, lengths)
    slips = process.cdist([word], others, scorer=OSA.distance, dtype=np.int32)[0].astype(np.float32)
    edit = (1 - slips / longer) ** 2 * ((shorter >= 4) & (slips <= 1 + (longer >= 6) + (longer >= 10)))
    shared = np.fromiter((_shared(word, other) for other in others), np.float32, len(others))
    stem = (shared / shorter) ** 2 * (0.55 + 0.45 * shared / longer)
    stem *= (shared >= 3) & (shared >= shorter - 2)
    heads = np.fromiter((_head_slips(word, other) for other in others), np.float32, len(others))
    head = (1 - heads / shorter) ** 2 * (0.5 + 0.4 * shorter / longer)
    head *= (shorter >= 5) & (heads <= 1 + (shorter >= 9))
    best = np.minimum(np.maximum(np.maximum(edit, stem), head), 0.97)
    return np.where(slips == 0, 1, best).astype(np.float32)


def _head_slips(one: str, other: str) -> int:
    """How many slips part two words over the length of the shorter one."""
    length = min(len(one), len(other))
    return int(OSA.distance(one[:length], other[:length]))


def _shared(one: str, other: str) -> int:
    """How many letters two words share from the start."""
    for position, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return position
    return min(len(one), len(other))


def ranges(begins: Numbers, lengths: Numbers) -> Numbers:
    """The numbers of several ranges, one behind the other."""
    numbers: Numbers = np.arange(lengths.sum()) + np.repeat(begins - (np.cumsum(lengths) - lengths), lengths)
    return numbers

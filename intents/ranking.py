"""Documents as weighted words, and how much of a query's weight each of them carries.

Law: each query word counts once for a document, with the nearest word that the document has; what many documents
share weighs little; the order in which documents were given changes nothing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from intents.concepts import Concepts
from intents.lexicon import Floats, Ints, Lexicon, ranges
from intents.turkish import words
from intents.words import FUNCTION_WORDS

NAMES = {"title": 2.2, "label": 1.5, "aliases": 2.6, "summary": 1.3}  # weights of the short fields
BODY = "body"
LENGTH = {"title": 0.3, "label": 0.2, "aliases": 0.5, "summary": 0.4, "body": 0.7}  # how far length evens out
SATURATION = 1.2  # from about this frequency on, more of a word says little more
FUNCTION_WEIGHT = 0.25
MEANT = 0.85  # nearness of another way to say the same


@dataclass(frozen=True, slots=True)
class Document:
    """What the index sees of an entry: its id, the question it belongs to, and its texts by field."""

    id: str
    texts: Mapping[str, Sequence[str]]
    topic: str = ""
    series: bool = False

    @property
    def names(self) -> list[str]:
        """The short texts that it is known by, each once."""
        return list(dict.fromkeys(text for name in NAMES for text in self.texts.get(name, ())))


@dataclass(frozen=True, slots=True)
class Shares:
    """For each document the share of a query's weight that its short fields and its body carry."""

    names: Floats
    body: Floats
    known: float  # share of the weight whose words occur anywhere


class Ranking:
    """Documents as a matrix of saturated word weights, stored word by word, for short fields and bodies."""

    def __init__(self, documents: Iterable[Document], concepts: Concepts | None = None) -> None:
        self.documents = sorted(documents, key=lambda document: document.id)
        self.concepts = concepts or Concepts(())
        counts = [_count(document, self.concepts) for document in self.documents]
        self.lexicon = Lexicon(sorted({word for by_field in counts for c in by_field.values() for word in c}))
        self._starts, self._rows, self._weights = _columns(counts, self.lexicon)

    def shares(self, query: Sequence[str]) -> Shares:
        """How much of the query each document carries, every share in 0..1."""
        count = len(self.documents)
        total = np.zeros((2, count), np.float32)
        weight = known = 0.0
        meant = self._meant(query)
        for word in dict.fromkeys(query):
            value, present = self._best(word, meant.get(word, ()))
            rarity = float(np.log(1 + (count - present + 0.5) / (present + 0.5)))
            rarity *= FUNCTION_WEIGHT if word in FUNCTION_WORDS else 1
            weight += rarity
            if value is not None:
                total += rarity * value
                known += rarity
        total /= max(weight * (SATURATION + 1), 1e-6)
        return Shares(total[0], total[1], known / max(weight, 1e-6))

    def _meant(self, query: Sequence[str]) -> dict[str, list[int]]:
        """For each query word the numbers of the concepts that it helps to say."""
        meant: dict[str, list[int]] = {}
        for positions, name in self.concepts.find(query):
            for position in positions if name in self.lexicon.ids else ():
                meant.setdefault(query[position], []).append(self.lexicon.ids[name])
        return meant

    def _best(self, word: str, concepts: Sequence[int]) -> tuple[Floats | None, float]:
        """Each document's best value for a word, and how many documents have it (near ones count in part)."""
        numbers, nearness = self.lexicon.near(word)
        if concepts:
            numbers = np.append(numbers, np.array(concepts, np.int32))
            nearness = np.append(nearness, np.full(len(concepts), MEANT, np.float32))
        if not len(numbers):
            return None, 0.0
        begins = self._starts[numbers]
        sizes = self._starts[numbers + 1] - begins
        places = ranges(begins, sizes)
        close = np.repeat(nearness, sizes)
        rows = self._rows[places]
        best = np.zeros((3, len(self.documents)), np.float32)
        np.maximum.at(best[0], rows, close * self._weights[0, places])
        np.maximum.at(best[1], rows, close * self._weights[1, places])
        np.maximum.at(best[2], rows, close)
        return best[:2], float(best[2].sum())


def _count(document: Document, concepts: Concepts) -> dict[str, Counter[str]]:
    """How often each word and each concept stands in each field."""
    counts: dict[str, Counter[str]] = {}
    for name, texts in document.texts.items():
        counts[name] = Counter()
        for text in texts:
            found = words(text)
            counts[name].update(found)
            counts[name].update(concept for _, concept in concepts.find(found))
    return counts


def _columns(counts: Sequence[Mapping[str, Counter[str]]], lexicon: Lexicon) -> tuple[NDArray[np.int64], Ints, Floats]:
    """Weights of every word in every document, saturated, sorted by word: short fields first, bodies second."""
    means = _mean_lengths(counts)
    columns: list[int] = []
    rows: list[int] = []
    values: list[tuple[float, float]] = []
    for row, by_field in enumerate(counts):
        for word, pair in _weigh(by_field, means).items():
            columns.append(lexicon.ids[word])
            rows.append(row)
            values.append((_saturated(pair[0]), _saturated(pair[1])))
    order = np.argsort(np.array(columns, np.int32), kind="stable")
    starts = np.zeros(len(lexicon.words) + 1, np.int64)
    starts[1:] = np.cumsum(np.bincount(np.array(columns, np.int32), minlength=len(lexicon.words)))
    weights = np.array(values, np.float32).reshape(-1, 2)[order].T
    return starts, np.array(rows, np.int32)[order], np.ascontiguousarray(weights)


def _saturated(amount: float) -> float:
    return amount * (SATURATION + 1) / (amount + SATURATION)


def _mean_lengths(counts: Sequence[Mapping[str, Counter[str]]]) -> dict[str, float]:
    lengths: dict[str, list[int]] = {}
    for by_field in counts:
        for name, counter in by_field.items():
            lengths.setdefault(name, []).append(counter.total())
    return {name: max(sum(found) / len(found), 1) for name, found in lengths.items()}


def _weigh(by_field: Mapping[str, Counter[str]], means: Mapping[str, float]) -> dict[str, list[float]]:
    """A document's words with their frequencies, in short fields and body, weighted and evened out by length."""
    weighed: dict[str, list[float]] = {}
    for name, counter in by_field.items():
        evening = 1 - LENGTH[name] + LENGTH[name] * counter.total() / means[name]
        for word, times in counter.items():
            pair = weighed.setdefault(word, [0.0, 0.0])
            pair[name == BODY] += NAMES.get(name, 1.0) * times / evening
    return weighed

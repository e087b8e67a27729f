"""Documents as weighted words, and how much of a query's weight each of them carries.

Law: each query word counts once for a document, with the nearest word that the document has; what
many documents share weighs little; the order in which documents were given changes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from intents.search.concepts import Concepts
from intents.search.documents import BODY, FIELDS, Document
from intents.search.lexicon import Lexicon
from intents.search.spelling import Floats, Ints, Numbers, Spelling, ranges, starts
from intents.search.words import FUNCTION_WORDS

WEIGHT = {
    "title": 2.2,
    "label": 1.5,
    "aliases": 2.6,
    "summary": 1.3,
    "body": 1.0,
}  # of a word there
# how far length evens out
LENGTH = {"title": 0.3, "label": 0.2, "aliases": 0.5, "summary": 0.4, "body": 0.7}
SATURATION = 1.2  # from about this frequency on, more of a word says little more
FUNCTION_WEIGHT = 0.25
MEANT = 0.85  # nearness of another way to say the same


@dataclass(frozen=True, slots=True)
class Shares:
    """For each document the share of a query's weight that its short fields and its body carry."""

    names: Floats
    body: Floats
    known: float  # share of the weight whose words occur anywhere


class Ranking:
    """Documents as a matrix of saturated word weights, stored word by word, for short fields and
    bodies.
    """

    def __init__(self, documents: Sequence[Document], concepts: Concepts) -> None:
        self.count = len(documents)
        self.concepts = concepts
        self.spelling = Spelling(
            sorted(
                {w for d in documents for texts in d.texts.values() for text in texts for w in text}
            )
        )
        self.lexicon = Lexicon(self.spelling)
        # the words of the content are numbered first, the concepts after them
        self._meanings = {
            name: len(self.spelling.words) + n
            for n, name in enumerate(dict.fromkeys(concepts.names))
        }
        size = len(self.spelling.words) + len(self._meanings)
        self._starts, self._rows, self._weights = _columns(*self._tokens(documents), size)

    def _tokens(self, documents: Sequence[Document]) -> tuple[Numbers, Numbers, Numbers]:
        """Every word and concept of every document, with the document's row and the field's
        number.
        """
        words: list[int] = []
        lengths: list[int] = []
        places: list[tuple[int, int]] = []
        for row, document in enumerate(documents):
            for name, texts in document.texts.items():
                before = len(words)
                for text in texts:
                    words += [self.spelling.ids[word] for word in text]
                    words += [self._meanings[concept] for _, concept in self.concepts.find(text)]
                lengths.append(len(words) - before)
                places.append((row, FIELDS.index(name)))
        rows, fields = np.array(places, np.int64).reshape(-1, 2).T
        return np.array(words, np.int64), np.repeat(rows, lengths), np.repeat(fields, lengths)

    def shares(self, query: Sequence[str]) -> Shares:
        """How much of the query each document carries, every share in 0..1."""
        count = self.count
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
            for position in positions:
                meant.setdefault(query[position], []).append(self._meanings[name])
        return meant

    def _best(self, word: str, concepts: Sequence[int]) -> tuple[Floats | None, float]:
        """Each document's best value for a word, and how many documents have it (near ones count in
        part).
        """
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
        best = np.zeros((3, self.count), np.float32)
        np.maximum.at(best[0], rows, close * self._weights[0, places])
        np.maximum.at(best[1], rows, close * self._weights[1, places])
        np.maximum.at(best[2], rows, close)
        return best[:2], float(best[2].sum())


def _columns(
    words: Numbers, rows: Numbers, fields: Numbers, size: int
) -> tuple[Numbers, Ints, Floats]:
    """Weights of every word in every document, saturated, sorted by word: short fields first,
    bodies second.
    """
    count = int(rows.max(initial=0)) + 1
    weights = _token_weights(rows, fields)
    keys, cells = np.unique(words * count + rows, return_inverse=True)
    short = fields < FIELDS.index(BODY)
    amounts = np.stack(
        [np.bincount(cells, weights * part, minlength=len(keys)) for part in (short, ~short)]
    )
    numbers, found = np.divmod(keys, count)
    saturated = amounts * (SATURATION + 1) / (amounts + SATURATION)
    return (
        starts(np.bincount(numbers, minlength=size)),
        found.astype(np.int32),
        saturated.astype(np.float32),
    )


def _token_weights(rows: Numbers, fields: Numbers) -> Floats:
    """What each word weighs where it stands: by its field, and by how long that is beside the
    others.
    """
    place = rows * len(FIELDS) + fields
    _, member, lengths = np.unique(place, return_inverse=True, return_counts=True)
    field_of = np.zeros(len(lengths), np.int64)
    field_of[member] = fields
    totals = np.bincount(field_of, lengths, minlength=len(FIELDS))
    means = totals / np.maximum(np.bincount(field_of, minlength=len(FIELDS)), 1)
    evening = np.array([LENGTH[name] for name in FIELDS])[fields]
    weight = np.array([WEIGHT[name] for name in FIELDS])[fields]
    found: Floats = weight / (1 - evening + evening * lengths[member] / means[fields])
    return found

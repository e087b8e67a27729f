"""Documents as weighted words, and how much of a query's weight each of them carries.

Law: each query word counts once for a document, with the nearest word that the document has and in
the field that says it best; what many documents share weighs little; the order in which documents
were given changes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix, diags_array, vstack

from intents.search.balance import Balance
from intents.search.concepts import Concepts
from intents.search.documents import BODY, SHORT, Document
from intents.search.lexicon import Lexicon
from intents.search.spelling import Floats, Numbers, Sparse, Spelling, bags
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
BODY_WEIGHT = 1.0  # of a word that stands in the body alone, where both are believed alike


@dataclass(frozen=True, slots=True)
class Shares:
    """For each document the share of a query's weight that it carries, in 0..1."""

    carried: Floats
    held: Floats  # the same, by the words alone, however much they say there
    known: float  # share of the weight whose words, or near ones, occur anywhere


class Ranking:
    """Documents as saturated word weights, stored word by word: names beside bodies."""

    def __init__(
        self, documents: Sequence[Document], concepts: Concepts, spelling: Spelling
    ) -> None:
        self.count = len(documents)
        self.concepts = concepts
        self.lexicon = Lexicon(spelling)
        # the words of the content are numbered first, the concepts after them
        self._meanings = {
            name: len(spelling.words) + n for n, name in enumerate(dict.fromkeys(concepts.names))
        }
        numbers = {**spelling.ids, **self._meanings}
        fields = {
            name: _evened(bags([self._tokens(d, name) for d in documents], numbers), name)
            for name in (*SHORT, BODY)
        }
        names = sum((fields[name] for name in SHORT[1:]), start=fields[SHORT[0]])
        self._words: Sparse = vstack([_saturated(names), _saturated(fields[BODY])]).T.tocsr()

    def _tokens(self, document: Document, field: str) -> list[str]:
        """The words of a field, and the concepts that it says."""
        texts = document.texts.get(field, ())
        said = (name for text in texts for _, name in self.concepts.find(text))
        return [*(word for text in texts for word in text), *said]

    def shares(self, query: Sequence[str], balance: Balance) -> Shares:
        """How much of the query each document carries, as far as its names and bodies are
        believed.
        """
        distinct = list(dict.fromkeys(query))
        values, having = self._best(distinct, self._meant(query))
        present, nearness = having.sum(axis=1), having.max(axis=1, initial=0)
        common = np.array([FUNCTION_WEIGHT if word in FUNCTION_WORDS else 1 for word in distinct])
        rarity = common * np.log(1 + (self.count - present + 0.5) / (present + 0.5))
        names, bodies = values[:, : self.count], values[:, self.count :]
        names = names * (balance.names * balance.trust)
        best = np.maximum(names, bodies * (balance.bodies * BODY_WEIGHT))
        weight = max(float(rarity.sum()), 1e-6)
        carried = (rarity @ best / weight).astype(np.float32)
        held = (rarity @ having / weight).astype(np.float32)
        return Shares(carried, held, float(rarity @ nearness) / weight)

    def nearness(self, query: Sequence[str]) -> dict[str, tuple[float, dict[str, float]]]:
        """For each word of a query how rare it is, and how near each word is that may stand for
        it.
        """
        distinct = list(dict.fromkeys(query))
        meant = self._meant(query)
        _, having = self._best(distinct, meant)
        present = having.sum(axis=1)
        rarity = np.log(1 + (self.count - present + 0.5) / (present + 0.5))
        return {
            word: (float(rare), self._alike(word, meant.get(word, ())))
            for word, rare in zip(distinct, rarity, strict=True)
        }

    def _alike(self, word: str, concepts: Sequence[int]) -> dict[str, float]:
        """The words that a word may be, or may mean, and how near each is."""
        numbers, close = self.lexicon.near(word)
        words = self.lexicon.words
        found = {words[n]: float(c) for n, c in zip(numbers, close, strict=True)}
        names = {name for name, number in self._meanings.items() if number in concepts}
        for way in self.concepts.said(names):
            found.setdefault(way, MEANT)
        return found

    def _meant(self, query: Sequence[str]) -> dict[str, list[int]]:
        """For each query word the numbers of the concepts that it helps to say."""
        meant: dict[str, list[int]] = {}
        for positions, name in self.concepts.find(query):
            for position in positions:
                meant.setdefault(query[position], []).append(self._meanings[name])
        return meant

    def _best(self, words: Sequence[str], meant: dict[str, list[int]]) -> tuple[Floats, ...]:
        """For each word its best value in each document's names and body, and how near the nearest
        word of each document is.
        """
        near = [self._near(word, meant.get(word, ())) for word in words]
        numbers = np.concatenate([found for found, _ in near])
        owners = np.repeat(np.arange(len(words)), [len(found) for found, _ in near])
        part = self._words[numbers]
        sizes = np.diff(part.indptr)
        close = np.repeat(np.concatenate([nearness for _, nearness in near]), sizes)
        cells = np.repeat(owners, sizes) * (2 * self.count) + part.indices
        values = np.zeros((len(words), 2 * self.count), np.float32)
        np.maximum.at(values.reshape(-1), cells, close * part.data)
        having = np.zeros_like(values)
        np.maximum.at(having.reshape(-1), cells, close)
        return values, np.maximum(having[:, : self.count], having[:, self.count :])

    def _near(self, word: str, concepts: Sequence[int]) -> tuple[Numbers, Floats]:
        numbers, nearness = self.lexicon.near(word)
        meant = np.full(len(concepts), MEANT, np.float32)
        return np.append(numbers, concepts).astype(np.int64), np.append(nearness, meant)


def _evened(counts: Sparse, field: str) -> Sparse:
    """What each word of a field weighs: by the field, and by how long it is beside the others."""
    lengths = np.asarray(counts.sum(axis=1)).reshape(-1)
    mean = lengths[lengths > 0].mean() if lengths.any() else 1.0
    evening = LENGTH[field]
    return diags_array(WEIGHT[field] / (1 - evening + evening * lengths / mean)) @ counts


def _saturated(weights: Sparse) -> Sparse:
    """In 0..1: more of a word says little more."""
    found = csr_matrix(weights, dtype=np.float32)
    found.data /= found.data + SATURATION
    return found

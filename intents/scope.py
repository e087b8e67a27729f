"""What a message is when it is no question: a refusal, an emergency, small talk or the wish for a human.

Law: what brings a policy up stands in the content, as examples and near misses; none of it stands here. A message
is weighed against everything that is allowed as well: near misses, and the titles and aliases of the answers.
"""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from intents.catalog import Catalog
from intents.ranking import Document
from intents.smalltalk import PHRASES
from intents.spelling import Floats, Numbers
from intents.turkish import asked, words

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

ALLOWED = ""  # the label of all that needs no policy
CONTENT = 1200  # how many titles and aliases are weighed against, at most
COLUMNS = 8192  # features share columns by hash; few enough to be small, many enough to seldom meet
RIDGE = 0.6  # how far the weights are held back from learning single examples by heart
ROUNDS = 15  # steps to the solution; more change nothing that matters
STEM = 5  # letters of a word that a Turkish suffix leaves alone, mostly


@dataclass(frozen=True, slots=True)
class Hit:
    """The label that a message comes nearest to, and how near: about 1 for an example, about 0 for anything else."""

    label: str
    strength: float


class Scope:
    """A linear model over words, stems, stem pairs and letter groups, solved at once from the labelled texts."""

    def __init__(self, labelled: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        from scipy.sparse import csr_matrix  # here, so that importing this module stays cheap

        pairs = sorted(set(labelled))
        self.labels = tuple(sorted({label for label, _ in pairs} - {ALLOWED}))
        features = [_columns(typed) for _, typed in pairs]
        columns = np.concatenate(features)
        starts = np.cumsum([0, *map(len, features)])
        self._rarity = _rarity(len(pairs), columns)
        values = np.concatenate([self._scaled(found) for found in features])
        examples = csr_matrix((values, columns, starts), shape=(len(pairs), COLUMNS))
        wanted = np.array([[label == name for name in self.labels] for label, _ in pairs], np.float32)
        self._weights = _solved(examples, wanted)

    @classmethod
    def of(cls, catalog: Catalog, documents: Iterable[Document]) -> "Scope":
        """The scope of a catalog in all its languages, with the small talk that every desk hears."""
        return cls(_labelled(catalog, documents))

    def hit(self, query: str) -> Hit:
        """The label that the message comes nearest to."""
        columns = _columns(asked(query))
        strengths = self._scaled(columns) @ self._weights[columns]
        best = int(np.argmax(strengths))
        return Hit(self.labels[best], float(strengths[best]))

    def _scaled(self, columns: Numbers) -> Floats:
        """The values of a row of length one, rare features first."""
        values = self._rarity[columns]
        return values / np.float32(max(float(np.sqrt(values @ values)), 1e-6))


def _solved(examples: "csr_matrix", wanted: Floats) -> Floats:
    """Ridge regression by conjugate gradients, all labels at once, in the space of the examples."""
    turned = examples.T.tocsr()
    found = np.zeros_like(wanted)
    rest, step = wanted.copy(), wanted.copy()
    left = (rest * rest).sum(axis=0)
    for _ in range(ROUNDS):
        pushed = examples @ (turned @ step) + RIDGE * step
        far = left / np.maximum((step * pushed).sum(axis=0), 1e-12)
        found += far * step
        rest -= far * pushed
        before, left = left, (rest * rest).sum(axis=0)
        step = rest + left / np.maximum(before, 1e-12) * step
    weights: Floats = turned @ found
    return weights


def _rarity(rows: int, columns: Numbers) -> Floats:
    present = np.bincount(columns, minlength=COLUMNS)
    return (np.log((1 + rows) / (1 + present)) + 0.3).astype(np.float32)


def _columns(typed: Sequence[str]) -> Numbers:
    """The numbers of a text's features, each once."""
    stems = [word[:STEM] for word in typed]
    found = {column for word in typed for column in _of_word(word)}
    found.update(_column(f"{one}+{two}") for one, two in pairwise(stems))
    found.update(_column(f"{one}-{two}") for one, two in zip(stems, stems[2:], strict=False))
    return np.fromiter(sorted(found), np.int64, len(found))


@lru_cache(10_000)
def _of_word(word: str) -> tuple[int, ...]:
    """A word, its stem, its letter groups."""
    padded = f" {word} "
    groups = (padded[i : i + size] for size in (3, 4) for i in range(len(padded) - size + 1))
    return tuple(map(_column, (f"w{word}", f"s{word[:STEM]}", *groups)))


def _column(feature: str) -> int:
    return zlib.crc32(feature.encode()) % COLUMNS


def _labelled(catalog: Catalog, documents: Iterable[Document]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for language in catalog.languages:
        for policy in catalog.all_policies(language):
            yield from ((policy.code, tuple(words(example))) for example in policy.examples)
            yield from ((ALLOWED, tuple(words(example))) for example in policy.near_misses)
    for kind, phrases in PHRASES.items():
        yield from ((str(kind), tuple(words(phrase))) for phrase in phrases.split("|"))
    yield from ((ALLOWED, name) for name in _sample([name for d in documents for name in d.names]))


def _sample(names: Sequence[tuple[str, ...]]) -> Sequence[tuple[str, ...]]:
    step = max(1, -(-len(names) // CONTENT))
    return names[::step]

"""What a message is when it is no question: a refusal, an emergency, small talk or the wish for a human.

Law: what brings a policy up stands in the content, as examples and near misses; none of it stands here. A message
is weighed against everything that is allowed as well: near misses, and the titles and aliases of the answers.
"""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from intents.catalog import Catalog
from intents.lexicon import Floats
from intents.smalltalk import PHRASES
from intents.turkish import asked, words

ALLOWED = ""  # the label of all that needs no policy
CONTENT = 1200  # how many titles and aliases are weighed against, at most
COLUMNS = 8192  # features share columns by hash; few enough to be small, many enough to seldom meet
RIDGE = 0.6  # how far the weights are held back from learning single examples by heart
STEM = 5  # letters of a word that a Turkish suffix leaves alone, mostly


@dataclass(frozen=True, slots=True)
class Hit:
    """The label that a message comes nearest to, and how near: about 1 for an example, about 0 for anything else."""

    label: str
    strength: float


class Scope:
    """A linear model over words, stems, stem pairs and letter groups, solved at once from the labelled texts."""

    def __init__(self, labelled: Iterable[tuple[str, str]]) -> None:
        pairs = sorted(set(labelled))
        self.labels = tuple(sorted({label for label, _ in pairs} - {ALLOWED}))
        counts = np.stack([_counts(words(text)) for _, text in pairs])
        self._rarity = np.log((1 + len(pairs)) / (1 + (counts > 0).sum(axis=0))).astype(np.float32) + 0.3
        self._weights = self._solve(counts, [label for label, _ in pairs])

    @classmethod
    def of(cls, catalog: Catalog, language: str) -> "Scope":
        """The scope of a catalog in one language, with the small talk that every desk hears."""
        return cls(_labelled(catalog, language))

    def hit(self, query: str) -> Hit:
        """The label that the message comes nearest to."""
        strengths = self._scaled(_counts(asked(query))) @ self._weights
        best = int(np.argmax(strengths))
        return Hit(self.labels[best], float(strengths[best]))

    def _scaled(self, counts: Floats) -> Floats:
        """Rows of length one, rare features first."""
        scaled = np.sqrt(counts) * self._rarity
        length = np.linalg.norm(scaled, axis=-1, keepdims=True)
        result: Floats = scaled / np.maximum(length, 1e-6)
        return result

    def _solve(self, counts: Floats, labels: Sequence[str]) -> Floats:
        """Ridge regression, in the space of the examples because there are fewer of them than columns."""
        from scipy.sparse import csr_matrix  # here, so that importing this module stays cheap

        examples = csr_matrix(self._scaled(counts))
        wanted = np.array([[label == name for name in self.labels] for label in labels], np.float32)
        likeness = (examples @ examples.T).toarray()
        likeness[np.diag_indices_from(likeness)] += RIDGE
        weights: Floats = (examples.T @ np.linalg.solve(likeness, wanted)).astype(np.float32)
        return weights


def _counts(typed: Sequence[str]) -> NDArray[np.float32]:
    columns = [zlib.crc32(feature.encode()) % COLUMNS for feature in set(_features(typed))]
    return np.bincount(np.array(columns, np.int64), minlength=COLUMNS).astype(np.float32)


def _features(typed: Sequence[str]) -> Iterator[str]:
    stems = [word[:STEM] for word in typed]
    for word, stem in zip(typed, stems, strict=True):
        yield f"w{word}"
        yield f"s{stem}"
        padded = f" {word} "
        for size in (3, 4):
            yield from (padded[i : i + size] for i in range(len(padded) - size + 1))
    yield from (f"{one}+{two}" for one, two in pairwise(stems))
    yield from (f"{one}-{two}" for one, two in zip(stems, stems[2:], strict=False))


def _labelled(catalog: Catalog, language: str) -> Iterator[tuple[str, str]]:
    for policy in catalog.all_policies(language):
        yield from ((policy.code, example) for example in policy.examples)
        yield from ((ALLOWED, example) for example in policy.near_misses)
    for kind, phrases in PHRASES.items():
        yield from ((str(kind), phrase) for phrase in phrases.split("|"))
    yield from ((ALLOWED, text) for text in _sample(tuple(_content(catalog, language))))


def _content(catalog: Catalog, language: str) -> Iterator[str]:
    """Titles and aliases; answers that tell of the policies themselves would speak against these."""
    for choice in catalog.choices(language):
        if len(choice.policy) < 3:
            yield from (choice.title, choice.label, *choice.aliases)


def _sample(texts: Sequence[str]) -> Sequence[str]:
    step = max(1, -(-len(texts) // CONTENT))
    return texts[::step]

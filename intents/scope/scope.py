"""What a message is when it is no question: a refusal, an emergency, small talk, a human wanted.

Law: what brings a policy or small talk up stands in the content, as examples; none of it here. A
message is weighed against all that is allowed as well: near misses, and the names of the answers.
"""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from intents.content.catalog import Catalog
from intents.content.smalltalk import SmallTalk
from intents.scope.courtesy import without_opening
from intents.search.documents import Document
from intents.search.spelling import Floats, Numbers, distinct, ranges, starts
from intents.turkish import asked, words

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

ALLOWED = ""  # the label of all that needs no policy
TELLING = 3  # policies from which on an answer is about them
TALK = "talk"  # all small talk together; which one it is the nearest texts say
NAMES = 16  # titles, labels and aliases of each answer that are weighed against
# features share 2**15 columns by hash; few enough to be small, many enough to seldom meet
BITS = 15
RIDGE = 0.6  # how far the weights are held back from learning single examples by heart
WARY = 0.1  # how far what was learnt of all that is allowed speaks against a label
ALIKE = 0.5  # how far the nearest few texts of a label speak, against the nearest that are allowed
NEAREST = 3
ROUNDS = 12  # steps to the solution; more change nothing that matters
STEM = 4  # letters of a word that a Turkish suffix leaves alone, mostly
GROUP = 4  # letters; groups of three beside them say little more, and cost as much again
# Knuth's multiplicative hash: 2**64 over the golden ratio, top bits kept
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_TALK = frozenset(SmallTalk)
_TIMES = np.uint64(1_000_003)
# keep words and parted stems from meeting other features
_WHOLE, _APART = np.uint64(1 << 40), np.uint64(1 << 41)

Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Hit:
    """The label that a message comes nearest to, and how near: about 1 for an example, about 0 for
    anything else.
    """

    label: str
    strength: float


class Scope:
    """A linear model over words, stems, stem pairs and letter groups, solved at once, and the
    labelled texts nearby.
    """

    def __init__(self, labelled: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        from scipy.sparse import csr_matrix  # here, so that importing this module stays cheap

        pairs = sorted(
            {(label, typed) for label, typed in labelled if typed},
            key=lambda pair: (pair[0], " ".join(pair[1])),
        )
        self._known = {typed: label for label, typed in pairs if label != ALLOWED}
        names = [label for label, _ in pairs]
        self.labels = tuple(dict.fromkeys((ALLOWED, *names)))  # ALLOWED stands before all
        self._first = np.searchsorted(names, self.labels[1:])
        learnt = [_learnt(label) for label in self.labels]
        self._learnt = tuple(dict.fromkeys(learnt))
        self._place = np.array([self._learnt.index(label) for label in learnt])
        columns, begins = _features([typed for _, typed in pairs])
        self._rarity = _rarity(len(pairs), columns)
        values = self._rarity[columns]
        lengths = np.sqrt(np.add.reduceat(values**2, begins[:-1]))
        values /= np.repeat(lengths, np.diff(begins))
        examples = csr_matrix((values, columns, begins), shape=(len(pairs), 2**BITS))
        self._turned = examples.T.tocsr()
        wanted = np.array(
            [[_learnt(label) == name for name in self._learnt] for label in names], np.float32
        )
        self._weights = _solved(examples, self._turned, wanted)

    @classmethod
    def of(cls, catalog: Catalog, documents: Iterable[Document]) -> "Scope":
        """The scope of a catalog in all its languages; the documents are those of its entries."""
        return cls(_labelled(catalog, documents))

    def hit(self, query: str) -> Hit:
        """The label that the message comes nearest to, without the greeting before it; an example's
        own is certain.
        """
        typed = tuple(asked(query))
        if len(self.labels) == 1:  # the content names nothing that is no question
            return Hit(ALLOWED, 0.0)
        if (label := self._known.get(typed)) is not None:
            return Hit(label, 1.0)
        columns, _ = _features([asked(without_opening(query))])
        values = self._rarity[columns]
        values /= max(float(np.sqrt(values @ values)), 1e-6)
        learnt, alike = (values @ self._weights[columns])[self._place], self._alike(columns, values)
        strengths = learnt - WARY * learnt[0] + ALIKE * (alike - alike[0])
        best = 1 + int(np.argmax(strengths[1:]))
        return Hit(self.labels[best], float(strengths[best]))

    def _alike(self, columns: Numbers, values: Floats) -> Floats:
        """How alike a text and the nearest few of each label are, ALLOWED first: cosines in
        0..1.
        """
        begins = self._turned.indptr[columns].astype(np.int64)
        sizes = self._turned.indptr[columns + 1] - begins
        places = ranges(begins, sizes)
        weights = np.repeat(values, sizes) * self._turned.data[places]
        cosines = np.bincount(
            self._turned.indices[places], weights, minlength=self._turned.shape[1]
        )
        parts = np.split(cosines, self._first)
        return np.array([np.sort(part)[-NEAREST:].sum() / NEAREST for part in parts], np.float32)


def _learnt(label: str) -> str:
    return TALK if label in _TALK else label


def _solved(examples: "csr_matrix", turned: "csr_matrix", wanted: Floats) -> Floats:
    """Ridge regression by conjugate gradients, all labels at once, in the space of the examples."""
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
    present = np.bincount(columns, minlength=2**BITS)
    return (np.log((1 + rows) / (1 + present)) + 0.3).astype(np.float32)


def _features(texts: Sequence[Sequence[str]]) -> tuple[Numbers, Numbers]:
    """The columns of each text's words, stems, stem pairs and letter groups, each once, and where
    each text starts.
    """
    numbers: dict[str, int] = {}
    words = np.array(
        [numbers.setdefault(word, len(numbers)) for typed in texts for word in typed], np.int64
    )
    text = np.repeat(np.arange(len(texts)), [len(typed) for typed in texts])
    stem = _codes(word[:STEM] for word in numbers)[words]
    groups, begins = _groups(list(numbers))
    sizes = np.diff(begins)[words]
    near, far = text[1:] == text[:-1], text[2:] == text[:-2]
    found = (
        (text, _codes(numbers)[words] + _WHOLE),
        (text, stem),
        (np.repeat(text, sizes), groups[ranges(begins[words], sizes)]),
        (text[1:][near], (stem[:-1] * _TIMES + stem[1:])[near]),
        (text[2:][far], (stem[:-2] * _TIMES + stem[2:])[far] + _APART),
    )
    columns = np.concatenate([feature for _, feature in found]) * _SPREAD >> np.uint64(64 - BITS)
    keys = np.concatenate([owner for owner, _ in found]) << BITS | columns.astype(np.int64)
    kept = distinct(keys)
    return kept & (2**BITS - 1), starts(np.bincount(kept >> BITS, minlength=len(texts)))


def _codes(words: Iterable[str]) -> Hashes:
    return np.fromiter(
        (zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words), np.uint64
    )


def _groups(words: Sequence[str]) -> tuple[Hashes, Numbers]:
    """The letter groups of each word, its edges included, and where those of each word start."""
    letters = np.frombuffer(
        f" {' '.join(words)} ".encode("utf-32-le", "surrogatepass"), np.uint32
    ).astype(np.uint64)
    edges = letters == ord(" ")
    count = max(len(letters) - GROUP + 1, 0)
    within = ~np.logical_or.reduce([edges[place : place + count] for place in range(1, GROUP - 1)])
    codes = np.full(count, GROUP, np.uint64)
    for place in range(GROUP):
        codes = codes * _TIMES + letters[place : place + count]
    owners = (np.cumsum(edges) - 1)[:count][within]
    return codes[within], starts(np.bincount(owners, minlength=len(words)))


def _labelled(
    catalog: Catalog, documents: Iterable[Document]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for language in catalog.languages:
        for policy in catalog.all_policies(language):
            yield from ((policy.code, tuple(words(example))) for example in policy.examples)
            yield from ((ALLOWED, tuple(words(example))) for example in policy.near_misses)
    for talk in catalog.smalltalk:
        yield from ((talk.kind, tuple(words(phrase.text))) for phrase in talk.examples)
        yield from ((ALLOWED, tuple(words(phrase.text))) for phrase in talk.near_misses)
    telling = _telling(catalog)
    documents = (document for document in documents if document.id not in telling)
    yield from ((ALLOWED, name) for document in documents for name in document.names[:NAMES])


def _telling(catalog: Catalog) -> set[str]:
    """Answers that tell of the policies themselves; they would speak against these."""
    choices = (choice for language in catalog.languages for choice in catalog.choices(language))
    return {choice.id for choice in choices if len(choice.policy) >= TELLING}

"""Fitting the weights of ranking and confidence to queries whose right answers are known.

Law: no query of the held-out half changes what is learnt.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import product
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from intents.content.catalog import Catalog
from intents.index import Index
from intents.lab.queries import Query
from intents.search.concepts import Concepts
from intents.search.confidence import Calibration, Evidence
from intents.search.documents import documents
from intents.search.index import Match, SearchIndex
from intents.turkish import asked

RANKED = ("share", "nearest", "few", "learnt", "subject", "series")
WEIGHED = (*RANKED, "passage", "known", "total", "margin", "length", "held")
# of the weight of words; the desk's own queries can't tell, for aliases answer nearly all of them
PASSAGE = 0.8
# the ranking decides which entries are looked at, so that it is fitted again on its own choice
ROUNDS = 3
# fields of content with fewer names: a desk without aliases, and one whose names say nothing; else
# a probability would hold for one desk alone
POORER = (("title", "label", "summary", "body"), ("body",))
POORER_COUNTS = 0.2
SEEN = 30
# ranks that confidence is fitted on: those that decide between an answer and a suggestion
FIRST = 2
STRENGTH = 10.0  # inverse of the regularisation
ANSWERABLE = ("in", "near", "far")

Matrix = NDArray[np.float64]


class Search(Protocol):
    """A search in some state of the content."""

    def __call__(self, query: str, *, limit: int) -> Sequence[Match]:
        """The entries that a query may mean, at most so many."""


State = tuple[float, Search]  # what a state of the content counts, and its search


def learn(
    index: Index, queries: Iterable[Query], told: Callable[[int, int], None] | None = None
) -> Calibration:
    """The calibration that suits the fitting half of the queries, from the index's own onward;
    `told` hears how many of how many rounds are over.
    """
    fitting = [query for query in queries if query.half == "fit" and query.kind in ANSWERABLE]
    poorer = _poorer(index.catalog)
    for number in range(ROUNDS):
        ranking = _ranking(_states(index, poorer), fitting)
        index = index.calibrated(replace(index.calibration, ranking=ranking))
        if told is not None:
            told(number + 1, ROUNDS + 1)
    intercept, confidence = _confidence(_states(index, poorer), fitting)
    return Calibration(index.calibration.ranking, intercept, confidence)


def _ranking(states: Iterable[State], queries: Sequence[Query]) -> dict[str, float]:
    """Weights under which right entries stand above wrong ones: logistic regression on their
    differences.
    """
    from sklearn.linear_model import LogisticRegression

    differences: list[Matrix] = []
    importance: list[float] = []
    for (counts, search), query in product(states, queries):
        matches = search(query.text, limit=SEEN)
        right = [_ranked(match) for match in matches if query.is_right(match.id)]
        wrong = [_ranked(match) for match in matches if not query.is_right(match.id)][:10]
        if right and wrong:
            found = np.array([good - bad for good in right[:1] for bad in wrong])
            differences += [found, -found]
            importance += [counts / len(found)] * (2 * len(found))
    samples = np.concatenate(differences)
    labels = np.concatenate([np.full(len(part), n % 2) for n, part in enumerate(differences)])
    model = LogisticRegression(C=10, fit_intercept=False).fit(
        samples, 1 - labels, sample_weight=importance
    )
    weights = model.coef_[0] / model.coef_[0][0]
    fitted = {name: round(float(weight), 3) for name, weight in zip(RANKED, weights, strict=True)}
    return fitted | {"passage": PASSAGE}


def _confidence(
    states: Iterable[State], queries: Sequence[Query]
) -> tuple[float, dict[str, float]]:
    """A logistic model of whether one of the first entries is the right one, for the content as it
    is and, a little, for content that has fewer names.
    """
    from sklearn.linear_model import LogisticRegression

    found: list[tuple[Match, Query]] = []
    counts: list[float] = []
    for weight, search in states:
        before = len(found)
        found += [(match, query) for query in queries for match in search(query.text, limit=FIRST)]
        counts += [weight] * (len(found) - before)
    samples = np.array([_row(match, WEIGHED) for match, _ in found])
    labels = np.array([query.is_right(match.id) for match, query in found])
    model = LogisticRegression(C=STRENGTH, max_iter=1000).fit(samples, labels, sample_weight=counts)
    weights = zip(WEIGHED, model.coef_[0], strict=True)
    return round(float(model.intercept_[0]), 3), {
        name: round(float(weight), 3) for name, weight in weights
    }


def _states(index: Index, poorer: Iterable[SearchIndex]) -> Iterator[State]:
    """The content as it is, and as other desks' may be."""
    yield 1.0, index.search
    for one in poorer:
        yield POORER_COUNTS, partial(_searched, one, index.calibration)


def _poorer(catalog: Catalog) -> list[SearchIndex]:
    """The content with fewer fields, once for each desk of `POORER`."""
    concepts = Concepts(catalog.vocabulary.groups)
    return [
        SearchIndex(
            [
                replace(one, texts={name: one.texts[name] for name in fields})
                for one in documents(catalog)
            ],
            concepts,
        )
        for fields in POORER
    ]


def _searched(
    poorer: SearchIndex, calibration: Calibration, query: str, *, limit: int
) -> Sequence[Match]:
    return poorer.search(asked(query), calibration, limit)


def _ranked(match: Match) -> Matrix:
    """What is weighed for the ranking; a body's passage counts with the words."""
    row = _row(match, RANKED)
    row[0] += PASSAGE * match.evidence.passage
    return row


def _row(match: Match, names: Sequence[str]) -> Matrix:
    return np.array([_value(match.evidence, name) for name in names])


def _value(evidence: Evidence, name: str) -> float:
    return float(getattr(evidence, name))

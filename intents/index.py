"""The index: what the content says in each language, searched and ranked with calibrated probabilities."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from intents.catalog import Catalog, Choice
from intents.concepts import Concepts
from intents.confidence import Calibration, Evidence
from intents.grams import Grams
from intents.lexicon import Floats
from intents.passages import Passages
from intents.ranking import BODY, Document, Ranking
from intents.scope import Hit, Scope
from intents.turkish import asked, fold, strip_links, words

RERANKED = 30  # entries whose names and passages are compared one by one
NEIGHBOURS = 3  # entries of a topic that speak for it
LONG = 10  # words from which a query counts as long

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that a query may mean, with the probability that it is the right one and what speaks for it."""

    id: str
    confidence: float
    evidence: Evidence


class Shelf:
    """The entries of one language, ready to be searched; any entries will do, a whole catalog is not needed."""

    def __init__(self, documents: Iterable[Document], concepts: Concepts) -> None:
        self.ranking = Ranking(documents, concepts)
        self.documents = self.ranking.documents
        self._names = Grams([[fold(name) for name in document.names] for document in self.documents])
        self._passages = Passages(words(" ".join(d.texts.get(BODY, ()))) for d in self.documents)
        self._series = np.array([document.series for document in self.documents], np.float32)
        numbers: dict[str, int] = {}
        self._topics = np.array([numbers.setdefault(d.topic, len(numbers)) for d in self.documents], np.int32)

    def search(self, typed: Sequence[str], calibration: Calibration, limit: int) -> tuple[Match, ...]:
        """The entries for folded words, best first."""
        weights = calibration.ranking
        shares = self.ranking.shares(typed)
        whole = self._names.whole(typed)
        rough = weights["share"] * shares.names + weights["body"] * shares.body + weights["whole"] * whole
        topic = self._of_topic(rough)
        rough += weights["topic"] * topic + weights["series"] * self._series
        rows = np.argsort(-rough, kind="stable")[:RERANKED]
        rows = rows[(shares.names[rows] + shares.body[rows] + whole[rows]) > 0]
        nearest = self._names.nearest(typed, rows)
        passage = self._passages.nearest(typed, rows)
        totals = rough[rows] + weights["nearest"] * nearest + weights["passage"] * passage
        order = np.argsort(-totals, kind="stable")[: max(limit, 2)]
        found = [
            Evidence(
                share=float(shares.names[rows[place]]),
                body=float(shares.body[rows[place]]),
                nearest=float(nearest[place]),
                passage=float(passage[place]),
                whole=float(whole[rows[place]]),
                topic=float(topic[rows[place]]),
                series=float(self._series[rows[place]]),
                known=shares.known,
                total=float(totals[place]),
                margin=_margin(totals, order, place),
                length=min(1.0, len(typed) / LONG),
            )
            for place in order
        ]
        ids = [self.documents[rows[place]].id for place in order]
        return _matched(ids, found, calibration)[:limit]

    def _of_topic(self, scores: Floats) -> Floats:
        """For each entry the mean of its topic's three best scores: neighbours bear each other out."""
        order = np.lexsort((-scores, self._topics))
        topics = self._topics[order]
        rank = np.arange(len(order)) - np.searchsorted(topics, topics)
        best = order[rank < NEIGHBOURS]
        sums = np.bincount(self._topics[best], scores[best])
        means: Floats = (sums / np.bincount(self._topics[best]))[self._topics].astype(np.float32)
        return means


def _margin(totals: Floats, order: NDArray[np.int64], place: int) -> float:
    """How far an entry is ahead of the best other one; below 0 when it is behind."""
    others = order[order != place][:1]
    return float(totals[place] - (totals[others[0]] if len(others) else 0))


def _matched(ids: Sequence[str], found: Sequence[Evidence], calibration: Calibration) -> tuple[Match, ...]:
    """Matches in order; a lower rank is never the likelier one."""
    matches: list[Match] = []
    ceiling = 1.0
    for id, evidence in zip(ids, found, strict=True):
        ceiling = min(ceiling, round(calibration.probability(evidence), 4))
        matches.append(Match(id, ceiling, evidence))
    return tuple(matches)


class Index:
    """What the content says, ready to be searched in each of its languages, and what is no question at all."""

    def __init__(self, catalog: Catalog, calibration: Calibration) -> None:
        self.catalog = catalog
        self.calibration = calibration
        concepts = Concepts(catalog.vocabulary.groups)
        self._shelves = {language: _shelf(catalog, language, concepts) for language in catalog.languages}
        self._scopes = {language: Scope.of(catalog, language) for language in catalog.languages}

    @classmethod
    def build(cls, catalog: Catalog) -> "Index":
        """The index of a catalog, with the packaged calibration."""
        return cls(catalog, Calibration.packaged())

    def search(self, query: str, *, language: str = "tr", limit: int = 10) -> tuple[Match, ...]:
        """The entries that the query may mean, likeliest first, with probabilities; takes any text."""
        typed = asked(query)
        return self._in(self._shelves, language).search(typed, self.calibration, limit) if typed else ()

    def scope(self, query: str, *, language: str = "tr") -> Hit:
        """The policy or small talk that a message comes nearest to; whether it is that is for `understand` to say."""
        return self._in(self._scopes, language).hit(query)

    def _in(self, shelves: Mapping[str, T], language: str) -> T:
        return shelves.get(language) or shelves[self.catalog.languages[0]]


def document(choice: Choice, *, series: bool) -> Document:
    """What the index reads of a choice."""
    texts = {
        "title": (choice.title,),
        "label": (choice.label,),
        "aliases": choice.aliases,
        "summary": (choice.summary,) if choice.summary else (),
        "body": (strip_links(choice.body),),
    }
    return Document(choice.id, texts, topic=choice.id.partition("-")[0], series=series)


def _shelf(catalog: Catalog, language: str, concepts: Concepts) -> Shelf:
    series = {name for name in catalog.collections(language) if _is_series(catalog, language, name)}
    choices = (choice for choice in catalog.choices(language) if choice.written)
    return Shelf([document(choice, series=choice.collection in series) for choice in choices], concepts)


def _is_series(catalog: Catalog, language: str, name: str) -> bool:
    collection = catalog.collection(language, name)
    return collection is not None and collection.kind == "series"

"""The index: what the content says in each language, searched and ranked with calibrated
probabilities.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from intents.catalog import Catalog, Choice
from intents.concepts import Concepts
from intents.confidence import Calibration, Evidence
from intents.grams import Grams
from intents.passages import Passages
from intents.ranking import Document, Ranking
from intents.scope import Hit, Scope
from intents.spelling import Floats, Numbers
from intents.turkish import asked, strip_links, words

RERANKED = 30  # entries whose names and passages are compared one by one
NEIGHBOURS = 3  # entries of a topic that speak for it
TELLING = 3  # policies from which on an answer is about them
LONG = 10  # words from which a query counts as long


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that a query may mean, with the probability that it is the right one and what speaks
    for it.
    """

    id: str
    confidence: float
    evidence: Evidence


class Shelf:
    """Entries, ready to be searched; any will do, a whole catalog is not needed.

    One entry may be written in several languages: it is found by whichever says it best.
    """

    def __init__(self, documents: Iterable[Document], concepts: Concepts) -> None:
        self.documents = sorted(documents, key=lambda document: (document.id, document.topic))
        self.ranking = Ranking(self.documents, concepts)
        self._spelling = self.ranking.spelling
        ids = self._spelling.ids
        names = [
            [[ids[word] for word in name] for name in document.names] for document in self.documents
        ]
        self._names = Grams(names, self._spelling)
        self._passages = Passages(
            [[ids[word] for word in d.body] for d in self.documents], self._spelling
        )
        self._series = np.array([document.series for document in self.documents], np.float32)
        numbers: dict[str, int] = {}
        self._topics = np.array(
            [numbers.setdefault(d.topic, len(numbers)) for d in self.documents], np.int32
        )

    def search(
        self, typed: Sequence[str], calibration: Calibration, limit: int
    ) -> tuple[Match, ...]:
        """The entries for folded words, best first."""
        weights = calibration.ranking
        shares = self.ranking.shares(typed)
        letters = self._spelling.ask(typed)
        whole = self._names.whole(letters)
        rough = (
            weights["share"] * shares.names
            + weights["body"] * shares.body
            + weights["whole"] * whole
        )
        topic = self._of_topic(rough)
        rough += weights["topic"] * topic + weights["series"] * self._series
        rows = np.argsort(-rough, kind="stable")[:RERANKED]
        rows = rows[(shares.names[rows] + shares.body[rows] + whole[rows]) > 0]
        nearest = self._names.nearest(letters, rows)
        passage = self._passages.nearest(letters, rows)
        totals = rough[rows] + weights["nearest"] * nearest + weights["passage"] * passage
        order = self._distinct(rows, np.argsort(-totals, kind="stable"))[: max(limit, 2)]
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

    def _distinct(self, rows: Numbers, order: Numbers) -> Numbers:
        """The order without entries that came before it in another language."""
        first: dict[str, int] = {}
        for place in order.tolist():
            first.setdefault(self.documents[rows[place]].id, place)
        return np.array(list(first.values()), np.int64)

    def _of_topic(self, scores: Floats) -> Floats:
        """For each entry the mean of its topic's three best scores, missing ones 0: neighbours bear
        each other out.
        """
        order = np.lexsort((-scores, self._topics))
        topics = self._topics[order]
        rank = np.arange(len(order)) - np.searchsorted(topics, topics)
        best = order[rank < NEIGHBOURS]
        sums = np.bincount(self._topics[best], scores[best])
        means: Floats = (sums / NEIGHBOURS)[self._topics].astype(np.float32)
        return means


def _margin(totals: Floats, order: Numbers, place: int) -> float:
    """How far an entry is ahead of the best other one; below 0 when it is behind."""
    others = order[order != place][:1]
    return float(totals[place] - (totals[others[0]] if len(others) else 0))


def _matched(
    ids: Sequence[str], found: Sequence[Evidence], calibration: Calibration
) -> tuple[Match, ...]:
    """Matches in order; a lower rank is never the likelier one."""
    matches: list[Match] = []
    ceiling = 1.0
    for id, evidence in zip(ids, found, strict=True):
        ceiling = min(ceiling, round(calibration.probability(evidence), 4))
        matches.append(Match(id, ceiling, evidence))
    return tuple(matches)


class Index:
    """What the content says, in all its languages together, ready to be searched, and what is no
    question at all.
    """

    def __init__(self, catalog: Catalog, calibration: Calibration) -> None:
        self.catalog = catalog
        self.calibration = calibration
        documents = list(_documents(catalog))
        self._shelf = Shelf(documents, Concepts(catalog.vocabulary.groups))
        telling = _telling(catalog)
        self._scope = Scope.of(catalog, [d for d in documents if d.id not in telling])

    @classmethod
    def build(cls, catalog: Catalog) -> "Index":
        """The index of a catalog, with the packaged calibration."""
        return cls(catalog, Calibration.packaged())

    def search(self, query: str, *, limit: int = 10) -> tuple[Match, ...]:
        """The entries that the query may mean, likeliest first, with probabilities; takes any
        text.
        """
        typed = asked(query)
        return self._shelf.search(typed, self.calibration, limit) if typed else ()

    def scope(self, query: str) -> Hit:
        """The policy or small talk that a message comes nearest to; whether it is that is for
        `understand` to say.
        """
        return self._scope.hit(query)


def document(choice: Choice, *, series: bool) -> Document:
    """What the index reads of a choice."""
    texts = {
        "title": [words(choice.title)],
        "label": [words(choice.label)],
        "aliases": [words(alias) for alias in choice.aliases],
        "summary": [words(choice.summary)] if choice.summary else [],
        "body": [words(strip_links(choice.body))],
    }
    return Document(
        choice.id, texts, topic=f"{choice.id.partition('-')[0]} {choice.language}", series=series
    )


def _documents(catalog: Catalog) -> Iterator[Document]:
    """Every choice that is written, once in each language that it is written in."""
    for language in catalog.languages:
        series = {
            name for name in catalog.collections(language) if _is_series(catalog, language, name)
        }
        for choice in catalog.choices(language):
            if choice.written and choice.language == language:
                yield document(choice, series=choice.collection in series)


def _telling(catalog: Catalog) -> set[str]:
    """Answers that tell of the policies themselves; they would speak against these."""
    choices = (choice for language in catalog.languages for choice in catalog.choices(language))
    return {choice.id for choice in choices if len(choice.policy) >= TELLING}


def _is_series(catalog: Catalog, language: str, name: str) -> bool:
    collection = catalog.collection(language, name)
    return collection is not None and collection.kind == "series"

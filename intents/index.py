"""The index: what the content says in each language, searched and ranked with calibrated probabilities."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from intents.catalog import Catalog, Choice
from intents.concepts import Concepts
from intents.confidence import Calibration, Evidence
from intents.grams import Grams
from intents.ranking import Document, Ranking
from intents.scope import Hit, Scope
from intents.turkish import asked, fold, strip_links

RERANKED = 40  # entries whose names are compared one by one
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

    def __init__(self, documents: Sequence[Document], concepts: Concepts) -> None:
        self.ranking = Ranking(documents, concepts)
        found = self.ranking.documents
        self.names = Grams([[fold(name) for name in document.names] for document in found])
        self.series = np.array([document.series for document in found], np.float32)

    def search(self, typed: Sequence[str], calibration: Calibration, limit: int) -> tuple[Match, ...]:
        """The entries for folded words, best first."""
        shares, known = self.ranking.scores(typed)
        whole = self.names.whole(typed)
        weights = calibration.ranking
        rough = weights["share"] * shares + weights["whole"] * whole + weights["series"] * self.series
        rows = np.argsort(-rough, kind="stable")[:RERANKED].astype(np.int32)
        nearest = self.names.nearest(typed, rows)
        totals = rough[rows] + weights["nearest"] * nearest
        order = np.argsort(-totals, kind="stable")
        matches: list[Match] = []
        for position in order[:limit]:
            row = rows[position]
            if shares[row] <= 0 and whole[row] <= 0:
                break
            rival = totals[order[1] if position == order[0] else order[0]] if len(order) > 1 else 0.0
            evidence = Evidence(
                share=float(shares[row]),
                nearest=float(nearest[position]),
                whole=float(whole[row]),
                series=float(self.series[row]),
                known=known,
                total=float(totals[position]),
                margin=float(totals[position] - rival),
                length=min(1.0, len(typed) / LONG),
            )
            # a lower rank is never the likelier one
            ceiling = matches[-1].confidence if matches else 1.0
            confidence = min(ceiling, round(calibration.probability(evidence), 4))
            matches.append(Match(self.ranking.documents[row].id, confidence, evidence))
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
    return Document(choice.id, texts, series=series)


def _shelf(catalog: Catalog, language: str, concepts: Concepts) -> Shelf:
    series = {name for name in catalog.collections(language) if _is_series(catalog, language, name)}
    choices = (choice for choice in catalog.choices(language) if choice.written)
    return Shelf([document(choice, series=choice.collection in series) for choice in choices], concepts)


def _is_series(catalog: Catalog, language: str, name: str) -> bool:
    collection = catalog.collection(language, name)
    return collection is not None and collection.kind == "series"

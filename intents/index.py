"""The index: what the content says in each language, searched and ranked with calibrated probabilities."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from rapidfuzz import fuzz, process

from intents.catalog import Catalog, Choice
from intents.concepts import Concepts
from intents.confidence import Calibration, Evidence
from intents.lexicon import Floats
from intents.ranking import Document, Ranking
from intents.scope import Hit, Scope
from intents.smalltalk import Talk
from intents.turkish import asked, fold, strip_links

AGREEMENT = 0.25  # what letters in common add to the share of weight
RERANKED = 30  # entries whose names are compared letter by letter

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that a query may mean, with the probability that it is the right one."""

    id: str
    confidence: float
    score: float


@dataclass(frozen=True, slots=True)
class Shelved:
    """One language of the index: the ranking of its entries and the short texts that each is known by."""

    ranking: Ranking
    names: tuple[tuple[str, ...], ...]


class Index:
    """What the content says, ready to be searched in each of its languages."""

    def __init__(self, catalog: Catalog, calibration: Calibration) -> None:
        self.catalog = catalog
        self.calibration = calibration
        self._shelves = {language: _shelve(catalog, language) for language in catalog.languages}
        self.talk = Talk()
        self._scopes = {language: Scope(catalog, language) for language in catalog.languages}

    @classmethod
    def build(cls, catalog: Catalog) -> "Index":
        """The index of a catalog, with the packaged calibration."""
        return cls(catalog, Calibration.packaged())

    def policy(self, query: str, *, language: str = "tr") -> Hit | None:
        """The policy that a message comes nearest to; whether it speaks is for `understand` to say."""
        return self._in(self._scopes, language).hit(query)

    def search(self, query: str, *, language: str = "tr", limit: int = 10) -> tuple[Match, ...]:
        """The entries that the query may mean, likeliest first, with probabilities; takes any text."""
        typed = asked(query)
        shelf = self._in(self._shelves, language)
        if not typed or not shelf.names:
            return ()
        shares, known = shelf.ranking.scores(typed)
        return self._rank(" ".join(typed), shelf, shares, known=known, limit=limit)

    def _in(self, shelves: Mapping[str, T], language: str) -> T:
        return shelves.get(language) or shelves[self.catalog.languages[0]]

    def _rank(
        self, query: str, shelf: Shelved, shares: Floats, *, known: float, limit: int
    ) -> tuple[Match, ...]:
        best = np.argsort(-shares, kind="stable")[:RERANKED]
        best = best[shares[best] > 0]
        agreements = np.array([_agreement(query, shelf.names[row]) for row in best], np.float32)
        totals = shares[best] + AGREEMENT * agreements
        order = np.argsort(-totals, kind="stable")[:limit]
        matches: list[Match] = []
        for place, position in enumerate(order):
            rival = totals[order[1 if place == 0 else 0]] if len(order) > 1 else 0.0
            evidence = Evidence(
                share=float(shares[best[position]]),
                margin=float(totals[position] - rival),
                agreement=float(agreements[position]),
                known=known,
                length=min(1.0, len(query.split()) / 10),
            )
            ceiling = matches[-1].confidence if matches else 1.0
            confidence = min(ceiling, self.calibration.probability(evidence))
            id = shelf.ranking.documents[best[position]].id
            matches.append(Match(id, round(confidence, 4), round(float(totals[position]), 4)))
        return tuple(matches)


def _shelve(catalog: Catalog, language: str) -> Shelved:
    choices = sorted(catalog.choices(language), key=lambda choice: choice.id)
    ranking = Ranking([document(choice) for choice in choices], Concepts(catalog.vocabulary.groups))
    return Shelved(ranking, tuple(_names(choice) for choice in choices))


def document(choice: Choice) -> Document:
    """What the index reads of a choice."""
    texts = {
        "title": (choice.title,),
        "label": (choice.label,),
        "aliases": choice.aliases,
        "summary": (choice.summary,) if choice.summary else (),
        "body": (strip_links(choice.body),),
    }
    return Document(choice.id, texts)


def _names(choice: Choice) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fold(text) for text in (choice.title, choice.label, *choice.aliases)))


def _agreement(query: str, names: Sequence[str]) -> float:
    """How much of the letters the query and the nearest name share, in 0..1."""
    found = process.extractOne(query, names, scorer=fuzz.token_sort_ratio)
    return found[1] / 100 if found else 0.0

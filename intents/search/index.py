"""Entries, searched: which of them a query may mean, ranked, with calibrated probabilities.

Law: a lower rank is never the likelier one, and an entry is found once, in whatever language.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from intents.search.concepts import Concepts
from intents.search.confidence import Calibration, Evidence
from intents.search.documents import Document
from intents.search.grams import Grams
from intents.search.passages import Passages
from intents.search.ranking import Ranking
from intents.search.spelling import Floats, Numbers

RERANKED = 30  # entries whose names and passages are compared one by one
NEIGHBOURS = 3  # entries of a subject that speak for it
LONG = 10  # words from which a query counts as long


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that a query may mean, with the probability that it is the right one and what speaks
    for it.
    """

    id: str
    confidence: float
    evidence: Evidence


class SearchIndex:
    """Entries, ready to be searched; any will do, a whole catalog is not needed.

    One entry may be written in several languages: it is found by whichever says it best.
    """

    def __init__(self, documents: Iterable[Document], concepts: Concepts) -> None:
        self.documents = sorted(documents, key=lambda document: (document.id, document.subject))
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
        self._subjects = np.array(
            [numbers.setdefault(d.subject, len(numbers)) for d in self.documents], np.int32
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
        subject = self._of_subject(rough)
        rough += weights["subject"] * subject + weights["series"] * self._series
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
                subject=float(subject[rows[place]]),
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

    def _of_subject(self, scores: Floats) -> Floats:
        """For each entry the mean of its subject's three best scores, missing ones 0: neighbours
        bear each other out.
        """
        order = np.lexsort((-scores, self._subjects))
        subjects = self._subjects[order]
        rank = np.arange(len(order)) - np.searchsorted(subjects, subjects)
        best = order[rank < NEIGHBOURS]
        sums = np.bincount(self._subjects[best], scores[best])
        means: Floats = (sums / NEIGHBOURS)[self._subjects].astype(np.float32)
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
    for entry_id, evidence in zip(ids, found, strict=True):
        ceiling = min(ceiling, round(calibration.probability(evidence), 4))
        matches.append(Match(entry_id, ceiling, evidence))
    return tuple(matches)

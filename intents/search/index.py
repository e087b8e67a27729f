"""Entries, searched: which of them a query may mean, ranked, with calibrated probabilities.

Law: a lower rank is never the likelier one, and an entry is found once, in whatever language.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from intents.search.balance import balance
from intents.search.concepts import Concepts
from intents.search.confidence import Calibration, Evidence
from intents.search.documents import Document
from intents.search.keep import Keep, Nowhere
from intents.search.linear import Linear
from intents.search.names import Names, Spelled
from intents.search.passages import Passages
from intents.search.ranking import Ranking
from intents.search.spelling import Floats, Numbers, Spelling

RERANKED = 30  # entries whose nearest few names are looked at
NEIGHBOURS = 3  # entries of a subject that speak for it
LIKE = ("share", "nearest", "passage")  # one of which an entry needs to be looked at
LONG = 10  # words from which a query counts as long
NOTHING = -1  # no row
CALLED = 0.97  # likelihood, at least, of the only entry that bears what is asked as a name
REST = 0.5  # and of every other one then, at most


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

    def __init__(
        self, documents: Iterable[Document], concepts: Concepts, keep: Keep | None = None
    ) -> None:
        """`keep` may know what was learnt from the same names before."""
        self.documents = sorted(documents, key=lambda document: (document.id, document.subject))
        self._spelling = Spelling(sorted({w for one in self.documents for w in one.words}))
        self.ranking = Ranking(self.documents, concepts, self._spelling)
        spelled = Spelled.of(self.documents, self._spelling)
        self._names = Names(spelled, len(self.documents))
        self._passages = Passages(self.documents, self._spelling)
        self._linear = Linear(self.documents, self._names, spelled, keep=keep or Nowhere())
        self.balance = balance(self.documents, spelled, self._passages, self._spelling)
        self._believed = (self.balance.names * self.balance.trust).astype(np.float32)
        self._nothing = np.zeros(len(self.documents), np.float32)
        self._series = np.array([document.series for document in self.documents], np.float32)
        self._called = _called(self.documents)
        numbers: dict[str, int] = {}
        self._subjects = np.array(
            [numbers.setdefault(d.subject, len(numbers)) for d in self.documents], np.int32
        )

    def search(
        self, typed: Sequence[str], calibration: Calibration, limit: int
    ) -> tuple[Match, ...]:
        """The entries for folded words, best first; none for no words."""
        if not typed:
            return ()
        letters = self._spelling.ask(typed)
        shares = self.ranking.shares(typed, self.balance)
        row = self._names.asked(letters)
        alike = self._names.ask(row)
        seen = {
            "share": shares.carried,
            "nearest": self._names.nearest(alike) * self._believed,
            "learnt": self._linear.nearness(row) * self._believed,
            "passage": self._passages.nearest(letters) * np.float32(self.balance.bodies),
        }
        rows, found = self._looked_at(seen, calibration.ranking)
        found["held"] = shares.held[rows]
        found["few"] = self._names.few(alike, rows) * self._believed[rows]
        totals = found["total"] = found["total"] + calibration.ranking["few"] * found["few"]
        called = self._called.get(tuple(typed), NOTHING)
        order = self._distinct(rows, np.lexsort((-totals, rows != called)))[: max(limit, 2)]
        evidence = [
            Evidence(
                known=shares.known,
                margin=_margin(totals, order, place),
                length=min(1.0, len(typed) / LONG),
                **{name: float(values[place]) for name, values in found.items()},
            )
            for place in order
        ]
        ids = [self.documents[rows[place]].id for place in order]
        sure = CALLED if len(order) and rows[order[0]] == called else 0.0
        return _matched(ids, evidence, calibration, sure=sure)[:limit]

    def _looked_at(
        self, seen: Mapping[str, Floats], weights: Mapping[str, float]
    ) -> tuple[Numbers, dict[str, Floats]]:
        """The entries worth a closer look, and what speaks for them so far, in all and alone."""
        rough = sum((weights[name] * values for name, values in seen.items()), start=self._nothing)
        more = {**seen, "subject": self._of_subject(rough), "series": self._series}
        for name in ("subject", "series"):
            rough = rough + weights[name] * more[name]
        rows = np.argsort(-rough, kind="stable")[:RERANKED]
        rows = rows[sum((seen[name][rows] for name in LIKE), start=self._nothing[rows]) > 0]
        return rows, {name: values[rows] for name, values in (*more.items(), ("total", rough))}

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


def _called(documents: Sequence[Document]) -> dict[tuple[str, ...], int]:
    """Names of several words that one entry alone bears: the row of its document."""
    found: dict[tuple[str, ...], int] = {}
    for row, document in enumerate(documents):
        for name in document.names:
            same = found.get(name)
            alone = same is None or (same >= 0 and documents[same].id == document.id)
            found[name] = row if alone and len(name) > 1 else NOTHING
    return found


def _margin(totals: Floats, order: Numbers, place: int) -> float:
    """How far an entry is ahead of the best other one; below 0 when it is behind."""
    others = order[order != place][:1]
    return float(totals[place] - (totals[others[0]] if len(others) else 0))


def _matched(
    ids: Sequence[str], found: Sequence[Evidence], calibration: Calibration, *, sure: float
) -> tuple[Match, ...]:
    """Matches in order, the first `sure` at least; a lower rank is never the likelier one."""
    matches: list[Match] = []
    ceiling = 1.0
    for entry_id, evidence in zip(ids, found, strict=True):
        likely = max(calibration.probability(evidence), 0.0 if matches else sure)
        ceiling = min(ceiling, round(likely, 4))
        matches.append(Match(entry_id, ceiling, evidence))
        ceiling = min(ceiling, REST if sure else ceiling)
    return tuple(matches)

"""How good understanding is, in figures: ranks, outcomes, refusals, calibration, the worst misses.

Law: figures are told for one half of the queries, unless asked for otherwise the one that nothing
was fitted on; the other half's queries change none of them. Queries that are new altogether have no
halves, and all of them count.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from intents.index import Index
from intents.lab.queries import Half, Query
from intents.understand import CLOSE, OPEN, Intent, Outcome, answerable, holds, understand

ANSWERABLE = ("in", "near", "far")
BINS = 10
WORST = 20
STEPS = range(70, 96, 3)  # percent; thresholds that are tried
SHOWN = 3  # suggestions that a contact sees at once

Judged = tuple[Query, Intent]


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured on one half; shares in 0..1, None where nothing of the kind was asked."""

    half: Half | None  # None for all queries
    recall_at_1: float | None
    recall_at_3: float | None
    mean_reciprocal_rank: float | None
    answered: float | None  # of the questions that have an answer
    answers_right: float | None  # of those answered
    answered_or_rightly_suggested: float | None
    far_answered: float | None
    near_answered: float | None
    near_or_far_answered: float | None
    told_whole: float | None  # of those answered; the others are told as the nearest
    beside_told_whole: float | None  # of questions of the field that no entry answers
    refused: float | None  # of what is to be refused, with the right code
    near_misses_refused: float | None
    emergencies: float | None
    small_talk: float | None
    humans: float | None
    calibration_error: float | None


@dataclass(frozen=True, slots=True)
class Step:
    """What answering outright from a confidence on would do, shares in 0..1."""

    sure: float
    answered: float | None
    right: float | None
    wrongly: float | None  # of what is near or far


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of one half with what stands behind them."""

    figures: Figures
    reliability: tuple[tuple[float, float, int], ...]  # mean confidence, share right, how many
    confusion: tuple[tuple[str, str, int], ...]  # asked subject, found subject, how often
    worst: tuple[tuple[str, str, str, float], ...]  # query, expected, found, confidence
    steps: tuple[Step, ...]  # what other thresholds would do

    def lines(self) -> list[str]:
        """The report as text, line by line."""
        found = self.figures
        names = [name for name in found.__slots__ if name != "half"]
        shown = [f"{name.replace('_', ' '):32} {_shown(getattr(found, name))}" for name in names]
        curve = [
            f"  said {said:.2f}  was {was:.2f}  of {count}" for said, was, count in self.reliability
        ]
        mixed = [f"  {asked} taken for {got}: {count}" for asked, got, count in self.confusion]
        worst = [
            f"  {said:.2f} {query!r}: {got}, not {asked}" for query, asked, got, said in self.worst
        ]
        steps = [
            f"  from {step.sure:.2f}  answered {_shown(step.answered)}  right {_shown(step.right)}"
            f"  near or far {_shown(step.wrongly)}"
            for step in self.steps
        ]
        return [
            *(found.half or "all queries", *shown, "reliability", *curve),
            *("answered outright", *steps, "confusion", *mixed, "worst", *worst),
        ]


def evaluate(index: Index, queries: Iterable[Query], half: Half | None = "held-out") -> Report:
    """Every query of a half, or (None) every one, understood and judged, one after the other."""
    chosen = (query for query in queries if half in (None, query.half))
    judged = [(query, understand(query.text, index)) for query in chosen]
    return Report(
        figures=_figures(judged, half),
        reliability=tuple(_reliability(judged)),
        confusion=_confusion(judged),
        worst=_worst(judged),
        steps=tuple(_step(judged, percent / 100) for percent in STEPS),
    )


def _figures(judged: Sequence[Judged], half: Half | None) -> Figures:
    asked = [pair for pair in judged if pair[0].kind == "in"]
    answered = [pair for pair in asked if pair[1].outcome is Outcome.ANSWER]
    return Figures(
        half=half,
        recall_at_1=_share(asked, lambda q, i: _rank(q, i) == 1),
        recall_at_3=_share(asked, lambda q, i: 1 <= _rank(q, i) <= SHOWN),
        mean_reciprocal_rank=_mean([1 / rank if (rank := _rank(q, i)) else 0 for q, i in asked]),
        answered=_share(asked, lambda _, i: i.outcome is Outcome.ANSWER),
        answers_right=_share(answered, lambda q, i: _rank(q, i) == 1),
        answered_or_rightly_suggested=_share(asked, _served),
        far_answered=_share(_of(judged, "far"), lambda _, i: i.outcome is Outcome.ANSWER),
        near_answered=_share(_of(judged, "near"), lambda _, i: i.outcome is Outcome.ANSWER),
        near_or_far_answered=_share(_away(judged), lambda _, i: i.outcome is Outcome.ANSWER),
        told_whole=_share(answered, lambda _, i: holds(i.matches)),
        beside_told_whole=_share(_of(judged, "beside"), _is_told_whole),
        refused=_share(_of(judged, "refuse"), lambda q, i: i.policy == q.kind.partition(":")[2]),
        near_misses_refused=_share(
            _of(judged, "nearmiss"), lambda _, i: i.outcome is Outcome.REFUSE
        ),
        emergencies=_share(_of(judged, "emergency"), lambda _, i: i.outcome is Outcome.EMERGENCY),
        small_talk=_share(_of(judged, "smalltalk"), lambda _, i: i.outcome is Outcome.SMALLTALK),
        humans=_share(_of(judged, "human"), lambda _, i: i.wants_human),
        calibration_error=_calibration_error(judged),
    )


def _of(judged: Iterable[Judged], kind: str) -> list[Judged]:
    return [(query, intent) for query, intent in judged if query.kind.partition(":")[0] == kind]


def _away(judged: Iterable[Judged]) -> list[Judged]:
    """What no entry answers, near or far."""
    return [(query, intent) for query, intent in judged if query.kind in ("near", "far")]


def _is_told_whole(_: Query, intent: Intent) -> bool:
    return intent.outcome is Outcome.ANSWER and holds(intent.matches)


def _step(judged: Sequence[Judged], sure: float) -> Step:
    def answers(_: Query, intent: Intent) -> bool:
        return answerable(intent.query, intent.matches, sure) and intent.outcome in OPEN

    asked = _of(judged, "in")
    answered = [pair for pair in asked if answers(*pair)]
    return Step(
        sure,
        answered=_share(asked, answers),
        right=_share(answered, lambda q, i: _rank(q, i) == 1),
        wrongly=_share(_away(judged), answers),
    )


def _share(judged: Sequence[Judged], holds: Callable[[Query, Intent], bool]) -> float | None:
    return _mean([float(holds(query, intent)) for query, intent in judged])


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _rank(query: Query, intent: Intent) -> int:
    """The place of the first right entry, from 1; 0 when there is none."""
    return next((place for place, m in enumerate(intent.matches, 1) if query.is_right(m.id)), 0)


def _served(query: Query, intent: Intent) -> bool:
    """Whether a contact would have got to the right entry with one tap at most."""
    rank = _rank(query, intent)
    return (
        rank == 1
        if intent.outcome is Outcome.ANSWER
        else intent.outcome is Outcome.SUGGEST and 1 <= rank <= SHOWN
    )


def _said(judged: Iterable[Judged]) -> list[tuple[float, bool]]:
    """The confidence of each first match, and whether it was right."""
    asked = [(q, i) for q, i in judged if q.kind in ANSWERABLE and i.matches]
    return [(i.matches[0].confidence, q.is_right(i.matches[0].id)) for q, i in asked]


def _reliability(judged: Iterable[Judged]) -> Iterable[tuple[float, float, int]]:
    said = _said(judged)
    for number in range(BINS):
        found = [pair for pair in said if min(int(pair[0] * BINS), BINS - 1) == number]
        if found:
            yield (
                sum(p for p, _ in found) / len(found),
                sum(r for _, r in found) / len(found),
                len(found),
            )


def _calibration_error(judged: Sequence[Judged]) -> float | None:
    """The expected calibration error: how far what is said is from what is, on average."""
    bins = list(_reliability(judged))
    total = sum(count for _, _, count in bins)
    return sum(abs(said - was) * count for said, was, count in bins) / total if total else None


def _confusion(judged: Iterable[Judged]) -> tuple[tuple[str, str, int], ...]:
    """The pairs of subjects that are mixed up most."""
    mixed: Counter[tuple[str, str]] = Counter()
    for query, intent in judged:
        found = intent.matches[0].id.partition("-")[0] if intent.matches else ""
        if query.kind == "in" and found and found != query.subject:
            mixed[query.subject, found] += 1
    return tuple((asked, got, count) for (asked, got), count in mixed.most_common(WORST))


def _worst(judged: Iterable[Judged]) -> tuple[tuple[str, str, str, float], ...]:
    """Wrong first matches that confidence spoke for most."""
    wrong = [
        (
            query.text,
            ",".join(query.expected) or query.kind,
            intent.matches[0].id,
            intent.matches[0].confidence,
        )
        for query, intent in judged
        if query.kind in ANSWERABLE and intent.matches and _rank(query, intent) != 1
    ]
    return tuple(sorted((w for w in wrong if w[3] >= CLOSE), key=lambda w: -w[3])[:WORST])


def _shown(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"

"""How questions fare against one entry: those that it should answer, those that it takes from
others, and any that an editor types.

Law: nothing is fitted or kept; each question is understood as the desk would understand it alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from intents.index import Index
from intents.lab.queries import Query
from intents.understand import CLOSE, Intent, Outcome, understand

_SHOWN = frozenset({Outcome.ANSWER, Outcome.SUGGEST})


@dataclass(frozen=True, slots=True)
class Finding:
    """A question: what the desk does with it and for whose sake (an entry's id or a policy's code;
    "" for neither), and at which rank, if among the first ten, and how surely it finds the entry.
    """

    question: str
    outcome: Outcome
    first: str
    rank: int | None
    confidence: float


def finding(question: str, entry: str, index: Index, language: str = "tr") -> Finding:
    """How one question fares against the entry with this id."""
    intent = understand(question, index, language=language)
    ranks = [(n, match) for n, match in enumerate(intent.matches, start=1) if match.id == entry]
    rank, sure = (ranks[0][0], ranks[0][1].confidence) if ranks else (None, 0.0)
    return Finding(question, intent.outcome, _first(intent), rank, sure)


def _first(intent: Intent) -> str:
    if intent.outcome in _SHOWN:
        return intent.matches[0].id
    return intent.policy or ""


def own(queries: Iterable[Query], entry: str, index: Index) -> tuple[Finding, ...]:
    """The past questions that the entry should answer, worst first."""
    found = [finding(query.text, entry, index) for query in queries if query.is_right(entry)]
    return tuple(sorted(found, key=lambda one: (-(one.rank or len(found) + 10), one.confidence)))


def taken(queries: Iterable[Query], entry: str, index: Index) -> tuple[Finding, ...]:
    """The past questions of other entries, or of none, that find this one first, surest first."""
    others = (query.text for query in queries if not query.is_right(entry))
    found = [finding(text, entry, index) for text in others if _leads(text, entry, index)]
    shown = [one for one in found if one.first == entry]
    return tuple(sorted(shown, key=lambda one: -one.confidence))


def _leads(text: str, entry: str, index: Index) -> bool:
    """Whether the entry comes first, likely enough to be shown: a look that costs little."""
    matches = index.search(text, limit=1)
    return bool(matches) and matches[0].id == entry and matches[0].confidence >= CLOSE

"""What a message means: an answer, a suggestion, a refusal, small talk, an emergency, or work for a human.

Law: the two thresholds stand here and nowhere else. A wrong answer is worse than a suggestion, and a
suggestion worse than a human.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from intents.index import Index, Match
from intents.scope import Hit
from intents.smalltalk import HUMAN, SmallTalk, leans, without_opening

SURE = 0.72  # at or above: answer outright
CLOSE = 0.38  # at or above: offer as a suggestion
RULED = 0.55  # likeness to a policy's examples from which the policy speaks


class Outcome(StrEnum):
    """What the bot does with a message."""

    ANSWER = "answer"
    SUGGEST = "suggest"
    HANDOFF = "handoff"
    REFUSE = "refuse"
    SMALLTALK = "smalltalk"
    EMERGENCY = "emergency"


@dataclass(frozen=True, slots=True)
class Intent:
    """What a contact means; `matches` are ranked and present for every outcome, at most ten."""

    query: str
    outcome: Outcome
    matches: tuple[Match, ...] = ()
    policy: str | None = None
    smalltalk: SmallTalk | None = None
    wants_human: bool = False
    parts: tuple["Intent", ...] = ()


def understand(query: str, index: Index, *, language: str = "tr", context: str | None = None) -> Intent:
    """What the message means; `context` is the id of the answer shown last. Never raises."""
    matches = _matches(query, index, language, context)
    hit = index.policy(query, language=language)
    if hit is not None and hit.kind == "emergency" and _rules(hit):
        return Intent(query, Outcome.EMERGENCY, matches, policy=hit.code)
    kind = index.talk.kind(query)
    if kind == HUMAN:
        return Intent(query, Outcome.HANDOFF, matches, wants_human=True)
    if kind is not None:
        return Intent(query, Outcome.SMALLTALK, matches, smalltalk=SmallTalk(kind))
    if hit is not None and _rules(hit):
        return Intent(query, Outcome.REFUSE, matches, policy=hit.code)
    return Intent(query, _outcome(matches), matches)


def _matches(query: str, index: Index, language: str, context: str | None) -> tuple[Match, ...]:
    """The entries for a message; one that leans on the answer before it is read with that answer's label."""
    bare = without_opening(query) or query
    alone = index.search(bare, language=language)
    shown = index.catalog.choice(language, context) if context else None
    if shown is None or (alone and alone[0].confidence >= SURE) or not leans(bare):
        return alone
    together = index.search(f"{bare} {shown.label}", language=language)
    others = tuple(match for match in together if match.id != context)
    return max(alone, others, key=lambda found: found[0].confidence if found else 0.0)


def _rules(hit: Hit) -> bool:
    """Whether a policy speaks: near to its examples, and nearer than to anything that is allowed."""
    return hit.likeness >= RULED and hit.likeness > hit.against


def _outcome(matches: tuple[Match, ...]) -> Outcome:
    """Answer when sure, suggest when close, hand off when neither."""
    confidence = matches[0].confidence if matches else 0.0
    if confidence >= SURE:
        return Outcome.ANSWER
    return Outcome.SUGGEST if confidence >= CLOSE else Outcome.HANDOFF


def outcome_line(intent: Intent) -> dict[str, Any]:
    """The JSON object of one line of `ask --lines`."""
    return {
        "query": intent.query,
        "outcome": intent.outcome.value,
        "policy": intent.policy,
        "matches": [{"id": match.id, "confidence": match.confidence} for match in intent.matches[:10]],
    }

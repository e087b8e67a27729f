"""What a message means: an answer, a suggestion, a refusal, small talk, an emergency, or work for a human.

Law: the two thresholds stand here and nowhere else. A wrong answer is worse than a suggestion, and a
suggestion worse than a human.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from intents.entries import Policy
from intents.index import Index, Match
from intents.scope import Hit
from intents.smalltalk import HUMAN, SmallTalk, leans, sign, without_opening
from intents.turkish import asked

SURE = 0.85  # at or above: answer outright
CLOSE = 0.12  # at or above: offer as a suggestion
RULED = 0.25  # strength from which a refusal speaks
LIKELY = 0.6  # confidence of an answer that a refusal should be wary of
RULED_OVER = 0.33  # strength that it needs against one
ALARMED = 0.3  # strength from which a message is an emergency
TALKS = 0.35  # strength from which a message is small talk, or asks for a human


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
    if not asked(query):
        kind = sign(query)
        return Intent(query, Outcome.SMALLTALK if kind else Outcome.HANDOFF, smalltalk=kind)
    hit = index.scope(query, language=language)
    policy = index.catalog.policy(language, hit.label)
    if policy is not None:
        return _ruled(query, policy, hit, matches)
    if hit.strength >= TALKS and hit.label == HUMAN:
        return Intent(query, Outcome.HANDOFF, matches, wants_human=True)
    if hit.strength >= TALKS:
        return Intent(query, Outcome.SMALLTALK, matches, smalltalk=SmallTalk(hit.label))
    return Intent(query, _outcome(matches), matches)


def _ruled(query: str, policy: Policy, hit: Hit, matches: tuple[Match, ...]) -> Intent:
    """A policy speaks when it is near enough: nearer where an answer is at hand, unless that tells of the policy."""
    needed = ALARMED if policy.kind == "emergency" else RULED
    if policy.kind == "refuse" and matches and matches[0].confidence >= LIKELY:
        needed = RULED_OVER
    if hit.strength < needed:
        return Intent(query, _outcome(matches), matches)
    outcome = Outcome.EMERGENCY if policy.kind == "emergency" else Outcome.REFUSE
    return Intent(query, outcome, matches, policy=policy.code)


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

"""What a message means: an answer, a suggestion, a refusal, small talk, an emergency, or work for a
human.

Law: a wrong answer is worse than a suggestion, and a suggestion worse than a human: the less likely
the best entry is, the less is done with it. An emergency speaks however likely one is.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from intents.content.entries import Policy
from intents.content.smalltalk import HUMAN, SmallTalk
from intents.index import Index
from intents.scope.courtesy import leans, sign, without_opening
from intents.scope.scope import Hit
from intents.search.index import Match
from intents.turkish import MAX_LENGTH, asked

SURE = 0.85  # at or above: answer outright
RIVAL = 0.6  # at or above: a second entry that keeps the first from being answered outright
NAMED = 0.5  # likeness from which a lone word is most of a name, and says enough to be answered
CLOSE = 0.12  # at or above: offer as a suggestion
RULED = 0.3  # strength from which a refusal speaks
LIKELY = 0.6  # confidence of an answer that a refusal should be wary of
RULED_OVER = 0.38  # strength that it needs against one
ALARMED = 0.24  # strength from which a message is an emergency, however likely an answer is
TALKS = 0.22  # strength from which a message is small talk, or asks for a human
TALKS_OVER = 0.38  # and from which it is although an answer is likely

LAW = 4  # digits of a number that may be a law's (5253) and not a choice
SHORTEST_PART = 2  # words that can be a question of their own
FEWEST_PARTS = 2
MOST_PARTS = 4  # more pieces than this are a story, not a list of questions
_BREAKS = re.compile(r"[?!.;\n]+|\b(?:ayrıca|ayrica|bi(?:r|) de|also)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)  # alone it asks nothing


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


def understand(
    query: str, index: Index, *, language: str = "tr", context: str | None = None
) -> Intent:
    """What the message means; `context` is the id of the answer shown last. Never raises."""
    words = asked(_ADDRESS.sub(" ", query[:MAX_LENGTH]))
    if not any(len(word) >= (LAW if word.isdecimal() else 2) for word in words):
        kind = sign(query)
        return Intent(query, Outcome.SMALLTALK if kind else Outcome.HANDOFF, smalltalk=kind)
    matches = index.search(without_opening(query))
    hit = index.scope(query)
    policy = index.catalog.policy(language, hit.label)
    if policy is not None and _rules(policy, hit, matches):
        outcome = Outcome.EMERGENCY if policy.kind == "emergency" else Outcome.REFUSE
        return Intent(query, outcome, matches, policy=policy.code)
    talks = policy is None and hit.strength >= (
        TALKS_OVER if _confidence(matches) >= LIKELY else TALKS
    )
    if talks and hit.label == HUMAN:
        return Intent(query, Outcome.HANDOFF, matches, wants_human=True)
    if talks:
        return Intent(query, Outcome.SMALLTALK, matches, smalltalk=SmallTalk(hit.label))
    outcome = _outcome(query, matches)
    if outcome is not Outcome.ANSWER and (leaning := _leaning(query, index, language, context)):
        # a guess at what is leant on is asked back
        matches, outcome = _merged(matches, leaning), Outcome.SUGGEST
    return Intent(query, outcome, matches, parts=_parts(query, index))


def _parts(query: str, index: Index) -> tuple[Intent, ...]:
    """The questions of a message that asks several: those that lead to different entries, likely
    enough each.
    """
    pieces = [piece.strip() for piece in _BREAKS.split(query[:MAX_LENGTH])]
    pieces = [piece for piece in pieces if len(asked(piece)) >= SHORTEST_PART]
    if not FEWEST_PARTS <= len(pieces) <= MOST_PARTS:
        return ()
    parts: dict[str, Intent] = {}
    for piece in pieces:
        matches = index.search(without_opening(piece))
        if matches and matches[0].confidence >= LIKELY:
            parts.setdefault(matches[0].id, Intent(piece, _outcome(piece, matches), matches))
    return tuple(parts.values()) if len(parts) > 1 else ()


def _rules(policy: Policy, hit: Hit, matches: tuple[Match, ...]) -> bool:
    """Whether a policy speaks: when a message is near enough, nearer where an answer is at hand."""
    if policy.kind == "emergency":
        return hit.strength >= ALARMED
    return hit.strength >= (RULED_OVER if _confidence(matches) >= LIKELY else RULED)


def _leaning(query: str, index: Index, language: str, context: str | None) -> tuple[Match, ...]:
    """The entries likely enough when a message that leans on the answer before it is read with that
    answer's label.
    """
    shown = index.catalog.choice(language, context) if context else None
    if shown is None or not leans(without_opening(query)):
        return ()
    together = index.search(f"{without_opening(query)} {shown.label}")
    return tuple(match for match in together if match.id != context and match.confidence >= LIKELY)


def _merged(matches: tuple[Match, ...], others: tuple[Match, ...]) -> tuple[Match, ...]:
    """The entries of two readings, each once, likeliest first."""
    likeliest: dict[str, Match] = {}
    for match in sorted((*matches, *others), key=lambda match: (-match.confidence, match.id)):
        likeliest.setdefault(match.id, match)
    return tuple(likeliest.values())[:10]


def _outcome(query: str, matches: tuple[Match, ...]) -> Outcome:
    """Answer when sure, suggest when close, hand off when neither."""
    if answerable(query, matches, SURE):
        return Outcome.ANSWER
    return Outcome.SUGGEST if _confidence(matches) >= CLOSE else Outcome.HANDOFF


def answerable(query: str, matches: tuple[Match, ...], sure: float) -> bool:
    """Whether the first entry is likely enough, and alone enough, to be answered outright."""
    rival = matches[1].confidence if len(matches) > 1 else 0.0
    return (
        _confidence(matches) >= sure
        and rival < RIVAL
        and (len(asked(query)) > 1 or matches[0].evidence.nearest >= NAMED)
    )


def _confidence(matches: tuple[Match, ...]) -> float:
    return matches[0].confidence if matches else 0.0


def outcome_line(intent: Intent) -> dict[str, Any]:
    """The JSON object of one line of `ask --lines`."""
    return {
        "query": intent.query,
        "outcome": intent.outcome.value,
        "policy": intent.policy,
        "matches": [
            {"id": match.id, "confidence": match.confidence} for match in intent.matches[:10]
        ],
    }

"""What a message means: an answer, a suggestion, a refusal, small talk, an emergency, or work for a
human.

Law: a wrong answer is worse than a suggestion, and a suggestion worse than a human: the less likely
the best entry is, the less is done with it. An emergency speaks however likely one is. A refusal
that is unsure of itself asks.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from intents.content.smalltalk import HUMAN, KINDS, SmallTalk
from intents.index import Index
from intents.parts.heard import heard
from intents.parts.reading import Reading, read
from intents.parts.sentences import telling
from intents.quotes import Sentence
from intents.scope.courtesy import foreign, leans, sign
from intents.scope.scope import Hit
from intents.search.index import Match
from intents.turkish import LONGEST, MAX_LENGTH, asked

SURE = 0.85  # at or above: answer outright
RIVAL = 0.6  # at or above: a second entry that keeps the first from being answered outright
NAMED = 0.5  # likeness from which a lone word is most of a name, and says enough to be answered
CLOSE = 0.12  # at or above: offer as a suggestion
LIKELY = 0.6  # confidence of an answer that a refusal should be wary of
RULED = 0.38  # strength from which a refusal speaks
RULED_OVER = 0.5  # strength that it needs against a likely answer
DOUBTED = 0.35  # strength of a refusal from which nothing is answered outright
ALARMED = 0.4  # strength from which a message is an emergency, however likely an answer is
TALKS = 0.4  # strength from which a message is small talk, or asks for a human
TALKS_OVER = 0.6  # and from which it is although an answer is likely
CERTAIN = 1.0  # strength of what the content names word for word
SMALL = 5  # words up to which a message may be small talk whatever else is in it
CUT = 2  # words that are cut at a time where a question is looked for among small talk
FEW = 4  # words that say something, up to which a question may go on from the one before it
STANDS = 0.9  # confidence from which a question stands on its own, whatever rivals it has
CONTINUES = 0.94  # confidence above which it does, read together with that
MOST = 10  # entries of an intent

LAW = 4  # digits of a number that may be a law's (5253) and not a choice
# kinds that end there; after a `tamam` or `yok` a question goes on
_AROUND = frozenset(KINDS) - {SmallTalk.YES, SmallTalk.NO, SmallTalk.COMPLAINT}
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)  # alone it asks nothing

Matches = tuple[Match, ...]


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
    continues: bool = False  # read together with what came before it
    sentences: tuple[Sentence, ...] = ()  # of the answer shown last, which hold what is asked


@dataclass(frozen=True, slots=True)
class Before:
    """What came before a message: the question, and the id of the answer shown last."""

    question: str = ""
    answer: str | None = None


def understand(
    query: str,
    index: Index,
    *,
    language: str = "tr",
    context: str | None = None,
    before: str = "",
) -> Intent:
    """What the message means; `context` is the id of the answer shown last, `before` the question
    that came before this one. Never raises.
    """
    text = _ADDRESS.sub(" ", query[:LONGEST])
    if not any(len(word) >= (LAW if word.isdecimal() else 2) for word in asked(text)):
        kind = SmallTalk.LANGUAGES if foreign(text) else sign(query)
        return Intent(query, Outcome.SMALLTALK if kind else Outcome.HANDOFF, smalltalk=kind)
    reading, parts = read(text[:MAX_LENGTH], index.courtesy), heard(text)
    asked_ = (reading.whole, *reading.questions)
    hits = index.scope((*parts, *(question.split() for question in asked_)))
    alarm = _alarm(hits[: len(parts)], index, language)
    if alarm is not None:
        return Intent(query, Outcome.EMERGENCY, index.search(text), policy=alarm)
    if foreign(text):
        return Intent(query, Outcome.SMALLTALK, smalltalk=SmallTalk.LANGUAGES)
    if not reading.said or _is_talk(hits[0], reading, index):
        return _courteous(query, hits[0], reading.courtesy)
    # what is excluded is not asked for, but what is evidently hostile stays so
    whole, *pieces = hits[len(parts) :]
    likeliest = max((*pieces, *([whole] if whole.named else [])), key=lambda hit: hit.strength)
    came = Before(before, context)
    return _meant(query, reading, likeliest, index=index, language=language, before=came)


def _alarm(hits: Sequence[Hit], index: Index, language: str) -> str | None:
    """The code of the emergency that a part of a message names; of several, the likeliest."""
    for hit in sorted(hits, key=lambda hit: -hit.strength):
        policy = index.catalog.policy(language, hit.label)
        if hit.evident and hit.strength >= ALARMED and policy and policy.kind == "emergency":
            return policy.code
    return None


def _is_talk(hit: Hit, reading: Reading, index: Index) -> bool:
    """Whether a message is small talk as a whole: word for word, or but for a word or so that
    names no entry.
    """
    if hit.label not in KINDS or hit.strength < TALKS:
        return False
    if hit.strength == CERTAIN:
        return True
    few = reading.courtesy in _AROUND and len(telling(reading.said.split())) <= 1
    return few and _confidence(index.search(reading.said)) < SURE


def _courteous(query: str, hit: Hit, cut: str | None) -> Intent:
    """What is nothing but courtesy: as the content knows all of it, else as its last phrase."""
    known = hit.label in KINDS and hit.strength >= (TALKS if cut is None else CERTAIN)
    kind = hit.label if known else cut
    if kind == HUMAN:
        return Intent(query, Outcome.HANDOFF, wants_human=True)
    return Intent(query, Outcome.SMALLTALK, smalltalk=SmallTalk(kind or SmallTalk.GREETING))


def _meant(
    query: str, reading: Reading, hit: Hit, *, index: Index, language: str, before: Before
) -> Intent:
    """What a message means that holds more than courtesy and no emergency."""
    question, matches = _likeliest(reading.questions, index)
    talks = hit.label in KINDS and hit.evident and hit.strength >= TALKS
    wishes = talks and hit.label == HUMAN
    if talks and not wishes and hit.strength < CERTAIN and len(reading.said.split()) > SMALL:
        # courtesy that the content does not name is part of it: what else is in it?
        question, matches = _likeliest((question, *_inner(question)), index)
    likely = _confidence(matches) >= LIKELY
    if wishes:
        return Intent(query, Outcome.HANDOFF, matches, wants_human=True)
    if talks and (not likely or (hit.strength >= TALKS_OVER and question == reading.said)):
        return Intent(query, Outcome.SMALLTALK, matches, smalltalk=SmallTalk(hit.label))
    policy = index.catalog.policy(language, hit.label) if hit.evident else None
    doubted = policy is not None and policy.kind == "refuse" and hit.strength >= DOUBTED
    if doubted and hit.strength >= (RULED_OVER if likely else RULED):
        return Intent(query, Outcome.REFUSE, matches, policy=hit.label)
    outcome = _outcome(question, matches)
    if doubted and outcome is Outcome.ANSWER:
        outcome = Outcome.SUGGEST
    continued = _continued(query, reading, matches, index=index, language=language, before=before)
    if continued:  # a guess at what is leant on is asked back
        return Intent(query, Outcome.SUGGEST, continued, continues=True)
    return Intent(query, outcome, matches, parts=_parts(reading, index))


def _likeliest(questions: Iterable[str], index: Index) -> tuple[str, Matches]:
    """The question that an entry answers likeliest, with its entries."""
    found = [(question, index.search(question)) for question in questions]
    return max(found, key=lambda pair: _confidence(pair[1]))


def _inner(question: str) -> Iterator[str]:
    """A question without some words at its beginning or end."""
    typed = question.split()
    for cut in range(CUT, len(typed) - 1, CUT):
        yield " ".join(typed[cut:])
        yield " ".join(typed[:-cut])


def _parts(reading: Reading, index: Index) -> tuple[Intent, ...]:
    """The questions of a message that asks several: those that lead to different entries, likely
    enough each.
    """
    parts: dict[str, Intent] = {}
    for piece in reading.pieces if len(reading.pieces) > 1 else ():
        matches = index.search(piece)
        if _confidence(matches) >= LIKELY:
            parts.setdefault(matches[0].id, Intent(piece, _outcome(piece, matches), matches))
    return tuple(parts.values()) if len(parts) > 1 else ()


def _continued(
    query: str, reading: Reading, matches: Matches, *, index: Index, language: str, before: Before
) -> Matches:
    """The entries for a message that goes on from the question before it, read together with that;
    none for one that stands on its own.
    """
    few = len(telling(reading.said.split())) <= FEW
    answered = _outcome(reading.said, matches) is Outcome.ANSWER
    sure = answered or _confidence(matches) >= STANDS
    if (sure and not leans(query)) or _names(query):
        return ()
    shown = index.catalog.choice(language, before.answer) if before.answer else None
    label = shown.label if shown and leans(query) else ""
    came = read(before.question, index.courtesy).said or label
    if not came or not few:
        return ()
    together = index.search(f"{came} {reading.said}")
    needed = max(LIKELY if leans(query) else CONTINUES, _confidence(matches))
    return _merged(together, matches) if _confidence(together) > needed else ()


def _names(query: str) -> bool:
    """Whether a message is a lone word that says something: it names what it wants, as a menu does,
    and goes on from nothing.
    """
    return len(typed := asked(query)) == 1 and telling(typed) == typed and "?" not in query


def _merged(matches: Matches, others: Matches) -> Matches:
    """The entries of two readings, each once, likeliest first."""
    likeliest: dict[str, Match] = {}
    for match in sorted((*matches, *others), key=lambda match: (-match.confidence, match.id)):
        likeliest.setdefault(match.id, match)
    return tuple(likeliest.values())[:MOST]


def _outcome(query: str, matches: Matches) -> Outcome:
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


def _confidence(matches: Matches) -> float:
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

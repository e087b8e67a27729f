"""What a message means: an answer, a suggestion, a refusal, small talk, an emergency, or work for a
human.

Law: a wrong answer is worse than a suggestion, and a suggestion worse than a human: the less likely
the best entry is, the less is done with it. An emergency speaks however likely one is. A refusal
that is unsure of itself asks.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from intents.content.smalltalk import HUMAN, KINDS, SmallTalk
from intents.index import Index
from intents.languages import asks_language
from intents.parts.dictation import written
from intents.parts.heard import glimpsed, heard
from intents.parts.introduction import after_introduction
from intents.parts.reading import Reading, read
from intents.quotes import Sentence
from intents.scope.courtesy import foreign, sign
from intents.scope.scope import Hit
from intents.search.index import Match
from intents.search.words import telling
from intents.turkish import LONGEST, MAX_LENGTH, asked

SURE = 0.84  # at or above: answer outright
HELD = 0.8  # share of a question's words, held by an entry, that alone makes it the answer
HELD_NAMED = 1.0  # and that share together with likeness to a name, where it is less
NAMES = 0.8  # what likeness to a name counts beside the share
HELD_LEAST = 0.5  # share below which no name helps
RIVAL = 0.6  # at or above: a second entry that keeps the first from being answered outright
NAMED = 0.5  # likeness from which a lone word is most of a name, and says enough to be answered
LED = 0.35  # likeness from which a lone word beside courtesy may be part of a name
CLOSE = 0.12  # at or above: offer as a suggestion
LIKELY = 0.6  # confidence of an answer that a refusal should be wary of
RULED = 0.38  # strength from which a refusal speaks
RULED_OVER = 0.46  # strength that it needs against a likely answer
DOUBTED = 0.35  # strength of a refusal from which nothing is answered outright
ALARMED = 0.43  # strength from which a message is an emergency, however likely an answer is
TORN = 0.1  # what a few words out of its middle need above that
TALKS = 0.4  # strength from which a message is small talk, or asks for a human
TALKS_OVER = 0.6  # and from which it is although an answer is likely
TALKS_ALONE = 0.9  # and from which no part of it is asked for
LEFT = 0.25  # strength from which what is left of talk goes on with it
BRIEF = 3  # words up to which what thanks or agrees may ask by its form
CERTAIN = 1.0  # strength of what the content names word for word
SMALL = 5  # words up to which a message may be small talk whatever else is in it
CUT = 2  # words that are cut at a time where a question is looked for among small talk

LAW = 4  # digits of a number that may be a law's (5253) and not a choice
# kinds that end there; after a `tamam` or `yok` a question goes on
_AROUND = frozenset(KINDS) - {SmallTalk.YES, SmallTalk.NO, SmallTalk.COMPLAINT}
# kinds that ask nothing back
_CLOSING = frozenset(
    {SmallTalk.THANKS, SmallTalk.GOODBYE, SmallTalk.YES, SmallTalk.NO, SmallTalk.PRAISE}
    | {SmallTalk.APOLOGY}
)
_NOT = "degil"
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


# the outcomes of what may be a question, whose likeliness alone decides
OPEN = frozenset({Outcome.ANSWER, Outcome.SUGGEST, Outcome.HANDOFF})


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


def understand(query: str, index: Index, *, language: str = "tr") -> Intent:
    """What a message means by itself. Never raises."""
    text = _ADDRESS.sub(" ", written(query[:LONGEST]))
    if not any(len(word) >= (LAW if word.isdecimal() else 2) for word in asked(text)):
        kind = SmallTalk.LANGUAGES if foreign(text) else sign(query)
        return Intent(query, Outcome.SMALLTALK if kind else Outcome.HANDOFF, smalltalk=kind)
    reading = read(text[:MAX_LENGTH], index.courtesy)
    parts, torn = heard(text), glimpsed(text)
    asked_ = tuple(question.split() for question in (reading.whole, *reading.questions))
    hits = index.scope((*parts, *torn, *asked_))
    said, hits = hits[: len(parts) + len(torn)], hits[len(parts) + len(torn) :]
    alarm = _alarm(said, len(parts), index=index, language=language)
    if alarm is not None:
        return Intent(query, Outcome.EMERGENCY, index.search(text), policy=alarm)
    if foreign(text) or asks_language(text, said[: len(parts)], index):
        return Intent(query, Outcome.SMALLTALK, smalltalk=SmallTalk.LANGUAGES)
    # what is excluded is not asked for, but what is evidently hostile stays so
    whole, *pieces = hits
    likeliest = max((*pieces, *([whole] if whole.named else [])), key=lambda hit: hit.strength)
    if not reading.said or _is_talk(said[0], likeliest, reading, index=index):
        return _courteous(query, said[0], reading.courtesy)
    if _goes_on(said[0], likeliest, reading):
        likeliest = replace(said[0], strength=TALKS)
    return _meant(query, reading, likeliest, index=index, language=language)


def _alarm(said: Sequence[Hit], whole: int, *, index: Index, language: str) -> str | None:
    """The code of the likeliest emergency that a part of a message names; past the first, `whole`
    ones, parts are torn out of it.
    """
    bars = (ALARMED if place < whole else ALARMED + TORN for place in range(len(said)))
    above = [(hit.strength - bar, hit) for hit, bar in zip(said, bars, strict=True)]
    for over, hit in sorted(above, key=lambda pair: -pair[0]):
        policy = index.catalog.policy(language, hit.label)
        if over >= 0 and hit.evident and policy and policy.kind == "emergency":
            return policy.code
    return None


def _is_talk(whole: Hit, rest: Hit, reading: Reading, *, index: Index) -> bool:
    """Whether a message is small talk as a whole: word for word, or but for a word or so that
    leads to no entry.
    """
    if whole.label not in KINDS or whole.strength < TALKS:
        return False
    if whole.strength == CERTAIN:
        return True
    few = reading.courtesy in _AROUND and len(telling(reading.said.split())) <= 1
    if not few or any(letter.isdigit() for letter in reading.said):  # a year is no courtesy
        return False
    more = rest.label in KINDS and rest.strength >= LEFT
    return more or not _leads(index.search(reading.said))


def _leads(matches: Matches) -> bool:
    """Whether a word or so, told by themselves, lead to an entry."""
    return confidence(matches) >= SURE or (bool(matches) and matches[0].evidence.nearest >= LED)


def _goes_on(whole: Hit, rest: Hit, reading: Reading) -> bool:
    """Whether what is left of a message is more of the talk that was cut, and nothing it asks."""
    talk = whole.label in KINDS and whole.evident and whole.strength >= TALKS_OVER
    return talk and rest.label in KINDS and LEFT <= rest.strength < TALKS and not reading.pieces


def _asks_more(hit: Hit, reading: Reading) -> bool:
    """Whether a message asks, and so is more than the thanks, the yes or the farewell in it."""
    closes = hit.label in _CLOSING and hit.strength < CERTAIN
    return closes and bool(reading.pieces) and len(reading.said.split()) > BRIEF


def _says_more(hit: Hit, reading: Reading) -> bool:
    """Whether a no says what is not and what is instead: `sürekli değil, ayda bir`."""
    typed = reading.whole.split()
    denies = hit.label == SmallTalk.NO and hit.strength < CERTAIN and _NOT in typed
    return denies and len(telling(typed)) > 1


def _courteous(query: str, hit: Hit, cut: str | None) -> Intent:
    """What is nothing but courtesy: as the content knows all of it, else as its last phrase."""
    known = hit.label in KINDS and hit.strength >= (TALKS if cut is None else CERTAIN)
    kind = hit.label if known else cut
    if kind == HUMAN:
        return Intent(query, Outcome.HANDOFF, wants_human=True)
    return Intent(query, Outcome.SMALLTALK, smalltalk=SmallTalk(kind or SmallTalk.GREETING))


def _meant(query: str, reading: Reading, hit: Hit, *, index: Index, language: str) -> Intent:
    """What a message means that holds more than courtesy and no emergency."""
    question, matches = _likeliest(reading.questions, index)
    talks = hit.label in KINDS and hit.evident and hit.strength >= TALKS
    talks = talks and not (_asks_more(hit, reading) or _says_more(hit, reading))
    wishes = talks and hit.label == HUMAN
    if talks and not wishes and hit.strength < CERTAIN and len(reading.said.split()) > SMALL:
        # courtesy that the content does not name is part of it: what else is in it?
        question, matches = _likeliest((question, *_inner(question)), index)
    likely = confidence(matches) >= LIKELY
    if wishes:
        return Intent(query, Outcome.HANDOFF, matches, wants_human=True)
    over = hit.strength >= (TALKS_OVER if question == reading.said else TALKS_ALONE)
    if talks and (not likely or over):
        return Intent(query, Outcome.SMALLTALK, matches, smalltalk=SmallTalk(hit.label))
    policy = index.catalog.policy(language, hit.label) if hit.evident else None
    doubted = policy is not None and policy.kind == "refuse" and hit.strength >= DOUBTED
    if doubted and hit.strength >= (RULED_OVER if likely else RULED):
        return Intent(query, Outcome.REFUSE, matches, policy=hit.label)
    outcome, matches = _without_preamble(question, matches, index=index)
    if doubted and outcome is Outcome.ANSWER:
        outcome = Outcome.SUGGEST
    return Intent(query, outcome, matches, parts=_parts(reading, index))


def _without_preamble(question: str, matches: Matches, *, index: Index) -> tuple[Outcome, Matches]:
    """The outcome with its entries; where a question leads elsewhere without who asks it, both are
    suggested and neither is the answer.
    """
    outcome, asks = _outcome(question, matches), after_introduction(question)
    alone = index.search(asks) if asks and outcome is not Outcome.HANDOFF else ()
    if not alone or confidence(alone) < LIKELY or alone[0].id == matches[0].id:
        return outcome, matches
    likely = min(confidence(alone), confidence(matches))  # a lower rank is never the likelier one
    others = tuple(one for one in matches[1:] if one.id != alone[0].id)
    first = (matches[0], replace(alone[0], confidence=likely))
    return Outcome.SUGGEST, (*first, *others)[: len(matches)]


def _likeliest(questions: Iterable[str], index: Index) -> tuple[str, Matches]:
    """The question that an entry answers likeliest, with its entries."""
    found = [(question, index.search(question)) for question in questions]
    return max(found, key=lambda pair: confidence(pair[1]))


def _inner(question: str) -> Iterator[str]:
    """A question without some words at its beginning or end."""
    typed = question.split()
    enough = len(telling(typed)) / 2  # fewer say something else than the question did
    for cut in range(CUT, len(typed) - 1, CUT):
        for left in (typed[cut:], typed[:-cut]):
            if len(telling(left)) >= enough:
                yield " ".join(left)


def _parts(reading: Reading, index: Index) -> tuple[Intent, ...]:
    """The questions of a message that asks several: those that lead to different entries, likely
    enough each.
    """
    parts: dict[str, Intent] = {}
    for piece in reading.pieces if len(reading.pieces) > 1 else ():
        matches = index.search(piece)
        if confidence(matches) >= LIKELY:
            parts.setdefault(matches[0].id, Intent(piece, _outcome(piece, matches), matches))
    return tuple(parts.values()) if len(parts) > 1 else ()


def _outcome(query: str, matches: Matches) -> Outcome:
    """Answer when sure, suggest when close, hand off when neither."""
    if answerable(query, matches, SURE):
        return Outcome.ANSWER
    return Outcome.SUGGEST if confidence(matches) >= CLOSE else Outcome.HANDOFF


def answerable(query: str, matches: tuple[Match, ...], sure: float) -> bool:
    """Whether the first entry is likely enough, and alone enough, to be answered outright."""
    rival = matches[1].confidence if len(matches) > 1 else 0.0
    return (
        confidence(matches) >= sure
        and rival < RIVAL
        and (len(telling(asked(query))) > 1 or matches[0].evidence.nearest >= NAMED)
    )


def holds(matches: Matches) -> bool:
    """Whether the first entry holds enough of what was asked; a likely one may only be near it."""
    if not matches:
        return False
    held, nearest = matches[0].evidence.held, matches[0].evidence.nearest
    return held >= HELD or (held >= HELD_LEAST and held + NAMES * nearest >= HELD_NAMED)


def confidence(matches: Matches) -> float:
    """How likely the first entry is, 0 where there is none."""
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

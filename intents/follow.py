"""A message read with what came before it: a correction changes the question, a second thought
leaves only what comes after it, a further question is read together with the one before; where the
answer shown last holds what is asked, its sentences.

Law: an emergency is heard in all of a message; what stands on its own is read alone, and a guess at
what is left out is asked back.
"""

import re
from dataclasses import dataclass, replace
from math import log

from intents.content.catalog import Catalog
from intents.content.smalltalk import SmallTalk
from intents.index import Index
from intents.parts.amends import after_second_thought, after_sorry, put_right
from intents.parts.dictation import written
from intents.parts.ellipsis import asked_first, leads_on, leaves_out, points, refers
from intents.parts.manner import without_manner
from intents.parts.reading import Reading, read
from intents.pick import typed_number
from intents.scope.courtesy import leans
from intents.search.index import Match
from intents.search.words import telling
from intents.turkish import MAX_LENGTH, asked
from intents.understand import OPEN, Intent, Matches, Outcome, confidence, understand

SHORT = 8  # words that say something, up to which sentences of the answer shown last are looked for
SURELY = 0.7  # confidence of another entry beside which the one shown last is not quoted
LITTLE = 2  # words that say something, which with nothing else are no question of their own
FEW = 4  # words that say something, up to which a question may go on from the one before it
LIKELY = 0.5  # confidence that both together need at least
MOST = 10  # entries of an intent
# What speaks for a further question and against it, as a logistic model weighed it on further and
# new questions whose entries were known; rounded, since little hangs on the second digit.
ALONE, TOGETHER = -0.45, 0.9  # each for the log odds of the likeliest entry
SAME = 0.7  # both together lead where the question before led
TELLING = -1.5  # for each word that says something
LEFT_OUT = 1.5  # it leaves out what it is about
LED_ON = 1.0  # it begins as one who goes on
_DID = re.compile(r"(?!yaz|soyle|demis|ded|sor|kast)\w{3,}(?:[dt][iu]m|[iu]yorum|pt[iu])|oldu")
LEADS = 0.25  # confidence of an entry that keeps a further question in the field
STEM = 5  # letters that words of one stem have in common
ASKED_BACK = 0.4  # confidence from which an entry is offered by itself
_OUTSIDE = "out-of-scope"  # the code of the policy for what is none of the desk's business
EDGE = 0.01  # odds of nothing and of certainty are finite


@dataclass(frozen=True, slots=True)
class Before:
    """What came before a message: the question, and the id of the answer shown last."""

    question: str = ""
    answer: str | None = None


def follow(query: str, index: Index, *, language: str = "tr", before: Before) -> Intent:
    """What a message means after what came before it. Never raises."""
    alone = understand(query, index, language=language)
    if alone.outcome is Outcome.EMERGENCY:
        return alone
    alone = _in_field(alone, before)
    first = asked_first(query) if before.question else None
    if first is not None:
        return replace(follow(first, index, language=language, before=before), query=query)
    asks = without_manner(written(query))
    if asks != query:
        return replace(follow(asks, index, language=language, before=before), query=query)
    mended = None if _talks_only(alone) else put_right(query, before.question)
    if mended is not None:
        whole = _in_field(understand(mended, index, language=language), before, surely=True)
        return replace(_shown(whole, mended, index, language, before), query=query, continues=True)
    left = after_second_thought(query)
    if left is not None:
        return replace(follow(left, index, language=language, before=before), query=query)
    left = after_sorry(query) if alone.smalltalk is SmallTalk.APOLOGY else None
    if left is not None and not _talks_only(alone):
        return replace(follow(left, index, language=language, before=before), query=query)
    intent = _continued(alone, index, language=language, before=before)
    return _shown(intent, query, index, language, before)


def _talks_only(alone: Intent) -> bool:
    """Whether a message complains, or says sorry for what its writer did: it puts nothing right."""
    sorry = alone.smalltalk is SmallTalk.APOLOGY and any(map(_DID.fullmatch, asked(alone.query)))
    return sorry or alone.smalltalk is SmallTalk.COMPLAINT


def _in_field(found: Intent, before: Before, *, surely: bool = False) -> Intent:
    """What seems to lie outside the field and comes after a question that does not: asked back
    where it shares a word with that and leads to an entry; what `surely` goes on from that
    question is else for a human.
    """
    outside = found.outcome is Outcome.REFUSE and found.policy == _OUTSIDE and before.question
    led = confidence(found.matches) >= LEADS and _shares(found.query, before.question)
    if not outside or not (led or surely):
        return found
    if not led:
        return replace(found, outcome=Outcome.HANDOFF, policy=None)
    first, *others = found.matches
    first = replace(first, confidence=max(first.confidence, ASKED_BACK))
    return replace(found, outcome=Outcome.SUGGEST, policy=None, matches=(first, *others))


def _shares(query: str, question: str) -> bool:
    """Whether two texts have the stem of a telling word in common."""
    said, before = (
        {word[:STEM] for word in telling(asked(one)) if len(word) >= STEM}
        for one in (query, question)
    )
    return not said.isdisjoint(before)


def _continued(alone: Intent, index: Index, *, language: str, before: Before) -> Intent:
    """The intent of both together where a message goes on from the question before it."""
    refused = alone.outcome is Outcome.REFUSE and leaves_out(asked(alone.query))
    if (alone.outcome not in OPEN and not refused) or alone.wants_human:
        return alone
    if _counts_only(alone.query):
        return alone
    reading = read(alone.query[:MAX_LENGTH], index.courtesy)
    label = _label(index.catalog, language, before) if leans(alone.query) else ""
    came = read(before.question, index.courtesy).said or label
    few = len(telling(reading.said.split())) <= FEW
    if not (came and few and reading.said) or _names(alone.query):
        return alone
    if refused:
        return _less_refused(alone, f"{came} {reading.said}", index, language)
    together = index.search(f"{came} {reading.said}")
    if confidence(together) < LIKELY:
        return _open(alone, reading)
    weight = _weight(alone, together, reading)
    same = -SAME <= weight < 0 and _first(index.search(came)) == _first(together)
    if weight + SAME * same < 0:
        opened = _open(alone, reading)
        back = opened.outcome is Outcome.ANSWER and refers(asked(alone.query))
        both = _merged(alone.matches, together)
        return replace(opened, outcome=Outcome.SUGGEST, matches=both) if back else opened
    both = _merged(together, alone.matches)
    return Intent(alone.query, Outcome.SUGGEST, both, continues=True)


def _counts_only(query: str) -> bool:
    """Whether a message is a place in a menu, an amount, or signs: no question goes on in it."""
    return typed_number(query) is not None or not any(map(str.isalpha, query))


def _less_refused(alone: Intent, both: str, index: Index, language: str) -> Intent:
    """A refusal of words that leave out what they are about stands only where both together are
    refused.
    """
    whole = understand(both, index, language=language)
    if whole.outcome not in OPEN or whole.wants_human:
        return alone
    outcome = Outcome.SUGGEST if whole.outcome is Outcome.ANSWER else whole.outcome
    return Intent(alone.query, outcome, whole.matches, continues=True)


def _open(alone: Intent, reading: Reading) -> Intent:
    """What stands alone; what says too little by itself, `nedir o`, is about what came before,
    which nobody knows then.
    """
    typed, said = asked(alone.query), telling(reading.said.split())
    leans_on = len(said) <= 1 and (points(typed) or not said)
    unsure = len(said) <= LITTLE and leaves_out(typed) and confidence(alone.matches) < SURELY
    if not (leans_on or unsure):
        guessed = len(said) <= 1 and leaves_out(typed) and alone.outcome is Outcome.ANSWER
        return replace(alone, outcome=Outcome.SUGGEST) if guessed else alone
    return Intent(alone.query, Outcome.HANDOFF, alone.matches, continues=True)


def _weight(alone: Intent, together: Matches, reading: Reading) -> float:
    """How much speaks for a further question, below 0 more against it; all but where the question
    before led.
    """
    typed = asked(alone.query)
    return (
        ALONE * _odds(alone.matches)
        + TOGETHER * _odds(together)
        + TELLING * len(telling(reading.said.split()))
        + LEFT_OUT * leaves_out(typed)
        + LED_ON * leads_on(typed)
    )


def _label(catalog: Catalog, language: str, before: Before) -> str:
    """The label of the answer shown last."""
    choice = catalog.choice(language, before.answer) if before.answer else None
    return choice.label if choice else ""


def _names(query: str) -> bool:
    """Whether a message is a lone word that says something: it names what it wants, as a menu does,
    and goes on from nothing.
    """
    typed = asked(query)
    return (
        len(typed) == 1 and telling(typed) == typed and "?" not in query and not leaves_out(typed)
    )


def _merged(together: Matches, alone: Matches) -> Matches:
    """The entries of two readings, each once: the likeliest of both together, the likeliest alone,
    then the others as likely as they are.
    """
    others = sorted((*together[1:], *alone[1:]), key=lambda match: (-match.confidence, match.id))
    found: dict[str, Match] = {}
    for match in (*together[:1], *alone[:1], *others):
        found.setdefault(match.id, match)
    return tuple(found.values())[:MOST]


def _odds(matches: Matches) -> float:
    return log((confidence(matches) + EDGE) / (1 + EDGE - confidence(matches)))


def _first(matches: Matches) -> str:
    return matches[0].id if matches else ""


def _shown(intent: Intent, query: str, index: Index, language: str, before: Before) -> Intent:
    """The meaning with the sentences of the answer shown last that hold what is asked."""
    choice = index.catalog.choice(language, before.answer) if before.answer else None
    best = intent.matches[0] if intent.matches else None
    elsewhere = best is not None and best.id != before.answer and best.confidence >= SURELY
    talks = intent.outcome in (Outcome.SMALLTALK, Outcome.REFUSE, Outcome.EMERGENCY)
    if choice is None or elsewhere or talks or intent.parts or intent.wants_human:
        return intent
    if len(telling(asked(query))) > SHORT:
        return intent
    return replace(intent, sentences=index.sentences(choice, query))

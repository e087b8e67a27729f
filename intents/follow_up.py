"""A message that goes on from the question before it, read together with that.

Law: what stands on its own is read alone; where it is not sure which, both readings are shown.
"""

from dataclasses import dataclass
from math import log

from intents.content.catalog import Catalog
from intents.index import Index
from intents.parts.ellipsis import leads_on, leaves_out
from intents.parts.reading import Reading, read
from intents.scope.courtesy import leans
from intents.search.index import Match
from intents.search.words import telling
from intents.turkish import asked

FEW = 4  # words that say something, up to which a question may go on from the one before it
LIKELY = 0.5  # confidence that both together need at least
MOST = 10  # entries of an intent
# What speaks for a follow-up and against it, as a logistic model weighed it on follow-ups and new
# questions whose entries were known; rounded, since little hangs on the second digit.
ALONE, TOGETHER = -0.45, 0.9  # each for the log odds of the likeliest entry
SAME = 0.7  # both together lead where the question before led
TELLING = -1.5  # for each word that says something
LEFT_OUT = 1.5  # it leaves out what it is about
LED_ON = 1.0  # it begins as one who goes on
EDGE = 0.01  # odds of nothing and of certainty are finite

Matches = tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Before:
    """What came before a message: the question, and the id of the answer shown last."""

    question: str = ""
    answer: str | None = None


def continued(
    query: str, reading: Reading, alone: Matches, *, index: Index, language: str, before: Before
) -> Matches:
    """The entries for a message that goes on from the question before it, those of both together
    first; none for one that stands on its own.
    """
    label = _shown(index.catalog, language, before) if leans(query) else ""
    came = read(before.question, index.courtesy).said or label
    words = telling(reading.said.split())
    if not came or len(words) > FEW or _names(query):
        return ()
    together = index.search(f"{came} {reading.said}")
    if _confidence(together) < LIKELY:
        return ()
    same = _first(index.search(came)) == _first(together)
    typed = asked(query)
    goes_on = (
        ALONE * _odds(alone)
        + TOGETHER * _odds(together)
        + SAME * same
        + TELLING * len(words)
        + LEFT_OUT * leaves_out(typed)
        + LED_ON * leads_on(typed)
    )
    return _merged(together, alone) if goes_on >= 0 else ()


def _shown(catalog: Catalog, language: str, before: Before) -> str:
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
    return log((_confidence(matches) + EDGE) / (1 + EDGE - _confidence(matches)))


def _confidence(matches: Matches) -> float:
    return matches[0].confidence if matches else 0.0


def _first(matches: Matches) -> str:
    return matches[0].id if matches else ""

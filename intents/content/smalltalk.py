"""Small talk as people type it: what is said around a question, kind by kind.

Law: a text means one thing; what one kind holds no other kind holds, nor anybody's near misses.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from intents.content.entries import Phrase, Problem
from intents.content.frontmatter import Draft
from intents.turkish import fold

FOLDER = "smalltalk"


class SmallTalk(StrEnum):
    """Kinds of talk that ask for no knowledge."""

    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    WELLBEING = "wellbeing"
    WHO = "who"
    YES = "yes"
    NO = "no"
    COMPLAINT = "complaint"
    PRAISE = "praise"
    APOLOGY = "apology"
    WORRY = "worry"  # tired, afraid, at a loss, and no question yet
    LANGUAGES = "languages"


HUMAN = "human"  # the wish for a human; it has a file as well, and is a handoff
KINDS = (*map(str, SmallTalk), HUMAN)
NO_KIND = ""  # of near misses
_KEYS = ("kind", "examples", "around", "before", "after", "near_misses")


@dataclass(frozen=True, slots=True)
class Talk:
    """One file of small talk: its kind, how that sounds, what only resembles it, and how it stands
    around a question.
    """

    kind: str
    language: str
    examples: tuple[Phrase, ...]
    near_misses: tuple[Phrase, ...] = ()
    before: tuple[str, ...] = ()  # said before a question, and no part of it
    after: tuple[str, ...] = ()


def enter(draft: Draft, language: str) -> Talk | None:
    """The small talk of a draft; None when its problems leave nothing to learn from."""
    if draft.problems:
        return None
    kind = draft.text("kind")
    examples, near_misses = draft.phrases("examples"), draft.phrases("near_misses")
    if kind not in KINDS:
        draft.blame(f"`kind` is {kind or ''!r}; write one of {', '.join(KINDS)}.", key="kind")
    if not examples:
        draft.blame("The file has no `examples`; write what people type.", key="examples")
    if kind not in KINDS or draft.problems:
        return None
    for key in draft.keys.keys() - set(_KEYS):
        message = f"`{key}` is not a known key of small talk; correct its spelling or remove it."
        draft.blame(message, key=key, severity="warning")
    if draft.body:
        message = "The bot never says this text; its answers to small talk are not written here."
        draft.blame(message, line=draft.body_line, severity="warning")
    around = draft.list("around")
    before, after = (*around, *draft.list("before")), (*around, *draft.list("after"))
    return Talk(kind, language, examples, near_misses, before, after)


def clashes(talks: Iterable[Talk]) -> Iterator[Problem]:
    """Texts that two kinds hold, or one kind and the near misses of any, at the later place."""
    first: dict[str, tuple[str, Phrase]] = {}
    for kind, phrase in _labelled(talks):
        known, other = first.setdefault(fold(phrase.text), (kind, phrase))
        if known != kind:
            where = f"{other.path}:{other.line}"
            message = f"{phrase.text!r} is also in {where}, as {_named(known)}; keep it in one."
            yield Problem(phrase.path, phrase.line, "error", message)


def _labelled(talks: Iterable[Talk]) -> Iterator[tuple[str, Phrase]]:
    for talk in talks:
        yield from ((talk.kind, phrase) for phrase in talk.examples)
        yield from ((NO_KIND, phrase) for phrase in talk.near_misses)


def _named(kind: str) -> str:
    return kind or "a near miss"

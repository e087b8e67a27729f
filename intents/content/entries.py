"""The nouns of the content: files and their problems, questions and choices, policies,
vocabulary.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from intents.turkish import fold

# in bytes, so that a button can name them (64 bytes) and a ticket keep them (columns of 40)
LONGEST_POLICY_CODE = 40
LONGEST_COLLECTION = 30

Kind = Literal["tree", "series"]
PolicyKind = Literal["refuse", "emergency"]
Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One content file as it lies on disk; `path` is relative to the content folder, with forward
    slashes.
    """

    path: str
    text: str | bytes


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong with a content file, where, and what its editor should do about it."""

    path: str
    line: int
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where an answer's facts come from."""

    title: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One way out of a question: an answer, or (with `opens`) a branch to another question."""

    id: str
    collection: str
    question_id: int
    choice_id: int
    language: str
    title: str
    label: str
    body: str
    path: str
    summary: str | None = None
    opens: int | None = None
    aliases: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    reviewed: date | None = None
    review_by: date | None = None
    checked_against: str | None = None  # what its last reading compared it with
    legal: bool = False
    desk: bool = False  # about the desk itself, which hardly any request is
    related: tuple[str, ...] = ()
    policy: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()  # beginnings of words; without one it is no mere suggestion
    lent_by: str | None = None  # the language whose answer it shows, for want of one in its own
    written: bool = True  # False for a way that no file holds, in a root that was made up


@dataclass(frozen=True)  # without slots: the fingerprint is worked out once
class Question:
    """A node of a collection: its own words (`body` is "" when it has none) and its choices in
    order.
    """

    id: str
    collection: str
    question_id: int
    language: str
    title: str | None
    label: str | None
    body: str
    choices: tuple[Choice, ...]

    @cached_property
    def fingerprint(self) -> str:
        """Five characters that change when words or choices do: a button with old ones is stale."""
        parts = [self.id, self.title or "", self.body]
        parts += [f"{c.id}\x1f{c.title}\x1f{c.label}\x1f{c.opens}" for c in self.choices]
        digest = hashlib.blake2b("\x1e".join(parts).encode(), digest_size=4)
        return digest.hexdigest()[:5]


@dataclass(frozen=True, slots=True)
class Collection:
    """A tree of questions walked from `root`, or a series asked in order (0 = its words only)."""

    name: str
    kind: Kind
    root: int
    questions: Mapping[int, Question]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text that people may type, and where it is written."""

    text: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Policy:
    """A written refusal or an emergency: how it sounds, what only resembles it, and what the bot
    says.
    """

    code: str
    kind: PolicyKind
    language: str
    title: str
    body: str
    path: str
    examples: tuple[Phrase, ...] = ()
    near_misses: tuple[Phrase, ...] = ()
    evidence: tuple[str, ...] = ()  # lines, of which one must be said; none asks for nothing


@dataclass(frozen=True, slots=True)
class Support:
    """A kind of work together with an expert: how long it takes, and what to bring."""

    code: str
    language: str
    title: str
    label: str
    text: str
    minutes: int
    path: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words of the field: each group holds ways to say one thing, in whatever language; a sense has
    a name, and words that share it without saying the same.
    """

    groups: tuple[tuple[str, ...], ...] = ()
    senses: tuple[tuple[str, tuple[str, ...]], ...] = ()


def speaks(choice: Choice, said: str) -> bool:
    """Whether words hold the evidence that an answer asks for; one that asks for none always."""
    there = f" {fold(said)}"
    return not choice.evidence or any(f" {fold(one)}" in there for one in choice.evidence)

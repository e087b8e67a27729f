"""Phrases that stand twice, or once for something and once against it.

Law: what resembles several policies may be a near miss of each; what one speaks to is an example of
it alone, no small talk, and where it is refused no name of an answer.
"""

from collections.abc import Iterator
from typing import NamedTuple

from intents.content.catalog import Catalog
from intents.content.entries import Phrase, Problem
from intents.turkish import fold


class _Use(NamedTuple):
    """A phrase, what it stands for, and whether it is an example of that or only resembles it."""

    phrase: Phrase
    owner: str
    example: bool


def look(catalog: Catalog) -> Iterator[Problem]:
    """Warnings about phrases that repeat or contradict each other, or an answer's own names."""
    yield from _among_phrases(catalog)
    yield from _against_answers(catalog)


def _among_phrases(catalog: Catalog) -> Iterator[Problem]:
    """Each at the later of two places."""
    known: dict[str, list[_Use]] = {}
    for use in _uses(catalog):
        earlier = known.setdefault(fold(use.phrase.text), [])
        message = next((words for other in earlier if (words := _clash(use, other))), None)
        if message:
            yield Problem(use.phrase.path, use.phrase.line, "warning", message)
        earlier.append(use)


def _against_answers(catalog: Catalog) -> Iterator[Problem]:
    """Examples of refusals that an answer wants to be found by; it never would be."""
    names = {
        fold(name): choice
        for language in catalog.languages
        for choice in catalog.choices(language)
        for name in (choice.title, *choice.aliases)
    }
    for policies in catalog.policies.values():
        for policy in (policy for policy in policies.values() if policy.kind == "refuse"):
            for phrase in policy.examples:
                choice = names.get(fold(phrase.text))
                if choice and policy.code not in choice.policy:
                    message = f"{phrase.text!r} also names {choice.id}; keep it in one."
                    yield Problem(phrase.path, phrase.line, "warning", message)


def _uses(catalog: Catalog) -> Iterator[_Use]:
    """Every phrase of policies and small talk, policies first."""
    for policies in catalog.policies.values():
        for policy in policies.values():
            yield from (_Use(phrase, policy.code, True) for phrase in policy.examples)
            yield from (_Use(phrase, policy.code, False) for phrase in policy.near_misses)
    for talk in catalog.smalltalk:
        yield from (_Use(phrase, talk.kind, True) for phrase in talk.examples)
        yield from (_Use(phrase, talk.kind, False) for phrase in talk.near_misses)


def _clash(use: _Use, other: _Use) -> str | None:
    """What to do about a phrase that stands in two places, or None where it may."""
    text, where = repr(use.phrase.text), f"{other.phrase.path}:{other.phrase.line}"
    if use.owner == other.owner and use.example == other.example:
        return f"{text} is also in {where}; remove one."
    if use.owner == other.owner:
        return f"{text} is an example of {use.owner} and a near miss ({where}); keep it in one."
    if use.example and other.example:
        return f"{text} is also in {where}, as an example of {other.owner}; keep it in one."
    return None

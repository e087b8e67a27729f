"""Drafts become entries: a choice of a question, a question's own words, or a policy.

Law: ids come from the front matter, never from a file's name; the folder tells only the language
and the collection.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from intents.content import links
from intents.content.entries import (
    LONGEST_COLLECTION,
    LONGEST_POLICY_CODE,
    Choice,
    Kind,
    Policy,
    PolicyKind,
    Source,
)
from intents.content.frontmatter import Draft
from intents.content.smalltalk import KINDS

LABEL_LENGTH = 30  # what a Telegram button shows on a narrow phone
_KINDS = ("tree", "series")
_POLICY_KINDS = ("refuse", "emergency")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file lies: its language and its collection."""

    language: str
    collection: str


@dataclass(frozen=True, slots=True)
class Words:
    """A question's own words, from a file without `choice_id`."""

    place: Place
    question_id: int
    title: str | None
    label: str | None
    body: str
    kind: Kind | None
    path: str


def enter(draft: Draft, place: Place) -> Choice | Words | None:
    """The choice or the words of a draft; None when its problems leave no id to serve it under."""
    if draft.problems:
        return None
    if "question_id" not in draft.keys:
        draft.blame(
            "`question_id` is missing; write the number of the question that this belongs to."
        )
        return None
    _check_name(draft, place.collection)
    _check_links(draft)
    return _choice(draft, place) if "choice_id" in draft.keys else _words(draft, place)


def _check_name(draft: Draft, collection: str) -> None:
    """An id is made of the folder's name, and has to fit a button and a link."""
    if len(collection.encode()) > LONGEST_COLLECTION or not collection.isalnum():
        draft.blame(
            f"The folder {collection[:40]!r} cannot be part of an id; "
            f"name it with letters and digits, at most {LONGEST_COLLECTION} bytes."
        )


def _check_code(draft: Draft, code: str) -> None:
    """A policy's code has to fit a button, whole, and is told from small talk by its name."""
    size = len(code.encode())
    if size > LONGEST_POLICY_CODE:
        message = f"`code` has {size} bytes; a button holds {LONGEST_POLICY_CODE}, shorten it."
        draft.blame(message, key="code")
    if "|" in code or code in KINDS:
        draft.blame(f"`code` cannot be {code!r}; choose another word, without |.", key="code")


def _check_links(draft: Draft) -> None:
    for line, complaint in links.broken(draft.body):
        draft.blame(complaint, line=draft.body_line + line)


def _words(draft: Draft, place: Place) -> Words | None:
    number = draft.number("question_id")
    kind = draft.text("kind")
    if kind not in (None, *_KINDS):
        draft.blame(f"`kind` is {kind!r}; write tree or series.", key="kind")
    if "opens" in draft.keys:
        draft.blame(
            "Only a choice can open a question; add `choice_id` or remove `opens`.", key="opens"
        )
    if number is None:
        return None
    valid: Kind | None = "series" if kind == "series" else "tree" if kind == "tree" else None
    title, label = draft.text("title"), draft.text("label")
    label = label or (short(title) if title else None)
    return Words(place, number, title, label, draft.body, valid, draft.path)


def _choice(draft: Draft, place: Place) -> Choice | None:
    question, number = draft.number("question_id"), draft.number("choice_id")
    title, opens = draft.text("title"), draft.number("opens")
    if title is None:
        draft.blame(
            "`title` is missing; write the sentence that an organisation says of itself.",
            key="title",
        )
    if number == 0:
        draft.blame("`choice_id` is 0; choices are counted from 1.", key="choice_id")
    if question is None or not number or title is None:
        return None
    return Choice(
        id=f"{place.collection}:{question}-{number}",
        collection=place.collection,
        question_id=question,
        choice_id=number,
        language=place.language,
        title=title,
        label=draft.text("label") or short(title),
        body=draft.body,
        path=draft.path,
        summary=draft.text("summary"),
        opens=opens,
        aliases=draft.list("aliases"),
        sources=_sources(draft),
        reviewed=draft.date("reviewed"),
        review_by=draft.date("review_by"),
        checked_against=draft.text("checked_against"),
        legal=draft.flag("legal"),
        desk=draft.flag("desk"),
        related=draft.list("related"),
        policy=draft.list("policy"),
        evidence=draft.list("evidence"),
    )


def policy(draft: Draft, language: str) -> Policy | None:
    """The policy that a draft stands for; None when its problems leave nothing to serve."""
    if draft.problems:
        return None
    code, kind, title = draft.text("code"), draft.text("kind"), draft.text("title")
    if not code or not title:
        draft.blame("A policy needs `code` and `title`; write both.")
    if kind not in _POLICY_KINDS:
        draft.blame("A policy needs `kind: refuse` or `kind: emergency`.", key="kind")
    if not draft.body:
        draft.blame("The policy has no text; write what the bot says.", line=draft.body_line)
    if code:
        _check_code(draft, code)
    _check_links(draft)
    examples, near_misses = draft.phrases("examples"), draft.phrases("near_misses")
    if draft.problems or not code or not title:
        return None
    valid: PolicyKind = "emergency" if kind == "emergency" else "refuse"
    return Policy(
        code=code,
        kind=valid,
        language=language,
        title=title,
        body=draft.body,
        path=draft.path,
        examples=examples,
        near_misses=near_misses,
        evidence=draft.list("evidence"),
    )


def short(title: str, length: int = LABEL_LENGTH) -> str:
    """A label from a title: whole words, at most `length` characters with the ellipsis."""
    if len(title) <= length:
        return title
    cut = title[: length - 1]
    whole = cut if title[length - 1].isspace() else cut.rpartition(" ")[0] or cut
    return whole.rstrip(" ,;:.–-") + "…"


def _sources(draft: Draft) -> tuple[Source, ...]:
    """The `sources` list; an entry is a text, an address, or a mapping with title and url."""
    value = draft.keys.get("sources") or ()
    entries = value if isinstance(value, list) else [value] if value else []
    found = [_source(entry, draft) for entry in entries if entry]
    return tuple(source for source in found if source is not None)


def _source(entry: Any, draft: Draft) -> Source | None:
    if isinstance(entry, str):
        url = entry if entry.startswith(links.SCHEMES) else None
        return Source(entry, url)
    if isinstance(entry, Mapping) and all(isinstance(value, str) for value in entry.values()):
        title, url = entry.get("title", "").strip(), entry.get("url", "").strip() or None
        if url and (complaint := links.complaint(url)):
            draft.blame(f"In `sources`: {complaint}", key="sources")
        if title or url:
            return Source(title or str(url), url)
    draft.blame("`sources` holds an entry without title and url; write both.", key="sources")
    return None

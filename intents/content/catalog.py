"""What the desk knows: a catalog of collections, choices and policies in every language.

Law: a catalog is built once from the text of files and never changes; a new edit of the content is
a new catalog. An item that a language lacks is taken from the default language; the value's own
`language` tells which one it is.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from intents.content import canned, choices, phrases, smalltalk, tree, vocabulary
from intents.content.canned import Canned
from intents.content.choices import Place, Words
from intents.content.entries import (
    Choice,
    Collection,
    Policy,
    Problem,
    Question,
    Severity,
    Source,
    SourceFile,
    Vocabulary,
)
from intents.content.frontmatter import Draft, parse, too_large
from intents.content.smalltalk import Talk

__all__ = [
    "Catalog",
    "Choice",
    "Collection",
    "Policy",
    "Problem",
    "Question",
    "Severity",
    "Source",
    "SourceFile",
    "Vocabulary",
    "build",
]

_CONTENT = re.compile(r"[^.~#].*\.(md|txt|markdown)", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2}")
LONGEST_NUMBER = 6  # digits of a question's number, as people may type it


@dataclass(frozen=True, slots=True)
class Catalog:
    """Everything the desk knows in all its languages; `version` is a hash of the content."""

    languages: tuple[str, ...]
    version: str
    translations: Mapping[str, Mapping[str, Collection]]
    policies: Mapping[str, Mapping[str, Policy]]
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    smalltalk: tuple[Talk, ...] = ()
    replies: Mapping[str, Mapping[str, Canned]] = field(default_factory=dict)

    def collections(self, language: str) -> tuple[str, ...]:
        """Names of the collections that can be opened in a language."""
        return tuple(self._collections(language))

    def collection(self, language: str, name: str) -> Collection | None:
        """A collection as it is seen in a language, gaps filled from the default language."""
        return self._collections(language).get(name)

    def question(self, language: str, question_id: str) -> Question | None:
        """The question with an id such as `faq:9`, or None; any text may be asked for."""
        name, _, number = question_id.partition(":")
        collection = self.collection(language, name)
        if collection is None or not (number.isascii() and number.isdecimal()):
            return None
        if len(number) > LONGEST_NUMBER:
            return None
        return collection.questions.get(int(number))

    def choice(self, language: str, choice_id: str) -> Choice | None:
        """The choice with an id such as `faq:9-2`, or None; any text may be asked for."""
        question = self.question(language, choice_id.partition("-")[0])
        choices = question.choices if question else ()
        return next((choice for choice in choices if choice.id == choice_id), None)

    def choices(self, language: str) -> Iterator[Choice]:
        """Every choice of every collection in a language."""
        for collection in self._collections(language).values():
            for question in collection.questions.values():
                yield from question.choices

    def policy(self, language: str, code: str) -> Policy | None:
        """The policy with a code such as `own-work`, or None."""
        return self._policies(language).get(code)

    def all_policies(self, language: str) -> Iterable[Policy]:
        """Every policy in a language."""
        return self._policies(language).values()

    def canned(self, language: str) -> Mapping[str, Canned]:
        """The replies that editors have written beforehand, by their names."""
        return {**self.replies.get(self.languages[0], {}), **self.replies.get(language, {})}

    def trail(self, question: Question) -> tuple[Choice, ...]:
        """The branches that lead from the root down to a question; empty for a root or a series."""
        collection = self.collection(question.language, question.collection)
        if collection is None or collection.kind == "series":
            return ()
        return _trail(collection, question.question_id)

    def _collections(self, language: str) -> Mapping[str, Collection]:
        return self.translations.get(language) or self.translations.get(self.languages[0], {})

    def _policies(self, language: str) -> Mapping[str, Policy]:
        return {**self.policies.get(self.languages[0], {}), **self.policies.get(language, {})}


def _trail(collection: Collection, target: int) -> tuple[Choice, ...]:
    """The shortest way down, found breadth first; the first branch in order wins."""
    ways: dict[int, tuple[Choice, ...]] = {collection.root: ()}
    queue = [collection.root]
    for number in queue:
        question = collection.questions.get(number)
        for choice in question.choices if question else ():
            if choice.opens is not None and choice.opens not in ways:
                ways[choice.opens] = (*ways[number], choice)
                queue.append(choice.opens)
    return ways.get(target, ())


@dataclass(slots=True)
class _Found:
    """What the files held, on the way to a catalog."""

    entries: list[Choice | Words] = field(default_factory=list)
    policies: dict[str, dict[str, Policy]] = field(default_factory=dict)
    beside: list[phrases.Phrases] = field(default_factory=list)
    groups: list[tuple[str, ...]] = field(default_factory=list)
    senses: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    talks: list[Talk] = field(default_factory=list)
    replies: dict[str, dict[str, Canned]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    lines: dict[str, Mapping[str, int]] = field(default_factory=dict)

    def fault(self, fault: tree.Fault) -> None:
        """Note what is wrong with the shape at the line of its key."""
        line = self.lines.get(fault.path, {}).get(fault.key, 1)
        self.problems.append(Problem(fault.path, line, "error", fault.message))


def build(
    files: Iterable[SourceFile], *, default_language: str = "tr"
) -> tuple[Catalog, tuple[Problem, ...]]:
    """The catalog that content files make, and what is wrong with them, in order of path and line.

    Never raises for bad content. A catalog that came with errors is not to be served; it holds what
    could be read.
    """
    sources = sorted(files, key=lambda file: file.path)
    found = _Found()
    for file in sources:
        _enter(file, found, default_language)
    _join(found)
    translations = _translated(found, default_language)
    languages = (default_language, *sorted({*translations, *found.policies} - {default_language}))
    catalog = Catalog(
        languages,
        _version(sources),
        translations,
        found.policies,
        Vocabulary(tuple(found.groups), tuple(found.senses)),
        tuple(found.talks),
        found.replies,
    )
    for fault in (*_unrelated(catalog), *vocabulary.unknown(catalog.vocabulary, found.policies)):
        found.fault(fault)
    found.problems += smalltalk.clashes(found.talks)
    faultless = all(problem.severity != "error" for problem in found.problems)
    if faultless and not any(catalog.choices(default_language)):
        found.problems.append(
            Problem(".", 1, "error", "The content folder holds no answer; add a file with one.")
        )
    return catalog, tuple(sorted(set(found.problems)))


def place_of(path: str, default_language: str) -> Place | None:
    """The language and collection that a file's folders name; None for a file that is not
    content.
    """
    *folders, name = PurePosixPath(path).parts
    if (
        not _CONTENT.fullmatch(name)
        or name.lower().startswith("readme.")
        or any(f.startswith(".") for f in folders)
    ):
        return None
    language = default_language
    if folders and _LANGUAGE.fullmatch(folders[0]):
        language = folders.pop(0)
    return Place(language, folders[0] if folders else "faq")


def _enter(file: SourceFile, found: _Found, default_language: str) -> None:
    """Read one file into what it is: words of the field, a policy, small talk, or an entry."""
    place = place_of(file.path, default_language)
    if place is None:
        return
    if place.collection == "vocabulary":
        _enter_words(file, found)
        return
    if place.collection == phrases.FOLDER and phrases.is_of_phrases(file.path):
        _enter_phrases(file, found)
        return
    draft = parse(file)
    found.lines[file.path] = {**draft.lines, tree.BODY: draft.body_line}
    if place.collection == phrases.FOLDER:
        _enter_policy(draft, found, place.language)
    elif place.collection == smalltalk.FOLDER:
        if (talk := smalltalk.enter(draft, place.language)) is not None:
            found.talks.append(talk)
    elif place.collection == canned.FOLDER:
        _enter_reply(draft, found, place.language)
    elif (entry := choices.enter(draft, place)) is not None:
        found.entries.append(entry)
    found.problems += draft.problems


def _enter_policy(draft: Draft, found: _Found, language: str) -> None:
    policy = choices.policy(draft, language)
    if policy is None:
        return
    known = found.policies.setdefault(language, {})
    if known.setdefault(policy.code, policy) is not policy:
        other = known[policy.code].path
        draft.blame(
            f"The policy {policy.code} is written twice, here and in {other}; remove one.",
            key="code",
        )


def _enter_reply(draft: Draft, found: _Found, language: str) -> None:
    reply = canned.enter(draft, language)
    if reply is None:
        return
    known = found.replies.setdefault(language, {})
    if (other := known.setdefault(reply.name, reply)) is not reply:
        message = f"The reply {reply.name} is written twice, here and in {other.path}; remove one."
        draft.blame(message, key="name")


def _enter_phrases(file: SourceFile, found: _Found) -> None:
    beside, problems = phrases.enter(file)
    found.beside.append(beside)
    found.problems += problems


def _join(found: _Found) -> None:
    """Give each policy what lies in its folder."""
    for known in found.policies.values():
        known |= {code: phrases.joined(policy, found.beside) for code, policy in known.items()}
    found.problems += phrases.lost(found.beside, found.lines)


def _enter_words(file: SourceFile, found: _Found) -> None:
    if (complaint := too_large(file)) is not None:
        found.problems.append(Problem(file.path, 1, "error", complaint))
        return
    for name, said in vocabulary.lines(file):
        if name:
            found.senses.append((name, said))
        elif len(said) > 1:
            found.groups.append(said)


def _translated(found: _Found, default_language: str) -> dict[str, dict[str, Collection]]:
    """The collections of each language, each filled up from the default language."""
    piles, faults = tree.pile(found.entries)
    languages = sorted(
        {place.language for place in piles}, key=lambda code: (code != default_language, code)
    )
    names = sorted({place.collection for place in piles}, key=lambda name: (name != "faq", name))
    translations: dict[str, dict[str, Collection]] = {}
    for language in languages:
        for name in names:
            basis = piles.get(Place(default_language, name), tree.Pile())
            merged = piles.get(Place(language, name), tree.Pile()).over(basis)
            if not merged.choices:
                continue
            translations.setdefault(language, {})[name], more = tree.grow(name, language, merged)
            faults += more
    for fault in faults:
        found.fault(fault)
    return translations


def _unrelated(catalog: Catalog) -> Iterator[tree.Fault]:
    """Ids in `related` that lead to nothing."""
    for language in catalog.languages:
        for choice in catalog.choices(language):
            for name in choice.related:
                if not (catalog.choice(language, name) or catalog.question(language, name)):
                    message = f"`related` names {name!r}, which does not exist; correct or remove."
                    yield tree.Fault(choice.path, "related", message)


def _version(files: Iterable[SourceFile]) -> str:
    digest = hashlib.blake2b(digest_size=6)
    for file in files:
        text = (
            file.text
            if isinstance(file.text, bytes)
            else file.text.encode("utf-8", errors="surrogatepass")
        )
        digest.update(f"{len(file.path)}:{file.path}:{len(text)}:".encode())
        digest.update(text)
    return digest.hexdigest()

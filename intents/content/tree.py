"""The shape of a collection: choices and words gathered into questions, and whether a person can
walk them.

Law: every question is reached from the root, and no way leads back to where it came from.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from intents.content.choices import Place, Words, short
from intents.content.entries import Choice, Collection, Kind, Question

SERIES = ("assessment",)  # collections that are asked in order unless their `00.md` says otherwise
ROOT = 0
BODY = "body"  # where a fault is that lies below the front matter


class Fault(NamedTuple):
    """What is wrong with the shape, the file to mend, and the front matter key to look at there."""

    path: str
    key: str
    message: str


@dataclass(slots=True)
class Pile:
    """What was found for one collection in one language, by id."""

    words: dict[int, Words] = field(default_factory=dict)
    choices: dict[tuple[int, int], Choice] = field(default_factory=dict)

    def over(self, other: "Pile") -> "Pile":
        """These entries, with the other's where this language has none, and its answer where one
        has only names.
        """
        own = {key: _lent(c, other.choices.get(key)) for key, c in self.choices.items()}
        return Pile({**other.words, **self.words}, {**other.choices, **own})


def _lent(choice: Choice, other: Choice | None) -> Choice:
    """The choice as it is where it has a text, else with the other's answer and what bears it."""
    if choice.body or other is None or not other.body:
        return choice
    return replace(
        choice,
        lent_by=other.language,
        body=other.body,
        opens=other.opens,
        sources=other.sources,
        reviewed=other.reviewed,
        review_by=other.review_by,
        checked_against=other.checked_against,
        legal=other.legal,
        related=other.related,
        policy=other.policy,
    )


def pile(entries: Iterable[Choice | Words]) -> tuple[dict[Place, Pile], list[Fault]]:
    """The entries by language and collection; of two with one id the first stays."""
    piles: dict[Place, Pile] = defaultdict(Pile)
    problems: list[Fault] = []
    for entry in entries:
        if isinstance(entry, Words):
            first: Choice | Words = piles[entry.place].words.setdefault(entry.question_id, entry)
        else:
            key = (entry.question_id, entry.choice_id)
            first = piles[Place(entry.language, entry.collection)].choices.setdefault(key, entry)
        if first is not entry:
            problems.append(_twice(entry, first))
    return piles, problems


def grow(name: str, language: str, found: Pile) -> tuple[Collection, list[Fault]]:
    """The collection that a pile makes, with what keeps people from walking it."""
    kind = _kind(name, found)
    opened = {c.opens: c for c in found.choices.values() if c.opens is not None}
    numbers = sorted({n for n, _ in found.choices} | set(found.words))
    questions = {n: _question(name, language, n, found, opened.get(n)) for n in numbers}
    made_up = ROOT not in questions or not questions[ROOT].choices
    if kind == "tree" and made_up:
        questions = {ROOT: _implicit_root(questions, opened), **_without(questions, ROOT)}
    elif ROOT not in questions:
        questions = {
            ROOT: Question(f"{name}:0", name, ROOT, language, None, None, "", ()),
            **questions,
        }
    collection = Collection(name, kind, ROOT, questions)
    problems = [*_unknown(collection), *_silent(found.choices.values())]
    if kind == "tree":
        problems += [*_cycles(collection), *_orphans(collection, made_up=made_up)]
    return collection, problems


def _without(questions: Mapping[int, Question], number: int) -> dict[int, Question]:
    return {n: q for n, q in questions.items() if n != number}


def _kind(name: str, found: Pile) -> Kind:
    words = found.words.get(ROOT)
    return (words.kind if words else None) or ("series" if name in SERIES else "tree")


def _question(
    name: str, language: str, number: int, found: Pile, branch: Choice | None
) -> Question:
    """A question with its own words, or with those of the branch that opens it."""
    words = found.words.get(number)
    choices = tuple(found.choices[key] for key in sorted(found.choices) if key[0] == number)
    title = words.title if words else None
    label = words.label if words else None
    return Question(
        id=f"{name}:{number}",
        collection=name,
        question_id=number,
        language=_language(words, branch, choices) or language,
        title=title or (branch.title if branch else None),
        label=label or (branch.label if branch else None),
        body=(words.body if words else "") or (branch.body if branch else ""),
        choices=choices,
    )


def _language(words: Words | None, branch: Choice | None, choices: Sequence[Choice]) -> str | None:
    """The language that the question's own words are in."""
    if words:
        return words.place.language
    if branch:
        return branch.lent_by or branch.language
    return choices[0].language if choices else None


def _implicit_root(questions: Mapping[int, Question], opened: Mapping[int, Choice]) -> Question:
    """A first question that lists every question nobody opens; words that were written for it are
    kept.
    """
    some = next(iter(questions.values()))
    own = questions.get(
        ROOT,
        Question(f"{some.collection}:0", some.collection, ROOT, some.language, None, None, "", ()),
    )
    free = (q for n, q in questions.items() if n != ROOT and n not in opened)
    return replace(own, choices=tuple(_way_to(question) for question in free if question.choices))


def _way_to(question: Question) -> Choice:
    """A branch that nobody wrote, to a question that nobody opens."""
    first = question.choices[0]
    title = question.title or first.title
    return Choice(
        id=f"{question.collection}:{ROOT}-{question.question_id}",
        collection=question.collection,
        question_id=ROOT,
        choice_id=question.question_id,
        language=question.language,
        title=title,
        label=question.label or short(title),
        body=question.body,
        path=first.path,
        opens=question.question_id,
        written=False,
    )


def _unknown(collection: Collection) -> Iterator[Fault]:
    """Branches to nowhere."""
    for choice in _branches(collection):
        target = collection.questions.get(choice.opens or 0)
        if choice.opens == ROOT or target is None or not target.choices:
            way = f"{choice.id} opens question {choice.opens}"
            message = f"{way}, which has no choices; write one or mend `opens`."
            yield Fault(choice.path, "opens", message)


def _silent(choices: Iterable[Choice]) -> Iterator[Fault]:
    """Choices without an answer, in no language."""
    message = "The choice has no text; write the answer below the front matter."
    yield from (Fault(c.path, BODY, message) for c in choices if not c.body and not c.opens)


def _branches(collection: Collection) -> Iterator[Choice]:
    return (c for q in collection.questions.values() for c in q.choices if c.opens is not None)


def _cycles(collection: Collection) -> Iterator[Fault]:
    """Branches that lead back to a question above them."""
    above: dict[int, set[int]] = defaultdict(set)
    for choice in _branches(collection):
        above[choice.opens or 0].add(choice.question_id)
    for choice in _branches(collection):
        if choice.opens in _closure(above, choice.question_id):
            way = f"{choice.id} opens question {choice.opens}"
            message = f"{way}, which leads back to itself (a cycle); open another one."
            yield Fault(choice.path, "opens", message)


def _closure(above: Mapping[int, set[int]], start: int) -> set[int]:
    """The question and all above it."""
    seen, queue = {start}, [start]
    for number in queue:
        fresh = above.get(number, set()) - seen
        seen |= fresh
        queue += fresh
    return seen


def _orphans(collection: Collection, *, made_up: bool) -> Iterator[Fault]:
    """Questions that no way leads to."""
    seen, queue = {ROOT}, [ROOT]
    for number in queue:
        question = collection.questions.get(number)
        ways = {c.opens for c in question.choices if c.opens is not None} if question else set()
        queue += sorted(ways - seen)
        seen |= ways
    lost = [q for n, q in collection.questions.items() if n not in seen and q.choices]
    if made_up and lost and not collection.questions[ROOT].choices:
        name = f"The collection {collection.name}"
        message = f"{name} has no root: each question is opened by another; add 0."
        yield Fault(lost[0].choices[0].path, "question_id", message)
        return
    for question in lost:
        mend = f"add a choice with `opens: {question.question_id}`"
        message = f"Question {question.id} is an orphan, no branch leads to it; {mend}."
        yield Fault(question.choices[0].path, "question_id", message)


def _twice(entry: Choice | Words, first: Choice | Words) -> Fault:
    name = (
        entry.id if isinstance(entry, Choice) else f"{entry.place.collection}:{entry.question_id}"
    )
    message = (
        f"The id {name} is used twice, here and in {first.path}; give one of them another number."
    )
    return Fault(entry.path, "question_id" if isinstance(entry, Words) else "choice_id", message)

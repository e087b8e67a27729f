"""A public set as a yardstick: paragraphs to find by their questions, typed cleanly and badly.

Law: bad typing is made up from the query alone, so that every run types alike. Nothing is fitted on
such a set.
"""

import json
import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from intents.content.catalog import SourceFile, build
from intents.index import Index
from intents.search.concepts import Concepts
from intents.search.confidence import Calibration
from intents.search.documents import BODY, Document
from intents.search.index import SearchIndex
from intents.turkish import asked, words
from intents.understand import understand

Search = Callable[[str], str | None]  # the id of the best document for a query

ROW = 10  # entries of a question, where the set is a desk's content
LONG_WORD = 6  # letters from which a word gets a slip
_ASCII = str.maketrans("çğıöşüÇĞİÖŞÜ", "cgiosuCGIOSU")
_KEYBOARD = ("qwertyuıopğü", "asdfghjklşi", "zxcvbnmöç")
_KINDS = ("swap", "drop", "double", "neighbour")


@dataclass(frozen=True, slots=True)
class Yardstick:
    """Documents by id, and questions with the id of the document that holds the answer."""

    documents: Mapping[str, str]
    questions: tuple[tuple[str, str], ...]

    @classmethod
    def parse(cls, text: str) -> "Yardstick":
        """A set in the format of SQuAD; KeyError or ValueError when it is none."""
        paragraphs = [p for article in json.loads(text)["data"] for p in article["paragraphs"]]
        named = [(f"{number:05d}", paragraph) for number, paragraph in enumerate(paragraphs)]
        questions = tuple(
            (qa["question"], name) for name, paragraph in named for qa in paragraph["qas"]
        )
        return cls({name: paragraph["context"] for name, paragraph in named}, questions)


def ours(documents: Mapping[str, str]) -> Search:
    """This index over bare texts."""
    index = SearchIndex(
        [Document(name, {BODY: [words(text)]}) for name, text in documents.items()], Concepts(())
    )
    calibration = Calibration.packaged()

    def search(query: str) -> str | None:
        found = index.search(asked(query), calibration, 1)
        return found[0].id if found else None

    return search


def _letters(number: int, _: str) -> str:
    return "".join(random.Random(number).choices("abcdefghijklmnoprstuvyz", k=3))


Title = Callable[[int, str], str]  # of an entry, by its number and its first question
TITLES: Mapping[str, Title] = {
    "its first question": lambda _, first: first,
    "three random letters": _letters,
    "a number": lambda number, _: str(number + 1),
    "one and the same": lambda _, __: "Sık sorulan soru",
}


def shaped(yardstick: Yardstick, title: Title) -> tuple[Search, list[tuple[str, str]]]:
    """The set as a desk's content, read and searched like any other, and its questions with the id
    that is right; a question that is a title is none of them.
    """
    firsts: dict[str, str] = {}
    for question, name in yardstick.questions:
        firsts.setdefault(name, question)
    files = []
    for number, (name, text) in enumerate(yardstick.documents.items()):
        called = json.dumps(title(number, firsts.get(name, "")), ensure_ascii=False)
        front = f"title: {called}\nquestion_id: {number // ROW + 1}\nchoice_id: {number % ROW + 1}"
        files.append(SourceFile(f"faq/{name}.md", f"---\n{front}\n---\n{text}\n"))
    index = Index.build(build(files)[0])
    ids = {name: f"faq:{n // ROW + 1}-{n % ROW + 1}" for n, name in enumerate(yardstick.documents)}
    titles = {title(number, firsts.get(name, "")) for number, name in enumerate(ids)}
    questions = [(text, ids[name]) for text, name in yardstick.questions if text not in titles]

    def search(query: str) -> str | None:
        found = understand(query, index).matches
        return found[0].id if found else None

    return search, questions


def recall(
    search: Search, questions: Sequence[tuple[str, str]], typed: Callable[[str], str]
) -> float:
    """The share of questions whose document comes first when they are typed in some way."""
    hits = sum(search(typed(question)) == right for question, right in questions)
    return hits / len(questions)


def compare(
    yardstick: Yardstick, engines: Iterable[tuple[str, Callable[[Mapping[str, str]], Search]]]
) -> Iterator[tuple[str, float, float]]:
    """Recall at 1 of each engine over the bare texts, for clean and for hard typing."""
    for name, made in engines:
        yield name, *_recalls(made(yardstick.documents), yardstick.questions)


def compare_titles(yardstick: Yardstick) -> Iterator[tuple[str, float, float]]:
    """The same for this desk's own search, when the texts are its entries under several kinds of
    titles.
    """
    for name, title in TITLES.items():
        yield name, *_recalls(*shaped(yardstick, title))


def _recalls(search: Search, questions: Sequence[tuple[str, str]]) -> tuple[float, float]:
    return recall(search, questions, str), recall(search, questions, hard)


def hard(query: str) -> str:
    """The query without the marks of Turkish letters and with one slip in each long word."""
    dice = random.Random(query)
    return re.sub(r"\w+", lambda found: _slip(found[0], dice), query).translate(_ASCII)


def _slip(word: str, dice: random.Random) -> str:
    if len(word) < LONG_WORD:
        return word
    at, kind = dice.randrange(1, len(word) - 2), dice.choice(_KINDS)
    head, letter, tail = word[:at], word[at], word[at + 1 :]
    match kind:
        case "swap":
            return head + tail[0] + letter + tail[1:]
        case "drop":
            return head + tail
        case "double":
            return head + letter + letter + tail
    return head + dice.choice(_beside(letter)) + tail


def _beside(letter: str) -> str:
    """The keys beside a letter on the Turkish Q keyboard, or the letter itself."""
    row = next((row for row in _KEYBOARD if letter in row), letter)
    at = row.index(letter)
    return row[max(at - 1, 0) : at] + row[at + 1 : at + 2] or letter
